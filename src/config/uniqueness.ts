/** No two entities of a collection may share a name, an id or a unique field (docs/kong/declarative-format.md section 11). */
import type { EntityType } from '../schema/digest.ts';
import { type Entry, endpointValue, pathOf } from './entries.ts';
import { identityOf } from './ids.ts';
import type { Lookup } from './lookup.ts';
import { singular } from './naming.ts';
import type { ByType, Found } from './passes.ts';
import { isUuid } from './uuid.ts';

export function checkUniqueness(byType: ByType, lookup: Lookup): Found[] {
  return [...byType.values()].flatMap((entries) =>
    entries.length > 1 ? checkCollection(entries, lookup) : [],
  );
}

/** Entities of one type, in the order in which Kong registers them. */
function checkCollection(entries: readonly Entry[], lookup: Lookup): Found[] {
  const { type } = entries[0]!;
  const { first, repeated } = lookup.names(type.name);
  const sameName = repeated.map((entry) =>
    violation(entry, first.get(endpointValue(entry) as string)!, [type.endpointKey!], `${type.endpointKey} `),
  );
  const isRepeated = new Set(repeated);
  const rest = repeated.length ? entries.filter((entry) => !isRepeated.has(entry)) : entries;
  const samePrimaryKey = primaryKeyClashes(rest).map(([entry, other]) => sameKey(entry, other));
  const sameField = type.unique.flatMap((field) =>
    clashes(entries, uniqueValue(type, field, lookup)).map(([entry, other]) =>
      violation(entry, other, [field], `${field} `),
    ),
  );
  return [...sameName, ...samePrimaryKey, ...sameField];
}

/** Each entity whose key an earlier one has, with that one. */
function clashes(entries: readonly Entry[], keyOf: (entry: Entry) => string | undefined): [Entry, Entry][] {
  const seen = new Map<string, Entry>();
  const found: [Entry, Entry][] = [];
  for (const entry of entries) {
    const key = keyOf(entry);
    if (key === undefined) continue;
    const first = seen.get(key);
    if (first) found.push([entry, first]);
    else seen.set(key, entry);
  }
  return found;
}

function primaryKeyClashes(entries: readonly Entry[]): [Entry, Entry][] {
  const { type } = entries[0]!;
  if (type.primaryKey.length > 1)
    return clashes(entries, ({ value }) => type.primaryKey.map((field) => value[field] ?? '').join(':'));
  const references = type.references.map(({ field }) => field);
  if (!type.generatesId || entries.some((entry) => mayMeetAny(entry, references)))
    return clashes(entries, (entry) => entry.id);
  const isDerived = type.cacheKey && !type.cacheKey.some((field) => type.auto.includes(field));
  return isDerived ? familyClashes(entries) : [];
}

/** Derived ids that name their parents can only be equal among entities of the same one. */
function familyClashes(entries: readonly Entry[]): [Entry, Entry][] {
  const found: [Entry, Entry][] = [];
  for (let start = 0; start < entries.length; ) {
    const { parent } = entries[start]!;
    let end = start + 1;
    while (end < entries.length && entries[end]!.parent === parent) end++;
    if (end - start > FEW)
      for (const twins of clashes(entries.slice(start, end), identityOf)) found.push(twins);
    else for (let index = start + 1; index < end; index++) addTwin(entries, start, index, found);
    start = end;
  }
  return found;
}

/** So many siblings are compared one by one faster than by a map. */
const FEW = 8;

function addTwin(entries: readonly Entry[], start: number, index: number, found: [Entry, Entry][]): void {
  const entry = entries[index]!;
  for (let other = start; other < index; other++) {
    const first = entries[other]!;
    if (!isAlike(entry, first) || identityOf(entry) === undefined || identityOf(entry) !== identityOf(first))
      continue;
    found.push([entry, first]);
    return;
  }
}

/**
 * Whether the derived ids may be the same. A value that is neither text nor absent has no part in an id, so others move up;
 * and parts are joined by `:`, which any but the last may hold as well.
 */
const isAlike = (a: Entry, b: Entry): boolean => {
  const fields = a.type.cacheKey!;
  let differs = false;
  for (let index = 0; index < fields.length; index++) {
    const [one, other] = [a.value[fields[index]!], b.value[fields[index]!]];
    if (!hasPart(one) || !hasPart(other)) return true;
    if (one === other) continue;
    differs = true;
    if (index < fields.length - 1 && (hasColon(one) || hasColon(other))) return true;
  }
  return !differs;
};

const hasColon = (value: unknown): boolean => typeof value === 'string' && value.includes(':');

const hasPart = (value: unknown): boolean => typeof value === 'string' || value === undefined;

/** Whether an entity's id may be that of one of another parent: given, or derived from more or less than names. */
function mayMeetAny(entry: Entry, references: readonly string[]): boolean {
  const { value, parent } = entry;
  if (value.id !== undefined || (parent && value[entry.parentField!] !== undefined)) return true;
  for (let index = 0; index < references.length; index++) {
    const reference = value[references[index]!];
    if (reference !== undefined && (typeof reference !== 'string' || isUuid(reference))) return true;
  }
  return false;
}

/** Reads a unique field; of a reference, it gives the id of what is meant. */
function uniqueValue(type: EntityType, field: string, lookup: Lookup): (entry: Entry) => string | undefined {
  const reference = type.references.find((one) => one.field === field);
  if (reference) return ({ value }) => lookup.find(reference.target, value[field])?.id;
  return ({ value }) => (typeof value[field] === 'string' ? value[field] : undefined);
}

function violation(entry: Entry, first: Entry, path: string[], what: string): Found {
  return {
    entry,
    finding: {
      code: 'uniqueness-violation',
      path,
      message: `${what}is taken by another ${singular(entry.type.name)} of the file`,
      help: 'give one of them another value, or remove it',
      related: [{ message: 'first declared here', path: [...pathOf(first), ...path] }],
    },
  };
}

/** Two given ids, or two entities whose derived ids are the same because what identifies them is. */
function sameKey(entry: Entry, first: Entry): Found {
  const given = entry.type.primaryKey.filter((field) => entry.value[field] !== undefined);
  if (given.length || !entry.type.cacheKey)
    return violation(
      entry,
      first,
      given.length === 1 ? given : [],
      given.length ? `${given.join(', ')} ` : 'its id ',
    );
  const { finding } = violation(entry, first, [], '');
  const [message, help] = howAlike(entry, first, entry.type.cacheKey);
  return { entry, finding: { ...finding, message, help } };
}

function howAlike(entry: Entry, first: Entry, cacheKey: readonly string[]): [string, string] {
  const name = singular(entry.type.name);
  if (cacheKey.some((field) => entry.value[field] !== first.value[field]))
    return [
      `has the id of another ${name}, for Kong derives it from texts joined by ":", without what is null or a map`,
      'write references as names and leave a null out, or give one of them an id',
    ];
  if (entry.type.name === 'plugins')
    return [
      'has the name and the scope of another plugin',
      'join their configs, or give them different scopes',
    ];
  const same = cacheKey.join(', ').replace(/, (\w+)$/, ' and $1');
  return [
    `repeats another ${name} with the same ${same}`,
    'remove one of them, or change one of these fields',
  ];
}
