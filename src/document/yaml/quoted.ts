/** Quoted scalars: where they end, and their value when it is not simply what stands between the quotes. */

import { Problem } from '../problem.ts';
import { fold, isBlank, isBlankOrEnd, isBreak, type Source } from './source.ts';
import type { Tokens } from './tokens.ts';

const DOUBLE_QUOTE = 34;
const SINGLE_QUOTE = 39;
const BACKSLASH = 92;

/** What a backslash and one letter stand for. */
const ESCAPES: Record<string, string> = {
  '0': '\0',
  a: '\x07',
  b: '\b',
  t: '\t',
  '\t': '\t',
  n: '\n',
  v: '\v',
  f: '\f',
  r: '\r',
  e: '\x1b',
  ' ': ' ',
  '"': '"',
  '/': '/',
  '\\': '\\',
  N: '\x85',
  _: '\xa0',
  L: '\u2028',
  P: '\u2029',
};

/** Digits of an escape that names a character by its number. */
const DIGITS: Record<string, number> = { x: 2, u: 4, U: 8 };

/** Takes a quoted scalar and says whether its value is simply the source between the quotes. */
export function scanQuoted(source: Source, tokens: Tokens): boolean {
  const { codes } = source;
  const open = source.pos;
  const quote = codes[open]!;
  let pos = open + 1;
  for (;;) {
    const code = codes[pos]!;
    if (code === quote) {
      if (quote === SINGLE_QUOTE && codes[pos + 1] === SINGLE_QUOTE) break;
      source.pos = pos + 1;
      return true;
    }
    if (code < 32 || code >= 0x85 || (code === BACKSLASH && quote === DOUBLE_QUOTE)) {
      if (code === 0 || code === BACKSLASH || isBreak(code)) break;
    }
    pos++;
  }
  tokens.texts.set(open, untilNul(unquote(source, open, quote)));
  return false;
}

/** Kong's reader hands strings on as C strings, which end at their first NUL. */
function untilNul(text: string): string {
  const end = text.indexOf('\0');
  return end === -1 ? text : text.slice(0, end);
}

/** The long way: line by line, with escapes. */
function unquote(source: Source, open: number, quote: number): string {
  const { codes, text } = source;
  let value = '';
  source.pos = open + 1;
  for (;;) {
    if (source.atDocumentMark())
      throw unclosed(source, open, 'a line between documents stands inside quotes');
    if (codes[source.pos] === 0) throw unclosed(source, open, 'the text ends inside quotes');
    let joined = false;
    let from = source.pos;
    while (!isBlankOrEnd(codes[source.pos]!)) {
      const code = codes[source.pos]!;
      if (quote === SINGLE_QUOTE && code === quote && codes[source.pos + 1] === quote) {
        value += text.slice(from, source.pos + 1);
        source.pos += 2;
        from = source.pos;
      } else if (code === quote) {
        value += text.slice(from, source.pos);
        source.pos++;
        return value;
      } else if (code === BACKSLASH && quote === DOUBLE_QUOTE) {
        value += text.slice(from, source.pos);
        if (isBreak(codes[source.pos + 1]!)) {
          source.pos++;
          source.takeBreak();
          joined = true;
          from = source.pos;
          break;
        }
        value += escaped(source);
        from = source.pos;
      } else source.pos++;
    }
    value += text.slice(from, source.pos) + between(source, joined);
  }
}

/** White space between two words: kept within a line, folded over several. */
function between(source: Source, joined: boolean): string {
  const { codes, text } = source;
  const from = source.pos;
  let breaks = '';
  let lines = joined;
  while (isBlank(codes[source.pos]!) || isBreak(codes[source.pos]!)) {
    if (isBlank(codes[source.pos]!)) source.pos++;
    else {
      breaks += source.takeBreak();
      lines = true;
    }
  }
  if (!lines) return text.slice(from, source.pos);
  return joined ? breaks : fold(breaks);
}

function escaped(source: Source): string {
  const { text, pos } = source;
  const letter = text.charAt(pos + 1);
  const length = DIGITS[letter];
  if (length === undefined) {
    const value = Object.hasOwn(ESCAPES, letter) ? ESCAPES[letter] : undefined;
    if (value === undefined) {
      throw new Problem(
        pos,
        pos + 2,
        'a backslash before this character means nothing in double quotes',
        'write \\\\ for a backslash, or use single quotes, where backslashes are plain characters',
      );
    }
    source.pos += 2;
    return value;
  }
  const digits = text.slice(pos + 2, pos + 2 + length);
  const code = /^[0-9a-fA-F]+$/.test(digits) && digits.length === length ? Number.parseInt(digits, 16) : -1;
  if (code < 0 || code > 0x10ffff || (code >= 0xd800 && code < 0xe000)) {
    throw new Problem(
      pos,
      Math.min(pos + 2 + digits.length, text.length),
      code < 0 ? `\\${letter} needs ${length} hexadecimal digits` : 'this escape names no character',
      code < 0 ? 'complete the escape' : 'write the character itself, or \\U and its number in 8 digits',
    );
  }
  source.pos += 2 + length;
  return String.fromCodePoint(code);
}

function unclosed(source: Source, open: number, message: string): Problem {
  const note = { message: 'the quote opened here is never closed', start: open, end: open + 1 };
  return new Problem(source.pos, source.pos + 1, message, 'close the quote', note);
}
