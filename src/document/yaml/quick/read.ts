/**
 * The quick reader: common block YAML, line by line, and flow collections as JSON has them. Whatever else it meets,
 * and whatever deserves a finding, is "not mine", and the full reader starts anew.
 */

import type { Text } from '../../text.ts';
import { isBlockText, writeBlockText } from './block-text.ts';
import { isOdd, KIND, REFUSED, STOP, WIDE } from './bytes.ts';
import { JsonWriter } from './json-writer.ts';
import { Scalars } from './scalars.ts';

export const NOT_MINE = Symbol('not mine');

const SPACE = 32;
const HASH = 35;
const DASH = 45;
const LF = 10;
const CR = 13;

export function readQuickly(text: Text, maxDepth: number): unknown {
  let reader = new QuickReader(text, maxDepth, 1.25);
  let isMine = reader.run();
  // much of the text is structure: rare, so starting anew is cheaper than asking for room all the time
  if (isMine && !reader.writer.fits) {
    reader = new QuickReader(text, maxDepth, 8);
    isMine = reader.run() && reader.writer.fits;
  }
  if (!isMine) return NOT_MINE;
  try {
    return reader.writer.parse(text.isAscii);
  } catch {
    return NOT_MINE;
  }
}

class QuickReader {
  readonly writer: JsonWriter;
  private readonly bytes: Buffer;
  private readonly scalars: Scalars;
  private readonly length: number;
  private pos = 0;

  constructor({ bytes, length }: Text, maxDepth: number, factor: number) {
    this.length = length;
    this.bytes = bytes;
    this.writer = new JsonWriter(this.bytes, Math.ceil(length * factor) + 256, maxDepth);
    this.scalars = new Scalars(this.bytes, this.writer);
  }

  run(): boolean {
    const { bytes, writer, length } = this;
    let marked = false;
    while (this.pos < length) {
      const lineStart = this.pos;
      let pos = lineStart;
      while (bytes[pos] === SPACE) pos++;
      this.pos = pos;
      const byte = bytes[pos];
      if (byte === LF || byte === CR || byte === HASH) {
        if (!this.endOfLine()) return false;
      } else if (!marked && pos === lineStart && writer.used === 0 && this.isMark(pos)) {
        marked = true;
        this.pos += 3;
        if (!this.endOfLine()) return false;
      } else if (!this.line(lineStart)) return false;
    }
    if (writer.used === 0) return false;
    while (writer.depth > 0) writer.close();
    return true;
  }

  /** `---` and nothing glued to it. */
  private isMark(pos: number): boolean {
    const { bytes } = this;
    const next = bytes[pos + 3];
    const isGap = next === SPACE || next === LF || next === CR;
    return isGap && bytes[pos] === DASH && bytes[pos + 1] === DASH && bytes[pos + 2] === DASH;
  }

  /** A line with content: dashes, a key, a value. */
  private line(lineStart: number): boolean {
    const { bytes, writer, scalars } = this;
    let afterDash = false;
    while (bytes[this.pos] === DASH) {
      const next = bytes[this.pos + 1];
      if (next !== SPACE && next !== LF && next !== CR) break;
      if (!writer.item(this.pos - lineStart)) return false;
      this.pos++;
      afterDash = true;
      if (this.skipSpaces()) return this.endOfLine();
    }
    const column = this.pos - lineStart;
    const start = this.pos;
    if (writer.used === 0 && !afterDash && (bytes[start] === 91 || bytes[start] === 123)) return this.value();
    const key = scalars.key(start);
    if (key < 0) return afterDash && this.value();
    if (!writer.mapAt(column)) return false;
    if (!writer.key(scalars.from, scalars.to)) return false;
    this.pos = key;
    return this.skipSpaces() ? this.endOfLine() : this.value();
  }

  /** Skips spaces; whether nothing but a comment is left of the line. */
  private skipSpaces(): boolean {
    const { bytes } = this;
    let { pos } = this;
    while (bytes[pos] === SPACE) pos++;
    const byte = bytes[pos];
    const spaced = pos > this.pos;
    this.pos = pos;
    return byte === LF || byte === CR || (byte === HASH && spaced);
  }

  /** The value that the line ends with. */
  private value(): boolean {
    const { bytes, writer, scalars } = this;
    const byte = bytes[this.pos]!;
    let end: number;
    if (isBlockText(byte)) {
      end = writeBlockText(bytes, this.length, this.pos, writer);
      if (end < 0) return false;
      this.pos = end;
      return true;
    }
    if (byte === 91 || byte === 123) end = scalars.flow(this.pos);
    else end = scalars.scalar(this.pos, false);
    if (end < 0) return false;
    this.pos = end;
    return this.endOfLine();
  }

  /** Takes the rest of a line: spaces, a comment, the break. False if there is anything else. */
  private endOfLine(): boolean {
    const { bytes } = this;
    let { pos } = this;
    if (bytes[pos] === LF) {
      this.pos = pos + 1;
      return true;
    }
    while (bytes[pos] === SPACE) pos++;
    if (bytes[pos] === HASH) {
      for (; ; pos++) {
        const kind = KIND[bytes[pos]!]!;
        if (kind === STOP && (bytes[pos] === LF || bytes[pos] === CR)) break;
        if (kind === REFUSED || (kind === WIDE && isOdd(bytes, pos))) return false;
      }
    }
    if (bytes[pos] === CR) pos++;
    if (bytes[pos] !== LF) return false;
    this.pos = pos + 1;
    return true;
  }
}
