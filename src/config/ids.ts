/** The ids that Kong derives (docs/kong/declarative-format.md section 9). */
import type { Entry } from './entries.ts';
import { namespaceOf, uuidV5 } from './uuid.ts';

/** Sets `id` on every entity that has a given or derived one. Parents come before their children. */
export function deriveIds(entries: readonly Entry[]): void {
  for (const entry of entries) {
    const key = entry.type.primaryKey[0]!;
    const given = entry.value[key];
    if (!entry.type.generatesId || given !== undefined) {
      if (typeof given === 'string' && entry.type.primaryKey.length === 1) entry.id = given;
      continue;
    }
    const name = keyOf(entry);
    if (name !== undefined) entry.id = uuidV5(namespaceOf(entry.type.name), name);
  }
}

/** The text that the id is derived from; undefined when Kong draws the id at random. */
function keyOf(entry: Entry): string | undefined {
  const { type, value } = entry;
  if (type.cacheKey) return cacheKey(entry);
  const name = type.endpointKey ? value[type.endpointKey] : undefined;
  if (typeof name !== 'string') return undefined;
  return type.endpointUnique ? name : scopedName(entry, name);
}

/** A name that is not unique by itself is joined by the parents that it belongs to. */
function scopedName(entry: Entry, name: string): string | undefined {
  const parts = [name];
  for (const { field, cascade } of entry.type.references) {
    if (!cascade) continue;
    const written = entry.value[field];
    const part = written === undefined && field === entry.parentField ? entry.parent?.id : written;
    if (typeof part !== 'string') return undefined;
    parts.push(part);
  }
  return [...parts, '*'].join(':');
}

function cacheKey({ type, value, parent, parentField }: Entry): string | undefined {
  const parts = [type.name, '*'];
  for (const field of type.cacheKey!) {
    const written = value[field];
    if (type.auto.includes(field)) return undefined;
    if (typeof written === 'string') parts.push(written);
    else if (written === undefined && field === parentField) {
      if (parent?.id === undefined) return undefined;
      parts.push(parent.id);
    } else if (written === undefined) {
      if (type.required.includes(field)) return undefined;
      parts.push('');
    }
  }
  return parts.join(':');
}
