/** A node's answer as a node with other settings would give it: fields that are there, too, or say something else. */
import type { KongField, KongSchema } from './from-kong.ts';

/** By dotted path, `[]` an element: keywords of the field to set; null removes one. */
export type ChangedFields = Record<string, { [keyword in keyof KongField]?: KongField[keyword] | null }>;

export function withChanges(answer: KongSchema, changes: ChangedFields): KongSchema {
  const changed = structuredClone(answer);
  for (const [path, keywords] of Object.entries(changes)) {
    const field = fieldAt(changed, path.replaceAll('[]', '.[]').split('.')) as unknown as Record<
      string,
      unknown
    >;
    for (const [keyword, value] of Object.entries(keywords)) {
      if (value === null) delete field[keyword];
      else field[keyword] = value;
    }
  }
  return changed;
}

/** The field at a path; a new one, if the record does not have it. */
function fieldAt(record: Pick<KongField, 'fields' | 'elements'>, [name, ...rest]: string[]): KongField {
  if (name === '[]') return rest.length ? fieldAt(record.elements!, rest) : record.elements!;
  const fields = (record.fields ??= []);
  let found = fields.find((field) => Object.hasOwn(field, name!))?.[name!];
  if (!found) fields.push({ [name!]: (found = {} as KongField) });
  return rest.length ? fieldAt(found, rest) : found;
}
