/** No two entities of a collection may share a name, an id or a unique field (docs/kong/declarative-format.md section 11). */
import { type Entry, endpointValue, isFields, pathOf } from './entries.ts';
import type { Lookup } from './lookup.ts';
import type { Found } from './passes.ts';

export function checkUniqueness(entries: readonly Entry[], lookup: Lookup): Found[] {
  const seen = new Map<string, Map<string, Entry>>();
  const found: Found[] = [];
  for (const entry of childrenFirst(entries)) {
    const { type } = entry;
    const name = endpointValue(entry);
    const named = type.endpointUnique && typeof name === 'string' ? claim(seen, `${type.name}.${type.endpointKey}`, name, entry) : undefined;
    if (named) {
      found.push(violation(entry, named, [type.endpointKey!], `${type.endpointKey} `));
      continue;
    }
    const key = primaryKey(entry);
    const first = key === undefined ? undefined : claim(seen, type.name, key, entry);
    if (first) found.push(sameKey(entry, first));
    for (const field of type.unique) {
      const value = entry.value[field];
      const text = typeof value === 'string' ? value : isFields(value) ? idOf(entry, field, lookup) : undefined;
      const other = text === undefined ? undefined : claim(seen, `${type.name}.${field}`, text, entry);
      if (other) found.push(violation(entry, other, [field], `${field} `));
    }
  }
  return found;
}

/** Kong registers the children of an entity before the entity itself. */
function* childrenFirst(entries: readonly Entry[]): Generator<Entry> {
  const open: Entry[] = [];
  for (const entry of entries) {
    while (open.length && open.at(-1) !== entry.parent) yield open.pop()!;
    open.push(entry);
  }
  while (open.length) yield open.pop()!;
}

/** The entity that has claimed the value before, if one has. */
function claim(seen: Map<string, Map<string, Entry>>, scope: string, value: string, entry: Entry): Entry | undefined {
  let claimed = seen.get(scope);
  if (!claimed) seen.set(scope, (claimed = new Map()));
  const first = claimed.get(value);
  if (!first) claimed.set(value, entry);
  return first;
}

function primaryKey(entry: Entry): string | undefined {
  const { primaryKey: fields } = entry.type;
  if (fields.length > 1) return fields.map((field) => entry.value[field] ?? '').join(':');
  if (entry.type.generatesId) return entry.id;
  const value = entry.value[fields[0]!];
  return typeof value === 'string' ? value : undefined;
}

const idOf = (entry: Entry, field: string, lookup: Lookup): string | undefined => {
  const reference = entry.type.references.find((one) => one.field === field);
  return reference && lookup.find(reference.target, entry.value[field])?.id;
};

function violation(entry: Entry, first: Entry, path: string[], what: string): Found {
  const name = `${entry.type.name.replace(/s$/, '')} `;
  return {
    entry,
    finding: {
      code: 'uniqueness-violation',
      path,
      message: `${what}is taken by another ${name}of the file`.trim(),
      help: 'give one of them another value, or remove it',
      related: [{ message: 'first declared here', path: [...pathOf(first), ...path] }],
    },
  };
}

/** Two given ids, or two entities whose derived ids are the same because what identifies them is. */
function sameKey(entry: Entry, first: Entry): Found {
  const given = entry.type.primaryKey.filter((field) => entry.value[field] !== undefined);
  if (given.length || !entry.type.cacheKey) return violation(entry, first, given.length === 1 ? given : [], given.length ? `${given.join(', ')} ` : 'its id ');
  const { finding } = violation(entry, first, [], '');
  return {
    entry,
    finding: {
      ...finding,
      message: `repeats another ${entry.type.name.replace(/s$/, '')} with the same ${entry.type.cacheKey.join(', ')}`,
      help: 'remove one of them, or change one of these fields',
    },
  };
}
