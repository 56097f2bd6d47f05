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
  const first = (entry: Entry, judge: TypeValidator) =>
    isUnlinked(entry) ? undefined : judge.links(entry.parent ? 'nested' : 'written', entry.value);
  const second = (entry: Entry, judge: TypeValidator) => judge.links('loaded', resolved(entry, lookup));
  // The first finding tells that a pass fails, and most often no more of them is worth its words.
  if (sound && collect(byType, validator, first, 1).length === 0) return { found: [], satisfied: 1 };
  if (sound && collect(byType, validator, second, 1).length === 0) return { found: [], satisfied: 2 };
  const found = collect(byType, validator, second);
  const places = new Map<Entry, Set<unknown>>();
  for (const { entry, finding } of found) {
    const fields = places.get(entry) ?? new Set();
    places.set(entry, fields.add(finding.path[0]));
  }
  const forbidden = collect(byType, validator, first).filter(
    ({ entry, finding }) => finding.code === 'forbidden-field' && !places.get(entry)?.has(finding.path[0]),
  );
  return { found: [...found, ...forbidden].filter((one) => !isUnresolved(one, lookup)) };
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

/** What is found, up to the entity with which it is `enough`. */
function collect(
  byType: ByType,
  validator: Validator,
  findingsOf: (entry: Entry, judge: TypeValidator) => Finding[] | undefined,
  enough = Number.POSITIVE_INFINITY,
): Found[] {
  const found: Found[] = [];
  for (const entries of byType.values()) {
    if (!entries[0]?.type.references.length) continue;
    const typeValidator = validator.of(entries[0].type);
    for (const entry of entries) {
      const findings = findingsOf(entry, typeValidator);
      if (!findings) continue;
      for (const finding of findings) found.push({ entry, finding });
      if (found.length >= enough) return found;
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
