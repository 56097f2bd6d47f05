/** Names on items: anchors, aliases and tags, and the `%` lines before a document. */

import { Problem } from '../problem.ts';
import { isBlank, isBlankOrEnd, isBreak, isWord, type Source } from './source.ts';
import { TAG, TAG_PREFIX, type Tokens, VERSION } from './tokens.ts';

const HASH = 35;
const PERCENT = 37;
const DOT = 46;
const BANG = 33;
const LESS = 60;
const GREATER = 62;
const COMMA = 44;
const MARKS_IN_TAGS = ";/?:@&=+$.!~*'()%";
const MARKS_AFTER_NAMES = '?:,]}%@`';

/** Takes the name behind `&` or `*`. */
export function scanName(source: Source): void {
  const { codes, text, pos } = source;
  let end = pos + 1;
  while (isWord(codes[end]!)) end++;
  if (end === pos + 1 || !(isBlankOrEnd(codes[end]!) || MARKS_AFTER_NAMES.includes(text.charAt(end)))) {
    const what = codes[pos] === 42 ? 'alias' : 'anchor';
    throw new Problem(
      pos,
      Math.max(end, pos + 1),
      end === pos + 1
        ? `"${text.charAt(pos)}" starts an ${what}, and no name follows`
        : `the name of this ${what} is not plain`,
      `put the value in quotes if it is one; names are made of letters, digits, "_" and "-"`,
    );
  }
  source.pos = end;
}

/** Takes a tag: `!name`, `!!name`, `!handle!name`, `!<uri>` or a lone `!`. */
export function scanTag(source: Source, tokens: Tokens): void {
  const { codes, text, pos } = source;
  let handle = '';
  let suffix: string;
  if (codes[pos + 1] === LESS) {
    source.pos = pos + 2;
    suffix = scanUri(source, true);
    if (codes[source.pos] !== GREATER) throw badTag(source, pos);
    source.pos++;
  } else {
    let end = pos + 1;
    while (isWord(codes[end]!)) end++;
    if (codes[end] === BANG) {
      handle = text.slice(pos, end + 1);
      source.pos = end + 1;
      suffix = scanUri(source, false);
      if (suffix === '') throw badTag(source, pos);
    } else {
      source.pos = pos + 1;
      suffix = scanUri(source, false);
      handle = '!';
      if (suffix === '') {
        handle = '';
        suffix = '!';
      }
    }
  }
  if (suffix === '') throw badTag(source, pos);
  const next = codes[source.pos]!;
  if (!isBlankOrEnd(next) && !(source.flow > 0 && next === COMMA)) throw badTag(source, pos);
  tokens.pairs.set(tokens.push(TAG, pos, source.pos), [handle, suffix]);
}

function badTag(source: Source, start: number): Problem {
  const help = 'put the value in quotes if "!" belongs to it';
  return new Problem(start, Math.max(source.pos, start + 1), 'a tag ("!") is not well formed', help);
}

function scanUri(source: Source, whole: boolean): string {
  const { codes, text } = source;
  const start = source.pos;
  let escaped = false;
  for (;;) {
    const code = codes[source.pos]!;
    if (code === PERCENT) escaped = true;
    else if (!isWord(code)) {
      const char = text.charAt(source.pos);
      if (char === '' || !(MARKS_IN_TAGS.includes(char) || (whole && ',[]'.includes(char)))) break;
    }
    source.pos++;
  }
  const uri = text.slice(start, source.pos);
  if (!escaped) return uri;
  try {
    return decodeURIComponent(uri);
  } catch {
    throw badTag(source, start);
  }
}

/** Takes a line that starts with `%`. */
export function scanDirective(source: Source, tokens: Tokens): void {
  const { codes, text, pos } = source;
  let end = pos + 1;
  while (isWord(codes[end]!)) end++;
  const name = text.slice(pos + 1, end);
  source.pos = end;
  if ((name !== 'YAML' && name !== 'TAG') || !isBlank(codes[end]!)) {
    throw new Problem(
      pos,
      end,
      'a line that starts with "%" is not one that YAML knows',
      'quote the value, or remove the line',
    );
  }
  skipBlanks(source);
  if (name === 'YAML') scanVersion(source, tokens, pos);
  else scanPrefix(source, tokens, pos);
  skipBlanks(source);
  if (codes[source.pos] === HASH) {
    while (codes[source.pos] !== 0 && !isBreak(codes[source.pos]!)) source.pos++;
  }
  if (codes[source.pos] !== 0 && !isBreak(codes[source.pos]!)) throw badDirective(source, pos);
}

function scanVersion(source: Source, tokens: Tokens, start: number): void {
  const major = scanNumber(source, start);
  if (source.codes[source.pos] !== DOT) throw badDirective(source, start);
  source.pos++;
  const minor = scanNumber(source, start);
  if (major !== 1 || (minor !== 1 && minor !== 2)) {
    const help = 'write %YAML 1.1, or remove the line';
    throw new Problem(start, source.pos, "Kong's reader knows YAML 1.1 and 1.2 only", help);
  }
  tokens.push(VERSION, start, source.pos);
}

function scanNumber(source: Source, start: number): number {
  const from = source.pos;
  while (source.codes[source.pos]! >= 48 && source.codes[source.pos]! <= 57) source.pos++;
  const length = source.pos - from;
  if (length === 0 || length > 9) throw badDirective(source, start);
  return Number(source.text.slice(from, source.pos));
}

function scanPrefix(source: Source, tokens: Tokens, start: number): void {
  const { codes, text } = source;
  const from = source.pos;
  if (codes[from] !== BANG) throw badDirective(source, start);
  source.pos++;
  while (isWord(codes[source.pos]!)) source.pos++;
  if (codes[source.pos] === BANG) source.pos++;
  else if (source.pos !== from + 1) throw badDirective(source, start);
  const handle = text.slice(from, source.pos);
  if (!isBlank(codes[source.pos]!)) throw badDirective(source, start);
  skipBlanks(source);
  const prefix = scanUri(source, true);
  if (prefix === '' || !isBlankOrEnd(codes[source.pos]!)) throw badDirective(source, start);
  tokens.pairs.set(tokens.push(TAG_PREFIX, start, source.pos), [handle, prefix]);
}

function badDirective(source: Source, start: number): Problem {
  return new Problem(
    start,
    source.pos,
    'a line that starts with "%" is not well formed',
    'remove it; Kong needs none',
  );
}

function skipBlanks(source: Source): void {
  while (isBlank(source.codes[source.pos]!)) source.pos++;
}
