/** The ids that Kong derives (docs/kong/declarative-format.md section 9). */
import type { Entry } from './entries.ts';
import { namespaceOf, uuidV5 } from './uuid.ts';

/** The id that is given, or that Kong derives; undefined when Kong draws it at random. */
export function idOf(entry: Entry): string | undefined {
  const { type, value } = entry;
  const given = value[type.primaryKey[0]!];
  if (!type.generatesId || given !== undefined)
    return typeof given === 'string' && type.primaryKey.length === 1 ? given : undefined;
  const key = derivedKey(entry, (parent) => parent.id);
  return key === undefined ? undefined : uuidV5(namespaceOf(type.name), key);
}

/**
 * Text that is the same for entities with the same derived id, and costs no hash: a parent counts by its place. Only right
 * where no id is given in the collection, and references are names or follow from the nesting.
 */
export const identityOf = (entry: Entry): string | undefined =>
  derivedKey(entry, (parent) => (hasStableId(parent) ? `#${parent.ordinal}` : undefined));

const hasStableId = (entry: Entry): boolean =>
  entry.value.id !== undefined || identityOf(entry) !== undefined;

/** The text that the id is derived from where none is given; undefined when Kong draws the id at random. */
export function derivedKey(
  entry: Entry,
  idOfParent: (parent: Entry) => string | undefined,
): string | undefined {
  const { type, value } = entry;
  if (type.cacheKey) return cacheKey(entry, idOfParent);
  const name = type.endpointKey ? value[type.endpointKey] : undefined;
  if (typeof name !== 'string') return undefined;
  return type.endpointUnique ? name : scopedName(entry, name, idOfParent);
}

/** A name that is not unique by itself is joined by the parents that it belongs to. */
function scopedName(
  entry: Entry,
  name: string,
  idOfParent: (parent: Entry) => string | undefined,
): string | undefined {
  const parts = [name];
  for (const { field, cascade } of entry.type.references) {
    if (!cascade) continue;
    const written = entry.value[field];
    const part = written === undefined && field === entry.parentField ? idOfParent(entry.parent!) : written;
    if (typeof part !== 'string') return undefined;
    parts.push(part);
  }
  return [...parts, '*'].join(':');
}

function cacheKey(entry: Entry, idOfParent: (parent: Entry) => string | undefined): string | undefined {
  const { type, value, parent } = entry;
  let key = `${type.name}:*`;
  for (const field of type.cacheKey!) {
    const written = value[field];
    if (type.auto.includes(field)) return undefined;
    if (typeof written === 'string') key += `:${written}`;
    else if (written === undefined) {
      if (parent && field === entry.parentField) {
        const id = idOfParent(parent);
        if (id === undefined) return undefined;
        key += `:${id}`;
      } else if (type.required.includes(field)) return undefined;
      else key += ':';
    }
  }
  return key;
}
