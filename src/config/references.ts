/** Every reference must mean an entity of the document (docs/kong/declarative-format.md section 7). */
import { suggestion } from '../suggest.ts';
import { type Entry, isFields } from './entries.ts';
import type { Lookup } from './lookup.ts';
import { singular } from './naming.ts';
import type { ByType, Found } from './passes.ts';
import { isUuid } from './uuid.ts';

/** `byName`: the references were judged as names; otherwise as ids, and it is the `id` that Kong misses. */
export function checkReferences(byType: ByType, lookup: Lookup, byName: boolean): Found[] {
  const found: Found[] = [];
  for (const entries of byType.values()) {
    for (const { field, target } of entries[0]?.type.references ?? [])
      found.push(...checkField(entries, field, target, lookup, byName));
  }
  return found;
}

function checkField(
  entries: readonly Entry[],
  field: string,
  target: string,
  lookup: Lookup,
  byName: boolean,
): Found[] {
  const found: Found[] = [];
  for (const entry of entries) {
    const written = entry.value[field];
    if (written === undefined || written === null || lookup.find(target, written)) continue;
    if (
      written === '' ||
      (typeof written !== 'string' && !(isFields(written) && typeof written.id === 'string'))
    )
      continue;
    const text = typeof written === 'string' ? written : (written.id as string);
    found.push({
      entry,
      finding: {
        code: 'missing-reference',
        path: byName && typeof written === 'string' ? [field] : [field, 'id'],
        message: `${field}: no ${singular(target)} is called "${text}" or has it as its id`,
        help:
          suggestion(text, lookup.names(target).first.keys()) ??
          meantOtherwise(text, lookup.all(target)) ??
          `add it under ${target}, or correct the reference`,
      },
    });
  }
  return found;
}

/** A consumer is meant by its custom_id, which is no name; or an entity that has no name at all. */
function meantOtherwise(text: string, targets: readonly Entry[]): string | undefined {
  const consumer = targets.find(({ value }) => value.custom_id === text)?.value.username;
  if (consumer) return `that is its custom_id; refer to it by its username, "${consumer}"`;
  const type = targets[0]?.type;
  if (!type || type.endpointUnique || isUuid(text)) return undefined;
  return `${type.name.replaceAll('_', ' ')} have no names; give it an id and refer to it by that`;
}
