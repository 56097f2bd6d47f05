/** Every reference must mean an entity of the document (docs/kong/declarative-format.md section 7). */
import { suggestions } from '../suggest.ts';
import { type Entry, isFields } from './entries.ts';
import type { Lookup } from './lookup.ts';
import { singular } from './naming.ts';
import type { ByType, Found } from './passes.ts';
import { isUuid } from './uuid.ts';

/** `byName`: the references were judged as names; otherwise as ids, and it is the `id` that Kong misses. */
export function checkReferences(byType: ByType, lookup: Lookup, byName: boolean): Found[] {
  const found: Found[] = [];
  const hints = new Map<string, Hint>();
  for (const entries of byType.values()) {
    for (const { field, target } of entries[0]?.type.references ?? []) {
      const hint = hints.get(target) ?? hintsAt(target, lookup);
      hints.set(target, hint);
      for (const one of checkField(entries, field, target, lookup, byName, hint)) found.push(one);
    }
  }
  return found;
}

/** What to do about a name that nothing has. */
type Hint = (text: string) => string;

function checkField(
  entries: readonly Entry[],
  field: string,
  target: string,
  lookup: Lookup,
  byName: boolean,
  hint: Hint,
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
        help: hint(text),
      },
    });
  }
  return found;
}

/** A name may be misspelt; a consumer meant by its custom_id, which is no name; or an entity that has no name at all. */
function hintsAt(target: string, lookup: Lookup): Hint {
  const suggest = once(() => suggestions(lookup.names(target).first.keys()));
  const byCustomId = once(
    () => new Map(lookup.all(target).map(({ value }) => [value.custom_id, value.username])),
  );
  return (text) => {
    const meant = suggest()(text);
    if (meant) return meant;
    const consumer = byCustomId().get(text);
    if (consumer) return `that is its custom_id; refer to it by its username, "${consumer}"`;
    const type = lookup.all(target)[0]?.type;
    if (!type || type.endpointUnique || isUuid(text))
      return `add it under ${target}, or correct the reference`;
    return `${type.name.replaceAll('_', ' ')} have no names; give it an id and refer to it by that`;
  };
}

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}
