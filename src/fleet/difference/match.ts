/** Which entity of one config is which of the other: by id, by what identifies it, by what it says. */
import type { Fields } from '../../config/entries.ts';
import type { Item } from './items.ts';

export interface Matching {
  pairs: [before: Item, after: Item][];
  removed: Item[];
  added: Item[];
}

/** Ids that Kong draws differ at each load, so those entities are known by other things. */
const ways: readonly ((item: Item) => string | undefined)[] = [
  ({ id, isDrawn }) => (isDrawn ? undefined : `id ${id}`),
  byName,
  byCacheKey,
  ({ value }) => `content ${JSON.stringify(sorted(without(value, ['id'])))}`,
  // Keys that Kong draws, and those that were changed.
  ({ value, entityType }) =>
    `content ${JSON.stringify(sorted(without(value, ['id', ...entityType.auto, ...entityType.unique])))}`,
];

export function match(before: readonly Item[], after: readonly Item[]): Matching {
  const pairs: [Item, Item][] = [];
  let [old, now] = [before, after];
  for (const way of ways) {
    const byKey = new Map<string, Item[]>();
    for (const item of now) {
      const key = keyOf(item, way);
      if (key !== undefined) byKey.set(key, [...(byKey.get(key) ?? []), item]);
    }
    const found = new Set<Item>();
    for (const item of old) {
      const key = keyOf(item, way);
      const other = key === undefined ? undefined : byKey.get(key)?.shift();
      if (!other) continue;
      pairs.push([item, other]);
      found.add(item).add(other);
    }
    old = old.filter((item) => !found.has(item));
    now = now.filter((item) => !found.has(item));
  }
  return { pairs, removed: [...old], added: [...now] };
}

function keyOf(item: Item, way: (item: Item) => string | undefined): string | undefined {
  const key = way(item);
  return key === undefined ? undefined : `${item.type} ${key}`;
}

/** A name that is unique in its collection; a key of a credential is one, too. */
function byName({ entityType, value, drawn }: Item): string | undefined {
  const field = [entityType.endpointKey, ...entityType.unique].find(
    (one) => one !== undefined && typeof value[one] === 'string' && !drawn.has(one),
  );
  if (!field) return undefined;
  const scope =
    entityType.endpointUnique || entityType.unique.includes(field)
      ? ''
      : JSON.stringify(parentsOf(value, entityType.references));
  return `${field} ${value[field]} ${scope}`;
}

const parentsOf = (value: Fields, references: readonly { field: string }[]): unknown[] =>
  references.map(({ field }) => value[field] ?? null);

/** What there can be one of: a plugin on a route. */
function byCacheKey({ entityType, value }: Item): string | undefined {
  const { cacheKey } = entityType;
  return cacheKey && `fields ${JSON.stringify(cacheKey.map((field) => value[field] ?? null))}`;
}

const without = (value: Fields, fields: readonly string[]): Fields =>
  Object.fromEntries(Object.entries(value).filter(([field]) => !fields.includes(field)));

/** With keys in one order, at every depth. */
export function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, item]) => [key, sorted(item)]));
}
