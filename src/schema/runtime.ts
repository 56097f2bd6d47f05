/** What compiled validators call while they run. */
import type { ErrorObject } from 'ajv';

/** The value of a dotted field; `defaults[n]` when key n is absent, null when something on the way is no record. */
export function at(record: unknown, keys: readonly string[], defaults: readonly unknown[]): unknown {
  let value = record;
  for (let depth = 0; depth < keys.length; depth++) {
    if (typeof value !== 'object' || value === null) return null;
    const next: unknown = (value as Record<string, unknown>)[keys[depth]!];
    if (next === undefined) return defaults[depth];
    value = next;
  }
  return value;
}

/** Kong's idea of empty: absent, null, an empty string, list or map (docs/kong/validation.md, "Entity checks"). */
export function empty(value: unknown): boolean {
  if (value === null || value === undefined || value === '') return true;
  if (typeof value !== 'object') return false;
  for (const _ in value) return false;
  return true;
}

/** Kong counts the bytes of a string. */
export const bytes = (text: string): number => Buffer.byteLength(text);

const compiled = new Map<string, RegExp>();

export function matches(text: unknown, patterns: readonly string[]): boolean {
  if (typeof text !== 'string') return false;
  return patterns.some((pattern) => {
    let regex = compiled.get(pattern);
    if (!regex) compiled.set(pattern, (regex = new RegExp(pattern, 'u')));
    return regex.test(text);
  });
}

/** Whether none of the fields of the record at `path` has an error yet. */
export function clean(
  errors: readonly ErrorObject[] | null,
  path: string,
  fields?: readonly string[],
): boolean {
  if (errors === null) return true;
  const places = fields ? fields.map((field) => `${path}/${field.replaceAll('.', '/')}`) : [path];
  return !errors.some((error) =>
    places.some(
      (place) =>
        error.instancePath === place ||
        error.instancePath.startsWith(`${place}/`) ||
        missingPlace(error) === place,
    ),
  );
}

const missingPlace = (error: ErrorObject) =>
  error.keyword === 'required' ? `${error.instancePath}/${error.params.missingProperty}` : undefined;

/** Whether more than one of `sets` has a member in the list. */
export function mixes(list: readonly unknown[], sets: readonly (readonly unknown[])[]): boolean {
  let touched = 0;
  for (const set of sets) if (set.some((member) => list.includes(member))) touched++;
  return touched > 1;
}

/** Whether two of the values are equal, empty ones apart. */
export function repeats(values: readonly unknown[]): boolean {
  for (let index = 1; index < values.length; index++) {
    if (!empty(values[index]) && values.indexOf(values[index]) < index) return true;
  }
  return false;
}
