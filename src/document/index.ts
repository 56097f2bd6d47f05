/**
 * The layer's door: bytes to text, text to the plain value that Kong's own readers make of it, and the place of any
 * item when a finding must be shown. Everything a reader finds on the way is a diagnostic, never an exception.
 */

import { isUtf8 } from 'node:buffer';
import type { Path, Result, Span } from '../diagnostic.ts';
import { decodeBytes } from './decode.ts';
import { readJson } from './json/read.ts';
import { Places } from './locate.ts';
import { rowsOf } from './rows.ts';
import { Text } from './text.ts';
import { readYaml } from './yaml/read.ts';

/** How a text is to be read: as lyaml on libyaml does, or as lua-cjson does (docs/kong/declarative-format.md section 2). */
export type Format = 'yaml' | 'json';

export { Text } from './text.ts';

export interface ReadOptions {
  /** Lists and maps inside each other, at most. Default 1,000, as Kong's JSON reader has it. */
  maxDepth?: number;
  /**
   * Whether a YAML list or map may hold an alias of itself. Kong's reader allows it and Kong then never comes to an
   * end; so without this it is an error, `too-deep`.
   */
  cycles?: boolean;
}

/** Places in one text, by path: string keys and 0-based positions, as in the value that `read` gives. */
export interface Locator {
  /** The source of an item's value, quotes or block header included. Through aliases and merge keys. */
  value(path: Path): Span | undefined;
  /** The source of an item's key; of a list's item, the item. */
  key(path: Path): Span | undefined;
  /** From the key's first to the value's last character. */
  entry(path: Path): Span | undefined;
  /** The source text of a scalar value, as written. */
  raw(path: Path): string | undefined;
  /**
   * A small place to show for a path: a scalar's value, the key of a list or map. If the path leads further than the
   * text: the first key of the map that misses the next step, or else the deepest item that exists.
   */
  nearest(path: Path): Span;
  /** `[start, end)` of the value as offsets into the text, in UTF-16 units, for splicing. */
  offsets(path: Path): [start: number, end: number] | undefined;
}

const DEEPEST = 1000;

/**
 * The text of a file. UTF-8, or UTF-16 with a byte order mark as libyaml reads it; only UTF-8 for JSON. The mark is
 * dropped for YAML and kept for JSON, where `read` names it as the error it is to Kong.
 * Errors: `invalid-encoding` at the first bad byte.
 */
export function decode(bytes: Uint8Array, format: Format = 'yaml'): Result<string> {
  return decodeBytes(bytes, format === 'json');
}

/** As `decode`; a string is only made of it when one is needed. */
export function textOf(bytes: Uint8Array, format: Format): Result<Text> {
  const hasMark = bytes[0] === 0xef && format === 'yaml';
  if (!hasMark && isUtf8(bytes)) return { value: new Text(bytes), diagnostics: [] };
  const { value, diagnostics } = decode(bytes, format);
  return value === undefined ? { diagnostics } : { value: new Text(value), diagnostics };
}

/**
 * The plain value of a text: lists as arrays, maps as objects (own properties only, whatever their names), as a `Map`
 * when a key is not a string, as an array when the keys are the numbers 1..n. Aliases share one object, so treat the
 * value as read-only. No value when there is an error.
 * Errors: `syntax-error`, `too-deep`; warnings: `duplicate-key`, `ignored-document`, `surprising-value`.
 */
export function read(from: string | Text, format: Format, options: ReadOptions = {}): Result<unknown> {
  const { maxDepth = DEEPEST, cycles = false } = options;
  const text = typeof from === 'string' ? new Text(from) : from;
  return format === 'json' ? readJson(text, maxDepth) : readYaml(text, maxDepth, cycles);
}

/** The places of everything in a text that `read` accepts; of the part before the error in one that it does not. */
export function locate(text: string, format: Format): Locator {
  const { items, readKey } = rowsOf(text, format, DEEPEST);
  return new Places(items, readKey);
}
