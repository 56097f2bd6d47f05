/** Literal block scalars (`|`, `|-`, `|+`) with plain headers, as JSON strings. */

import { COMMON, ESCAPED, isOdd, KIND, REFUSED, WIDE } from './bytes.ts';
import type { JsonWriter } from './json-writer.ts';

const SPACE = 32;
const LF = 10;
const CR = 13;
const TAB = 9;
const PLUS = 43;
const DASH = 45;
const BACKSLASH = 92;
const QUOTE = 34;
const LETTER_N = 110;

export function isBlockText(byte: number): boolean {
  return byte === 124;
}

/** Writes it and gives where the line after it starts; -1 for what is left to the full reader. */
export function writeBlockText(bytes: Buffer, length: number, open: number, writer: JsonWriter): number {
  let pos = open + 1;
  const chomp = bytes[pos]!;
  if (chomp === PLUS || chomp === DASH) pos++;
  while (bytes[pos] === SPACE) pos++;
  if (bytes[pos] === CR) pos++;
  if (bytes[pos] !== LF) return -1;
  pos++;
  let indent = 0;
  let breaks = 0;
  writer.out[writer.used++] = QUOTE;
  while (pos < length) {
    let at = pos;
    while (bytes[at] === SPACE && (indent === 0 || at - pos < indent)) at++;
    const column = at - pos;
    const byte = bytes[at];
    if (at >= length) {
      if (indent === 0 && column > 0) return -1;
      pos = at;
      break;
    }
    if (byte === LF || (byte === CR && bytes[at + 1] === LF)) {
      // an empty line that is wider than the first with content would decide the indentation
      if (indent === 0 && column > 0) return -1;
      breaks++;
      pos = at + (byte === LF ? 1 : 2);
      continue;
    }
    if (indent === 0) {
      if (byte === TAB) return -1;
      if (column <= writer.column) break;
      indent = column;
    } else if (column < indent) {
      if (byte === TAB) return -1;
      break;
    }
    pos = writeLine(bytes, at, breaks, writer);
    if (pos < 0) return -1;
    breaks = 0;
    if (pos >= length) break;
    if (bytes[pos] === CR) pos++;
    pos++;
    breaks = 1;
  }
  if (indent === 0) {
    if (breaks > 0) return -1;
  } else if (chomp === PLUS) writeBreaks(breaks, writer);
  else if (chomp !== DASH && breaks > 0) writeBreaks(1, writer);
  writer.out[writer.used++] = QUOTE;
  writer.pending = false;
  return pos;
}

/** One line with the breaks before it; gives where its own break is. */
function writeLine(bytes: Buffer, start: number, breaks: number, writer: JsonWriter): number {
  writeBreaks(breaks, writer);
  const { out } = writer;
  let { used } = writer;
  let pos = start;
  for (; ; pos++) {
    const byte = bytes[pos]!;
    const kind = KIND[byte]!;
    if (kind === COMMON) out[used++] = byte;
    else if (kind === ESCAPED) {
      out[used++] = BACKSLASH;
      out[used++] = byte;
    } else if (byte === LF) break;
    else if (byte === CR) {
      if (bytes[pos + 1] !== LF) return -1;
      break;
    } else if (kind === REFUSED) {
      if (byte !== TAB) return -1;
      out[used++] = BACKSLASH;
      out[used++] = 116;
    } else {
      if (kind === WIDE && isOdd(bytes, pos)) return -1;
      out[used++] = byte;
    }
  }
  writer.used = used;
  return pos;
}

function writeBreaks(count: number, writer: JsonWriter): void {
  for (let done = 0; done < count; done++) {
    writer.out[writer.used++] = BACKSLASH;
    writer.out[writer.used++] = LETTER_N;
  }
}
