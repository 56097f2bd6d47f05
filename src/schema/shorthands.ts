/** Fields that exist only in files, replaced by the ones Kong stores (docs/kong/validation.md, "Shorthand fields"). */
import { urlParts } from './checks/uri.ts';
import type { ShorthandField } from './digest.ts';
import type { Finding } from './finding.ts';

type Fields = Record<string, unknown>;

export interface Expanded {
  value: Fields;
  /** Shorthands that disagree with the field that takes their place; undefined when none does. */
  mismatches?: Finding[];
}

/** The entity as Kong sees it; the same object when it uses no shorthand. Values of a wrong type stay where they are. */
export function expand(entity: Fields, shorthands: readonly ShorthandField[]): Expanded {
  let value = entity;
  let mismatches: Finding[] | undefined;
  for (const shorthand of shorthands) {
    const record = recordOf(value, shorthand);
    if (!isRecord(record) || record[shorthand.name] === undefined) continue;
    if (shorthand.rule === 'url') {
      value = withUrl(value);
      continue;
    }
    if (value === entity) value = { ...entity };
    const newPath = TRANSLATIONS[shorthand.rule](copyAlong(value, shorthand.record), shorthand);
    if (newPath) mismatches = [...(mismatches ?? []), mismatch(shorthand, newPath)];
  }
  return { value, mismatches };
}

function recordOf(entity: Fields, { record }: ShorthandField): unknown {
  let at: unknown = entity;
  for (const key of record) at = (at as Fields | undefined | null)?.[key];
  return at;
}

function mismatch({ record, name }: ShorthandField, newPath: string[]): Finding {
  const [old, replacement] = [
    [...record, name],
    [...record, ...newPath],
  ];
  return {
    code: 'field-combination',
    path: old,
    message: `${old.join('.')} and ${replacement.join('.')}, which replaces it, are both set but differ`,
    help: `keep ${replacement.join('.')} and remove ${old.join('.')}`,
  };
}

/** Changes the record; the path of the new field if that has another value. */
type Translation = (record: Fields, shorthand: ShorthandField) => string[] | undefined;

const TRANSLATIONS: Record<Exclude<ShorthandField['rule'], 'url'>, Translation> = {
  algorithm: (record) => {
    if (needsNoHash(record.algorithm) && isTextOrNothing(record.hash_on)) record.hash_on = 'none';
  },
  'hash-on': (record) => {
    if (needsNoHash(record.algorithm) || !isTextOrNothing(record.algorithm)) return;
    if (record.hash_on === null) record.hash_on = 'none';
    else if (typeof record.hash_on === 'string')
      record.algorithm = record.hash_on === 'none' ? 'round-robin' : 'consistent-hashing';
  },
  newer: (record, shorthand) => move(record, shorthand, false),
  older: (record, shorthand) => move(record, shorthand, true),
  match: (record, shorthand) => {
    const path = shorthand.to[0]!.split('.');
    const current = path.reduce<unknown>((at, key) => (at as Fields | undefined)?.[key], record);
    const old = record[shorthand.name];
    if (current !== undefined && current !== null && old !== null && current !== old) return path;
    move(record, shorthand, false);
  },
};

const needsNoHash = (algorithm: unknown): boolean =>
  algorithm === 'least-connections' || algorithm === 'latency';

/** A text, or nothing: what a shorthand field may be. Another value stays, to be refused. */
const isTextOrNothing = (value: unknown): boolean =>
  value === undefined || value === null || (typeof value === 'string' && value !== '');

/** A null is a value, too: it keeps a default out (docs/kong/declarative-format.md section 10). */
function move(record: Fields, { name, to }: ShorthandField, overwrite: boolean): undefined {
  const old = record[name] === 'off' && name === 'cookie_samesite' ? 'Lax' : record[name];
  for (const target of to) {
    const path = target.split('.');
    const last = path.pop()!;
    const holder = copyAlong(record, path);
    if (holder && (overwrite || holder[last] === undefined || holder[last] === null)) holder[last] = old;
  }
}

/** What is at `path`, after copying every record on the way; records that are absent are made. */
function copyAlong(record: Fields, path: readonly string[]): Fields {
  return path.reduce<Fields>((at, key) => {
    const next = at[key];
    if (next !== undefined && !isRecord(next)) return {};
    return (at[key] = { ...next }) as Fields;
  }, record);
}

/**
 * A service with the four fields that `url` overwrites (docs/kong/validation.md, "services"). Kong reads null as the text
 * "userdata: NULL".
 */
function withUrl(service: Fields): Fields {
  if (service.url !== null && (typeof service.url !== 'string' || service.url === '')) return service;
  const { scheme, host = null, port: digits, path: written } = urlParts(service.url ?? 'userdata: NULL');
  const number = digits ? Number(digits) : Number.NaN;
  const protocol = scheme ?? (number === 443 ? 'https' : 'http');
  const port = Number.isNaN(number) ? (protocol === 'https' ? 443 : 80) : number;
  const path = written || null;
  // New fields before the old ones: the other way round costs ten times as much.
  const value: Fields = { protocol, host, port, path, ...service };
  const isOverwritten =
    value.protocol !== protocol || value.host !== host || value.port !== port || value.path !== path;
  return isOverwritten ? { ...value, protocol, host, port, path } : value;
}

const isRecord = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
