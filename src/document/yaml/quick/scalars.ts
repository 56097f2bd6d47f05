/** Scalars, keys and flow collections of the quick reader: bytes in, JSON out, -1 for what is not its own. */

import { oddNumber, plainScalar } from '../scalars.ts';
import { COMMON, ESCAPED, FLOW, IN_KEY, isOdd, KIND, REFUSED, STARTS_STRING, STOP, WIDE } from './bytes.ts';
import type { JsonWriter } from './json-writer.ts';
import { wordAt } from './words.ts';

const SPACE = 32;
const DOUBLE = 34;
const HASH = 35;
const SINGLE = 39;
const COMMA = 44;
const COLON = 58;
const BACKSLASH = 92;
const LETTER_U = 117;
const LF = 10;
const CR = 13;
/** A key that may be longer than the 1,024 characters YAML allows is left to the full reader. */
const LONGEST_KEY = 1000;
/** Escapes that mean the same in YAML and JSON, `\u` apart: " / \ b f n r t */
const SAME_ESCAPES = new Set([34, 47, 92, 98, 102, 110, 114, 116]);

export class Scalars {
  /** Where the last key stands. */
  from = 0;
  to = 0;
  private readonly bytes: Buffer;
  private readonly writer: JsonWriter;

  constructor(bytes: Buffer, writer: JsonWriter) {
    this.bytes = bytes;
    this.writer = writer;
  }

  /** Tries to read a key and its colon; gives where the value may start. */
  key(start: number): number {
    const { bytes } = this;
    const first = bytes[start]!;
    if (first === DOUBLE || first === SINGLE) {
      const end = this.quotedKey(start, first);
      return end >= 0 && bytes[end] === COLON && isGap(bytes[end + 1]!) ? end + 1 : -1;
    }
    const end = this.plainKey(start, first);
    return end >= 0 && isGap(bytes[end + 1]!) ? end + 1 : -1;
  }

  /** A plain key up to its colon: a string for sure, free of spaces. */
  private plainKey(start: number, first: number): number {
    const { bytes } = this;
    if (STARTS_STRING[first] === 0 || first >= 0x80) {
      const second = bytes[start + 1]! | 32;
      if (first !== 95 || second < 97 || second > 122) return -1;
    }
    let pos = start;
    while (IN_KEY[bytes[pos]!] === 1) pos++;
    if (bytes[pos] !== COLON) return -1;
    const length = pos - start;
    if (length > LONGEST_KEY) return -1;
    if (wordAt(bytes, start, length) !== undefined) return -1;
    if (length === 2 && first === 60 && bytes[start + 1] === 60) return -1;
    this.from = start;
    this.to = pos;
    return pos;
  }

  private quotedKey(start: number, quote: number): number {
    const { bytes } = this;
    let pos = start + 1;
    for (;;) {
      const byte = bytes[pos]!;
      if (byte === quote) break;
      const kind = KIND[byte]!;
      if (kind === REFUSED || kind === ESCAPED || kind === WIDE || byte === LF || byte === CR) return -1;
      pos++;
    }
    if (bytes[pos + 1] === SINGLE || pos - start > LONGEST_KEY) return -1;
    if (pos - start === 3 && bytes[start + 1] === 60 && bytes[start + 2] === 60) return -1;
    this.from = start + 1;
    this.to = pos;
    return pos + 1;
  }

  /** Writes a scalar and gives where it ends. */
  scalar(start: number, inFlow: boolean): number {
    const first = this.bytes[start]!;
    if (first === DOUBLE) return this.double(start);
    if (first === SINGLE) return this.single(start);
    return this.plain(start, first, inFlow);
  }

  private double(start: number): number {
    const { bytes, writer } = this;
    const { out } = writer;
    let { used } = writer;
    out[used++] = DOUBLE;
    let pos = start + 1;
    for (;;) {
      let byte = bytes[pos++]!;
      const kind = KIND[byte]!;
      out[used++] = byte;
      if (kind === COMMON) continue;
      if (kind === ESCAPED) {
        if (byte === DOUBLE) break;
        byte = bytes[pos++]!;
        out[used++] = byte;
        if (byte === LETTER_U) {
          // half a character, or a NUL
          if ((bytes[pos]! | 32) === 100 || bytes[pos] === 48) return -1;
        } else if (!SAME_ESCAPES.has(byte)) return -1;
      } else if (kind === REFUSED || byte === LF || byte === CR) return -1;
      else if (kind === WIDE && isOdd(bytes, pos - 1)) return -1;
    }
    writer.used = used;
    writer.pending = false;
    return pos;
  }

  private single(start: number): number {
    const { bytes, writer } = this;
    const { out } = writer;
    let { used } = writer;
    out[used++] = DOUBLE;
    let pos = start + 1;
    for (;;) {
      const byte = bytes[pos]!;
      const kind = KIND[byte]!;
      if (byte === SINGLE) break;
      if (kind === ESCAPED) out[used++] = BACKSLASH;
      else if (kind === REFUSED || byte === LF || byte === CR) return -1;
      else if (kind === WIDE && isOdd(bytes, pos)) return -1;
      out[used++] = byte;
      pos++;
    }
    if (bytes[pos + 1] === SINGLE) return -1;
    out[used++] = DOUBLE;
    writer.used = used;
    writer.pending = false;
    return pos + 1;
  }

  private plain(start: number, first: number, inFlow: boolean): number {
    if (STARTS_STRING[first] === 1) return this.plainString(start, inFlow);
    const { bytes, writer } = this;
    if (first < 48 || first > 57) {
      // a sign, a dot or an underscore: mostly numbers
      const second = bytes[start + 1]!;
      if ((first !== 45 && first !== 43 && first !== 46 && first !== 95) || KIND[second] !== COMMON)
        return -1;
      // it could be a mark between documents, which no bracket keeps from being one
      if (inFlow && (first === 45 || first === 46) && (second < 48 || second > 57)) return -1;
    }
    let digits = start;
    while (bytes[digits]! >= 48 && bytes[digits]! <= 57) digits++;
    const before = writer.used;
    const end = this.plainString(start, inFlow);
    if (end < 0) return -1;
    if (digits === end && end - start < 16 && (first !== 48 || end - start === 1)) {
      // the digits are written, behind a quote
      writer.out.copyWithin(before, before + 1, writer.used - 1);
      writer.used -= 2;
      return end;
    }
    const text = bytes.toString('utf8', start, end);
    const value = plainScalar(text);
    if (typeof value === 'string') return end;
    if (!Number.isFinite(value) || Object.is(value, -0) || oddNumber(text) !== undefined) return -1;
    writer.used = before;
    writer.word(String(value));
    return end;
  }

  /** Writes a plain scalar as a string, or as what a special word stands for. */
  private plainString(start: number, inFlow: boolean): number {
    const { bytes, writer } = this;
    const { out } = writer;
    const before = writer.used;
    let used = before;
    out[used++] = DOUBLE;
    let pos = start;
    for (;;) {
      const byte = bytes[pos]!;
      const kind = KIND[byte]!;
      if (kind !== COMMON) {
        if (kind === STOP) {
          if (byte === LF || byte === CR) break;
          if (byte === COLON) {
            const next = bytes[pos + 1]!;
            if (isGap(next) || (inFlow && (KIND[next] === FLOW || next === 63))) return -1;
          } else if (byte === HASH && bytes[pos - 1] === SPACE) break;
        } else if (kind === ESCAPED) out[used++] = BACKSLASH;
        else if (kind === FLOW) {
          if (inFlow) break;
        } else if (kind === REFUSED || isOdd(bytes, pos)) return -1;
      }
      out[used++] = byte;
      pos++;
    }
    while (bytes[pos - 1] === SPACE) {
      pos--;
      used--;
    }
    writer.pending = false;
    const word = wordAt(bytes, start, pos - start);
    if (word !== undefined) {
      writer.word(word);
      return pos;
    }
    out[used++] = DOUBLE;
    writer.used = used;
    return pos;
  }

  /** Writes a list or map in brackets or braces and gives where it ends. */
  flow(start: number): number {
    const { bytes, writer } = this;
    const isMap = bytes[start] === 123;
    const close = isMap ? 125 : 93;
    if (!writer.open(writer.column, isMap)) return -1;
    let pos = this.space(start + 1);
    while (pos >= 0 && bytes[pos] !== close) {
      if (isMap) {
        const quoted = bytes[pos] === DOUBLE || bytes[pos] === SINGLE;
        pos = quoted ? this.quotedKey(pos, bytes[pos]!) : this.key(pos) - 1;
        if (pos < 0 || bytes[pos] !== COLON || !writer.key(this.from, this.to)) return -1;
        pos = this.space(pos + 1);
      } else writer.next();
      const byte = bytes[pos]!;
      if (KIND[byte] === STOP) return -1;
      pos = byte === 91 || byte === 123 ? this.flow(pos) : this.scalar(pos, true);
      if (pos < 0) return -1;
      pos = this.space(pos);
      if (bytes[pos] === COMMA) pos = this.space(pos + 1);
      else if (bytes[pos] !== close) return -1;
    }
    if (pos < 0 || bytes[pos] !== close) return -1;
    writer.close();
    writer.pending = false;
    return pos + 1;
  }

  /** Past spaces and line breaks; -1 at a comment, and at the end, which is a line feed too many. */
  private space(start: number): number {
    const { bytes } = this;
    let pos = start;
    for (;;) {
      const byte = bytes[pos]!;
      if (byte === SPACE || byte === LF) pos++;
      else if (byte === CR && bytes[pos + 1] === LF) pos += 2;
      else return byte === HASH ? -1 : pos;
    }
  }
}

function isGap(byte: number): boolean {
  return byte === SPACE || byte === LF || byte === CR;
}
