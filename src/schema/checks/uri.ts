/**
 * Paths and URLs as Kong takes them apart: docs/kong/declarative-format.md, section 4 (normalization, migration) and
 * docs/kong/validation.md, section 3 (the `url` shorthand).
 *
 * Percent-decoding gives bytes, which need not be UTF-8. A byte that is not part of a valid sequence is kept in the
 * string as the lone surrogate U+DC00 + byte (`%e9` → `\udce9`), which no UTF-8 text can hold: see `toBytes`.
 */

/** Stay percent-encoded in a normalized path. */
const RESERVED = new Set([..."!*'();:@&=+$,/?%#[]"].map((char) => char.charCodeAt(0)));
/** Stay percent-encoded in a migrated regular expression. */
const MIGRATION_RESERVED = new Set([..."!#$%&'()*+,/:;=?@[]"].map((char) => char.charCodeAt(0)));
/** Mean something in a regular expression, so they are escaped once decoded. */
const REGEX_SIGNS = new Set([...'.^-{}\\|'].map((char) => char.charCodeAt(0)));

const TRIPLET_RUN = /(?:%[0-9A-Fa-f]{2})+/g;
/** Kong's expression ends with `$`, so one line feed may follow. */
const PLAIN = /^[a-zA-Z0-9.\-_~/%]*\n?$/;

/** The normal form of a path: needless escapes decoded, the others in upper case, dot segments and `//` resolved. */
export function normalizePath(path: string): string {
  if (path === '' || path === '/') return path;
  const decoded = path.includes('%')
    ? decodeTriplets(path, (byte) => (RESERVED.has(byte) ? undefined : String.fromCharCode(byte)))
    : path;
  return decoded.includes('.') || decoded.includes('//') ? removeDotSegments(decoded) : decoded;
}

/** A route path of format 1.1 or 2.1 as format 3.0 writes it: regular expressions gain a `~`. */
export function migratePath(path: string): string {
  if (PLAIN.test(path)) return normalizePath(path);
  return `~${decodeTriplets(path, (byte) => {
    if (MIGRATION_RESERVED.has(byte)) return undefined;
    return (REGEX_SIGNS.has(byte) ? '\\' : '') + String.fromCharCode(byte);
  })}`;
}

/** The bytes of a string in which lone surrogates stand for bytes that are not UTF-8. */
export function toBytes(text: string): Buffer {
  const parts = text.split(/([\udc80-\udcff])/u);
  return Buffer.concat(
    parts.map((part, i) =>
      i % 2 === 1 ? Buffer.from([part.charCodeAt(0) - 0xdc00]) : Buffer.from(part, 'utf8'),
    ),
  );
}

/** Replaces each `%HH` by what `decode` says of its byte; where it says nothing the triplet stays, in upper case. */
function decodeTriplets(text: string, decode: (byte: number) => string | undefined): string {
  return text.replace(TRIPLET_RUN, (run) => {
    let written = '';
    let high: number[] = [];
    for (let i = 0; i < run.length; i += 3) {
      const byte = Number.parseInt(run.slice(i + 1, i + 3), 16);
      if (byte > 127) {
        high.push(byte);
        continue;
      }
      if (high.length > 0) written += fromBytes(high);
      high = [];
      written += decode(byte) ?? run.slice(i, i + 3).toUpperCase();
    }
    return high.length > 0 ? written + fromBytes(high) : written;
  });
}

/** Bytes above 127 as text; see the head of this file for those that are not UTF-8. */
function fromBytes(bytes: number[]): string {
  let text = '';
  for (let i = 0; i < bytes.length; ) {
    const length = sequenceLength(bytes, i);
    text +=
      length === 0
        ? String.fromCharCode(0xdc00 + bytes[i]!)
        : Buffer.from(bytes.slice(i, i + length)).toString('utf8');
    i += length || 1;
  }
  return text;
}

/** The length of the UTF-8 sequence at `at`, 0 if there is none. */
function sequenceLength(bytes: number[], at: number): number {
  const lead = bytes[at]!;
  const length =
    lead >= 0xc2 && lead <= 0xdf
      ? 2
      : lead >= 0xe0 && lead <= 0xef
        ? 3
        : lead >= 0xf0 && lead <= 0xf4
          ? 4
          : 0;
  if (length === 0 || at + length > bytes.length) return 0;
  for (let i = 1; i < length; i++) if ((bytes[at + i]! & 0xc0) !== 0x80) return 0;
  const second = bytes[at + 1]!;
  if (lead === 0xe0 && second < 0xa0) return 0;
  if (lead === 0xed && second > 0x9f) return 0;
  if (lead === 0xf0 && second < 0x90) return 0;
  return lead === 0xf4 && second > 0x8f ? 0 : length;
}

/** RFC 3986, section 5.2.4, in one pass; empty segments vanish as well. */
function removeDotSegments(path: string): string {
  const kept: string[] = [];
  let at = 0;
  while (path.startsWith('../', at) || path.startsWith('./', at)) at += path.startsWith('../', at) ? 3 : 2;
  if (path.slice(at) === '.' || path.slice(at) === '..') return '';
  while (at < path.length) {
    const from = at;
    const next = path.indexOf('/', from + 1);
    const end = next === -1 ? path.length : next;
    const segment = path.slice(from, end);
    at = end;
    const atEnd = next === -1;
    if (segment === '/') {
      if (atEnd) kept.push('/');
    } else if (segment === '/.') {
      if (atEnd) kept.push('/');
    } else if (segment === '/..') {
      kept.pop();
      if (atEnd) kept.push('/');
    } else {
      kept.push(segment);
    }
  }
  return kept.join('');
}

export interface UrlParts {
  scheme?: string;
  userinfo?: string;
  host?: string;
  /** As written: may be empty or no number. */
  port?: string;
  path?: string;
  params?: string;
  query?: string;
  fragment?: string;
}

/** What nearly every URL is: scheme, host of plain letters, port, path. */
const COMMON = /^([A-Za-z0-9][A-Za-z0-9+.-]*):\/\/([\w.-]+)(?::(\d+))?(\/[^#?;]*)?$/;

/**
 * The parts of a URL by the rules of LuaSocket, which knows no wrong URLs. An authority ends only at a `/`, so a `?`
 * or a `#` right after the host belongs to the host.
 */
export function urlParts(url: string): UrlParts {
  const common = COMMON.exec(url);
  if (common) return { scheme: common[1]!, host: common[2]!, port: common[3], path: common[4] };
  const parts: UrlParts = {};
  let rest = url;
  const scheme = /^([A-Za-z0-9][A-Za-z0-9+.-]*):/.exec(rest);
  if (scheme) {
    parts.scheme = scheme[1]!;
    rest = rest.slice(scheme[0].length);
  }
  if (rest.startsWith('//')) {
    const slash = rest.indexOf('/', 2);
    readAuthority(rest.slice(2, slash === -1 ? undefined : slash), parts);
    rest = slash === -1 ? '' : rest.slice(slash);
  }
  rest = cut(rest, '#', (fragment) => (parts.fragment = fragment));
  rest = cut(rest, '?', (query) => (parts.query = query));
  rest = cut(rest, ';', (params) => (parts.params = params));
  if (rest !== '') parts.path = rest;
  return parts;
}

function cut(text: string, sign: string, keep: (after: string) => void): string {
  const at = text.indexOf(sign);
  if (at === -1) return text;
  keep(text.slice(at + 1));
  return text.slice(0, at);
}

function readAuthority(authority: string, parts: UrlParts): void {
  let rest = authority;
  const user = rest.indexOf('@');
  if (user !== -1) {
    parts.userinfo = rest.slice(0, user);
    rest = rest.slice(user + 1);
  }
  const colon = rest.lastIndexOf(':');
  if (colon !== -1 && !rest.includes(']', colon)) {
    parts.port = rest.slice(colon + 1);
    rest = rest.slice(0, colon);
  }
  if (rest !== '') parts.host = /^\[.+\]$/.test(rest) ? rest.slice(1, -1) : rest;
}
