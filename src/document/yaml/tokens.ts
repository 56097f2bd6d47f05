/**
 * The tokens of a YAML text, one row each in typed arrays. That a scalar or a bracket turned out to be a key is known
 * only at the colon behind it, so the two tokens that then belong before it are marks on its row.
 */

import { larger } from '../items.ts';

// scalars come first and have the numbers of their kind in items.ts
export const ALIAS_NAME = 7;
export const ANCHOR = 8;
export const TAG = 9;
export const ITEM = 10;
export const KEY = 11;
export const VALUE = 12;
export const LIST_OPEN = 13;
export const MAP_OPEN = 14;
export const BLOCK_CLOSE = 15;
export const BRACKET_OPEN = 16;
export const BRACKET_CLOSE = 17;
export const BRACE_OPEN = 18;
export const BRACE_CLOSE = 19;
export const COMMA = 20;
export const DOCUMENT_START = 21;
export const DOCUMENT_END = 22;
export const VERSION = 23;
export const TAG_PREFIX = 24;
export const END = 25;
/** Added to a scalar's kind when its value is not just a part of its source. */
export const INDIRECT_TEXT = 32;
export const KEY_BEFORE = 64;
export const MAP_OPEN_BEFORE = 128;
export const TOKEN = 31;

export class Tokens {
  count = 0;
  kind: Uint8Array;
  start: Int32Array;
  end: Int32Array;
  /** Values of scalars that are not a part of their source, by where they start. */
  readonly texts = new Map<number, string>();
  /** Handle and suffix of a tag, or handle and prefix of a %TAG line, by token. */
  readonly pairs = new Map<number, [string, string]>();

  constructor(capacity: number) {
    this.kind = new Uint8Array(capacity);
    this.start = new Int32Array(capacity);
    this.end = new Int32Array(capacity);
  }

  push(kind: number, start: number, end: number): number {
    const token = this.count;
    if (token === this.kind.length) {
      const capacity = token * 2;
      const kinds = new Uint8Array(capacity);
      kinds.set(this.kind);
      this.kind = kinds;
      this.start = larger(this.start, capacity);
      this.end = larger(this.end, capacity);
    }
    this.kind[token] = kind;
    this.start[token] = start;
    this.end[token] = end;
    this.count = token + 1;
    return token;
  }
}
