/**
 * Kong reports one kind of mistake at a time (docs/kong/declarative-format.md sections 8 and 11): what is wrong with the
 * fields; else names and keys that repeat, and references that lead nowhere; else other unique fields.
 */
import type { Entry } from '../../config/entries.ts';
import type { DocumentFound, Judged } from '../../config/judge.ts';
import type { Finding } from '../../schema/finding.ts';
import type { Registry } from '../../schema/registry.ts';
import { crashes } from './crashes.ts';
import { withoutSkippedRules } from './skipped-rules.ts';
import { keptBySubschemas } from './subschemas.ts';

export interface EntryFound {
  entry: Entry;
  finding: Finding;
}

export type Stage =
  | { kind: 'valid' }
  /** Kong stops with a Lua error: status 500. */
  | { kind: 'crash' }
  | { kind: 'fields'; found: DocumentFound[] }
  | { kind: 'identity'; repeated: EntryFound[]; dangling: EntryFound[] }
  | { kind: 'unique'; found: EntryFound[] };

export function firstStage(judged: Judged, registry: Registry): Stage {
  const errors = judged.found.filter(({ finding }) => (finding.severity ?? 'error') === 'error');
  if (errors.length === 0) return { kind: 'valid' };
  const fields = errors.filter(isOfFields);
  if (fields.some((found) => crashes(found, judged, registry))) return { kind: 'crash' };
  if (fields.length > 0) return { kind: 'fields', found: withoutSkippedRules(keptBySubschemas(fields)) };
  const ofEntries = errors.filter(isOfEntry);
  const dangling = ofEntries.filter(({ finding }) => finding.code === 'missing-reference');
  const repeated = ofEntries.filter((found) => !dangling.includes(found) && !isLate(found));
  if (dangling.some(({ entry }) => referrerKey(entry) === null)) return { kind: 'crash' };
  if (dangling.length + repeated.length > 0) return { kind: 'identity', repeated, dangling };
  return { kind: 'unique', found: ofEntries };
}

const isOfEntry = (found: DocumentFound): found is EntryFound => found.entry !== undefined;

/** A name that does not resolve is a mistake of its field when the references were judged as ids. */
function isOfFields({ entry, finding }: DocumentFound): boolean {
  if (finding.code === 'uniqueness-violation') return false;
  if (finding.code !== 'missing-reference' || !entry) return true;
  return typeof entry.value[finding.path[0] as string] === 'string' && finding.path.length > 1;
}

const isLate = ({ entry: { type }, finding: { path } }: EntryFound): boolean =>
  path.length === 1 && type.unique.includes(String(path[0])) && !type.primaryKey.includes(String(path[0]));

/**
 * By what Kong files a mistake of an entity that is not filed by position: its name, else its key, else its position.
 * `null`: a name it could have and has not, which Kong cannot print.
 */
export function referrerKey(entry: Entry): string | number | null {
  const { type, value } = entry;
  if (type.endpointUnique) return (value[type.endpointKey!] as string | undefined) ?? null;
  const key = type.primaryKey.map((field) => value[field]).join(':');
  return entry.id ?? (key === '' ? entry.index : key);
}
