/** What Kong would draw at random at each load, written out (docs/kong/declarative-format.md sections 9 and 10). */
import { type Entry, pathOf } from '../config/entries.ts';
import { randomText } from '../config/fill.ts';
import type { Judged } from '../config/judge.ts';
import type { Edit } from '../document/edit.ts';
import { unknownSecretDigest } from './client-secret.ts';
import type { Earlier } from './earlier.ts';
import type { StableIds } from './stable-ids.ts';

/** Ids, the same at every run; and keys and secrets, which stay those of an earlier output if there is one. */
export function pins({ entries }: Judged, ids: StableIds, earlier: Earlier | undefined): Edit[] {
  return entries.flatMap((entry) => [...idPin(entry, ids), ...textPins(entry, ids, earlier)]);
}

/** Undefined stands for what is not written; an explicit null stays one. */
const isDrawn = ({ value }: Entry, field: string): boolean => value[field] === undefined;

export function idPin(entry: Entry, ids: StableIds): Edit[] {
  if (!entry.type.generatesId || entry.id !== undefined || !isDrawn(entry, 'id')) return [];
  return [{ path: [...pathOf(entry), 'id'], value: ids.of(entry)!, beside: nameField(entry) }];
}

function textPins(entry: Entry, ids: StableIds, earlier: Earlier | undefined): Edit[] {
  return entry.type.auto
    .filter((field) => !entry.type.primaryKey.includes(field) && isDrawn(entry, field))
    .map((field) => {
      const isHashed = field === 'client_secret' && entry.value.hash_secret === true;
      const value = earlier?.text(ids.of(entry), field) ?? (isHashed ? unknownSecretDigest() : randomText());
      return { path: [...pathOf(entry), field], value, beside: nameField(entry) };
    });
}

/** The field that a new one is put beside: what the entity is known by. */
export function nameField({ type, value }: Entry): string {
  const fields = [type.endpointKey ?? 'name', 'name', 'custom_id', ...(type.cacheKey ?? [])];
  return fields.find((field) => value[field] !== undefined) ?? 'id';
}
