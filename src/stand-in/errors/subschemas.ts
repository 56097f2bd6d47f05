/** Where the rules for a plugin, vault or protocol are not known, Kong looks no further (docs/kong/validation.md section 1, step 2). */
import type { Entry } from '../../config/entries.ts';
import type { DocumentFound } from '../../config/judge.ts';

export function keptBySubschemas(found: readonly DocumentFound[]): DocumentFound[] {
  const unknown = new Map<Entry, DocumentFound>();
  for (const one of found) {
    if (one.entry && saysItIsUnknown(one) && !unknown.has(one.entry)) unknown.set(one.entry, one);
  }
  if (unknown.size === 0) return [...found];
  return found.flatMap((one) => {
    if (one.entry && unknown.has(one.entry)) return unknown.get(one.entry) === one ? [ofTheKey(one)] : [];
    for (let entry = one.entry?.parent; entry; entry = entry.parent) if (unknown.has(entry)) return [];
    return [one];
  });
}

/** It is said of the field, not of an item in it. */
const ofTheKey = ({ entry, finding }: DocumentFound): DocumentFound => ({
  entry,
  finding: { ...finding, path: finding.path.slice(0, 1) },
});

/** A key that is absent, or whose value leads to no rules. */
function saysItIsUnknown({ entry, finding }: DocumentFound): boolean {
  const subschemas = entry!.type.subschemas;
  if (!subschemas || finding.path[0] !== subschemas.key) return false;
  if (finding.code === 'unknown-plugin' || finding.code === 'unknown-vault') return true;
  const written = entry!.value[subschemas.key];
  if (!subschemas.known) return written === undefined || written === null || written === '';
  if (!Array.isArray(written)) return written !== undefined;
  return !written.some((one) => subschemas.known!.includes(one as string));
}
