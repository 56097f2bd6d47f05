/**
 * Kong's two validation passes (docs/kong/declarative-format.md section 8): references as written, then resolved. A document
 * is valid when either pass finds nothing. What both passes share, the bodies, is judged once.
 */
import type { Finding } from '../schema/finding.ts';
import type { TypeValidator, Validator } from '../schema/validator.ts';
import type { Entry, Fields } from './entries.ts';
import type { Lookup } from './lookup.ts';

export interface Found {
  entry: Entry;
  finding: Finding;
}

export interface Passes {
  found: Found[];
  /** Which pass the document satisfies; undefined when neither. */
  satisfied?: 1 | 2;
}

/** Entities by type, in the order of the document. */
export type ByType = ReadonlyMap<string, readonly Entry[]>;

/** Replaces shorthand fields in every entity and says what is wrong with it, references apart. */
export function judgeBodies(byType: ByType, validator: Validator): Found[] {
  const found: Found[] = [];
  for (const entries of byType.values()) {
    if (entries.length === 0) continue;
    const typeValidator = validator.of(entries[0]!.type);
    for (const entry of entries) {
      const { value, findings } = typeValidator.body(entry.value);
      entry.value = value;
      if (findings) for (const finding of findings) found.push({ entry, finding });
    }
  }
  return found;
}

/** `sound`: whether everything but the references is right, so that one pass alone can make the document valid. */
export function judgeLinks(byType: ByType, lookup: Lookup, validator: Validator, sound: boolean): Passes {
  const first = collect(byType, validator, (entry, judge) =>
    isUnlinked(entry) ? undefined : judge.links(entry.parent ? 'nested' : 'written', entry.value),
  );
  if (sound && first.length === 0) return { found: [], satisfied: 1 };
  const second = collect(byType, validator, (entry, judge) => judge.links('loaded', resolved(entry, lookup)));
  if (sound && second.length === 0) return { found: [], satisfied: 2 };
  const forbidden = first.filter(({ finding }) => finding.code === 'forbidden-field');
  const both = [...second, ...forbidden.filter((one) => !second.some((other) => isSame(one, other)))];
  return { found: both.filter((one) => !isUnresolved(one, lookup)) };
}

/** Kong complains of the type of a name that it cannot resolve; references.ts says it better. */
function isUnresolved({ entry, finding }: Found, lookup: Lookup): boolean {
  const field = finding.path[0];
  const written = entry.value[field as string];
  const reference = entry.type.references.find((one) => one.field === field);
  return (
    finding.code === 'wrong-type' &&
    reference !== undefined &&
    typeof written === 'string' &&
    written !== '' &&
    !lookup.find(reference.target, written)
  );
}

function collect(
  byType: ByType,
  validator: Validator,
  findingsOf: (entry: Entry, judge: TypeValidator) => Finding[] | undefined,
): Found[] {
  const found: Found[] = [];
  for (const entries of byType.values()) {
    if (!entries[0]?.type.references.length) continue;
    const typeValidator = validator.of(entries[0].type);
    for (const entry of entries) {
      const findings = findingsOf(entry, typeValidator);
      if (findings) for (const finding of findings) found.push({ entry, finding });
    }
  }
  return found;
}

/** Most entities write no reference, and then there is nothing to judge. */
function isUnlinked({ type, value, parent }: Entry): boolean {
  if (type.judgesAbsentLinks) return false;
  const { references } = type;
  for (let index = 0; index < references.length; index++) {
    const { field, required } = references[index]!;
    const written = value[field];
    if ((written !== undefined && written !== null) || (required && !parent)) return false;
  }
  return true;
}

const isSame = (one: Found, other: Found): boolean =>
  one.entry === other.entry && one.finding.path[0] === other.finding.path[0];

/** An id like any other. */
export const SOME_ID = '00000000-0000-4000-8000-000000000000';

/**
 * The entity with each reference that resolves as `{ id }`, the one to its parent included. An id that is not written
 * counts as any other, for it is right in any case, and to derive it takes long.
 */
export function resolved(entry: Entry, lookup: Lookup): Fields {
  const value = { ...entry.value };
  for (const { field, target } of entry.type.references) {
    const written = value[field];
    if (written === undefined && field === entry.parentField) value[field] = { id: writtenId(entry.parent!) };
    else if (typeof written === 'string') {
      const found = lookup.find(target, written);
      if (found) value[field] = { id: writtenId(found) };
    }
  }
  return value;
}

const writtenId = (entry: Entry): string =>
  (entry.value[entry.type.primaryKey[0]!] === undefined ? undefined : entry.id) ?? SOME_ID;
