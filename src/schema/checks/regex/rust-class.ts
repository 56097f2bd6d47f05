/** Character classes of Rust's regex crate: nested, with the operators `&&`, `--` and `~~`. */

import type { Reader } from './reader.ts';
import { readRustEscape } from './rust-escapes.ts';
import { SIZE, setSize } from './rust-size.ts';
import { fail } from './verdict.ts';

export interface ClassSettings {
  ignoreBlanks: boolean;
  unicode: boolean;
}

const POSIX =
  /\[:\^?(?:alnum|alpha|ascii|blank|cntrl|digit|graph|lower|print|punct|space|upper|word|xdigit):\]/y;
const BLANK = /[\s\x85\u200e\u200f]/;

/**
 * Reads a class; the reader stands behind its opening bracket. Hands back how deeply classes are nested in it, and how
 * large it becomes.
 */
export function readRustClass(reader: Reader, settings: ClassSettings): { height: number; size: number } {
  let depth = 1;
  let height = 1;
  let size = SIZE.class + openClass(reader, settings);
  while (depth > 0) {
    blanks(reader, settings);
    if (reader.done) fail('a "[" is not closed');
    if (reader.next === ']') {
      reader.at++;
      depth--;
      continue;
    }
    const posix = reader.match(POSIX)?.[0];
    if (posix !== undefined) {
      if (!settings.unicode && posix[2] === '^')
        fail('a negated class without Unicode could match half a character');
      continue;
    }
    if (reader.skip('[')) {
      size += openClass(reader, settings);
      height = Math.max(height, ++depth);
      continue;
    }
    if (reader.skip('&&') || reader.skip('--') || reader.skip('~~')) {
      height = Math.max(height, depth + 1);
      continue;
    }
    size += readRange(reader, settings);
  }
  return { height, size };
}

/** Reads `^`, and then the hyphens or the bracket that stand for themselves at the start. */
function openClass(reader: Reader, settings: ClassSettings): number {
  blanks(reader, settings);
  const negated = reader.skip('^');
  if (negated && !settings.unicode) fail('a negated class without Unicode could match half a character');
  blanks(reader, settings);
  let hyphens = false;
  while (reader.next === '-') {
    reader.at++;
    hyphens = true;
    blanks(reader, settings);
  }
  if (!hyphens && reader.skip(']')) blanks(reader, settings);
  return negated ? SIZE.any : 0;
}

/** Reads an item or a range, and hands back how large it is. */
function readRange(reader: Reader, settings: ClassSettings): number {
  const from = readItem(reader, settings);
  blanks(reader, settings);
  const saved = reader.at;
  const hyphen = reader.skip('-');
  if (hyphen) blanks(reader, settings);
  if (!hyphen || reader.startsWith(']') || reader.startsWith('-')) {
    // At the end the hyphen stands for itself; two of them are an operator.
    if (hyphen && reader.startsWith('-')) reader.at = saved;
    return typeof from === 'number' ? sizeUpTo(from) : from.size;
  }
  if (reader.done) fail('a "[" is not closed');
  const to = readItem(reader, settings);
  if (typeof from !== 'number' || typeof to !== 'number') fail('a range of a class has a class as its end');
  if (from > to) fail('a range of a class is out of order');
  return sizeUpTo(to);
}

function sizeUpTo(code: number): number {
  return code > 127 ? SIZE.any / 2 : 8;
}

/** A code point, or a set such as \d. */
function readItem(reader: Reader, { unicode }: ClassSettings): number | { size: number } {
  const code = reader.text.codePointAt(reader.at)!;
  reader.at += code > 0xffff ? 2 : 1;
  if (code !== 92) {
    if (!unicode && code > 127) fail('a character outside ASCII is not allowed without Unicode');
    return code;
  }
  const found = readRustEscape(reader, true);
  if (found.kind === 'char') {
    if (!unicode && found.code > 127) fail('a code outside ASCII could match half a character');
    return found.code;
  }
  if (found.kind === 'assertion') return fail('an assertion is not allowed in a class');
  if (!unicode) {
    if (found.name === 'p') fail('\\p is not allowed without Unicode');
    if (found.negated) fail('a negated set without Unicode could match half a character');
    return { size: 8 };
  }
  return { size: setSize(found) };
}

/** With the flag x, blanks and comments do not count, even here. */
export function blanks(reader: Reader, { ignoreBlanks }: { ignoreBlanks: boolean }): void {
  if (!ignoreBlanks) return;
  while (!reader.done) {
    if (BLANK.test(reader.next)) reader.at++;
    else if (reader.next === '#') {
      const end = reader.text.indexOf('\n', reader.at);
      reader.at = end === -1 ? reader.text.length : end + 1;
    } else return;
  }
}
