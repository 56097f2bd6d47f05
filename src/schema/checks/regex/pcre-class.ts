/** Character classes of PCRE2: `[…]`. */
import { type EscapeContext, readEscape } from './pcre-escapes.ts';
import type { Reader } from './reader.ts';
import { fail } from './verdict.ts';

const POSIX = new Set(
  'alpha lower upper alnum ascii blank cntrl digit graph print punct space word xdigit'.split(' '),
);

/**
 * The end of `[:name:]` (or of its kin with `.` and `=`) that starts at `at`, or -1: only what is closed in the same
 * way before the class ends is one.
 */
export function posixEnd(text: string, at: number): number {
  const sign = text[at + 1];
  if (sign !== ':' && sign !== '.' && sign !== '=') return -1;
  for (let i = at + 2; i < text.length; i++) {
    if (text[i] === '\\' && (text[i + 1] === ']' || text[i + 1] === '\\')) i++;
    else if (text[i] === ']' || (text[i] === '[' && text[i + 1] === sign)) return -1;
    else if (text[i] === sign && text[i + 1] === ']') return i + 2;
  }
  return -1;
}

/** Reads a class; the reader stands behind its opening bracket. */
export function readClass(reader: Reader, context: EscapeContext, ignoreBlanks: boolean): void {
  reader.skip('^');
  let first = true;
  let quoted = false;
  // What may become the start of a range: a code, or 'set' for \d and its like, which may not.
  let previous: number | 'set' | undefined;
  // A hyphen after `previous` that may make a range.
  let hyphen = false;
  for (; ; first = false) {
    if (reader.done) fail('a "[" is not closed');
    if (quoted && !reader.startsWith('\\E')) {
      ({ previous, hyphen } = afterChar(reader.take().charCodeAt(0), previous, hyphen));
      continue;
    }
    if (reader.skip('\\E')) {
      quoted = false;
      first = false;
      continue;
    }
    if (reader.skip('\\Q')) {
      quoted = true;
      continue;
    }
    const char = reader.next;
    if (ignoreBlanks && (char === ' ' || char === '\t')) {
      reader.at++;
      continue;
    }
    if (char === ']' && !first) {
      reader.at++;
      return;
    }
    if (char === '[' && posixEnd(reader.text, reader.at) !== -1) {
      readPosix(reader);
      if (hyphen) fail('a range of a class ends with a class');
      previous = 'set';
      continue;
    }
    if (char === '-' && !hyphen && previous !== undefined) {
      reader.at++;
      if (reader.next === ']') previous = undefined;
      else if (previous === 'set') rangeAfterSet(reader);
      else hyphen = true;
      continue;
    }
    reader.at++;
    if (char !== '\\') {
      ({ previous, hyphen } = afterChar(char.charCodeAt(0), previous, hyphen));
      continue;
    }
    const found = readEscape(reader, context, true);
    if (found.kind === 'char') {
      ({ previous, hyphen } = afterChar(found.code, previous, hyphen));
    } else {
      if (hyphen) fail('a range of a class ends with a class');
      previous = 'set';
    }
  }
}

function rangeAfterSet(reader: Reader): void {
  // An empty \Q\E and a following hyphen at the very end do not make a range.
  if (/^(?:\\E|\\Q\\E)*\]/.test(reader.text.slice(reader.at, reader.at + 40))) return;
  fail('a range of a class starts with a class');
}

function afterChar(code: number, previous: number | 'set' | undefined, hyphen: boolean) {
  if (!hyphen) return { previous: code, hyphen: false };
  if ((previous as number) > code) fail('a range of a class is out of order');
  return { previous: undefined, hyphen: false };
}

function readPosix(reader: Reader): void {
  const end = posixEnd(reader.text, reader.at);
  const inside = reader.text.slice(reader.at + 2, end - 2);
  if (reader.peek(1) !== ':') fail('POSIX collating elements are not supported');
  if (!POSIX.has(inside.replace(/^\^/, ''))) fail('a class has an unknown POSIX name');
  reader.at = end;
}
