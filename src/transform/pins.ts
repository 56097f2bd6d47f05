/** What Kong would draw at random at each load, written out (docs/kong/declarative-format.md sections 9 and 10). */
import { drawnFields } from '../config/drawn.ts';
import { type Entry, pathOf, valueAt } from '../config/entries.ts';
import { randomText } from '../config/fill.ts';
import type { Edit } from '../document/edit.ts';
import { unknownSecretDigest } from './client-secret.ts';
import type { Earlier } from './earlier.ts';
import type { StableIds } from './stable-ids.ts';
import type { Subject } from './subject.ts';

/** Ids, the same at every run; and keys and secrets, which stay those of an earlier output if there is one. */
export function pins({ judged, registry }: Subject, ids: StableIds, earlier: Earlier | undefined): Edit[] {
  return judged.entries.flatMap((entry) => [
    ...idPin(entry, ids),
    ...drawnFields(entry, registry)
      .filter(([field]) => !entry.type.primaryKey.includes(field!))
      .flatMap((path) => textPin(entry, path, ids, earlier)),
  ]);
}

export function idPin(entry: Entry, ids: StableIds): Edit[] {
  if (!entry.type.generatesId || entry.id !== undefined || entry.value.id !== undefined) return [];
  return [{ path: [...pathOf(entry), 'id'], value: ids.of(entry)!, beside: nameField(entry) }];
}

/** Nothing for a field of a record that is not written either. */
function textPin(entry: Entry, path: string[], ids: StableIds, earlier: Earlier | undefined): Edit[] {
  const record = valueAt(entry.value, path.slice(0, -1));
  const beside = path.length > 1 ? Object.keys(record ?? {})[0] : nameField(entry);
  if (beside === undefined) return [];
  const isHashed = path.join() === 'client_secret' && entry.value.hash_secret === true;
  const value = earlier?.text(ids.of(entry), path) ?? (isHashed ? unknownSecretDigest() : randomText());
  return [{ path: [...pathOf(entry), ...path], value, beside }];
}

/** The field that a new one is put beside: what the entity is known by. */
export function nameField({ type, value }: Entry): string {
  const fields = [type.endpointKey ?? 'name', 'name', 'custom_id', ...(type.cacheKey ?? [])];
  return fields.find((field) => value[field] !== undefined) ?? 'id';
}
