/** What a parenthesis of PCRE2 opens. */
import { type EscapeContext, type Reference, readName, resolve } from './pcre-escapes.ts';
import type { Reader } from './reader.ts';
import { fail } from './verdict.ts';

export interface Flags {
  /** x: blanks and comments are ignored. */
  extended: boolean;
  /** xx: blanks in classes, too. */
  more: boolean;
  /** n: plain parentheses do not capture. */
  noCapture: boolean;
  /** J: names may repeat. */
  duplicates: boolean;
}

export type Opening =
  | { kind: 'capture'; name?: string }
  | { kind: 'group' }
  | { kind: 'reset' }
  | { kind: 'lookahead' }
  | { kind: 'lookbehind' }
  | { kind: 'condition'; on?: Reference; define?: boolean; assertion?: boolean }
  /** Nothing is opened: a reference, a call, flags, a verb (or callout) or a comment has been read to its end. */
  | { kind: 'back'; to: Reference }
  | { kind: 'call'; to: Reference }
  | { kind: 'flags'; flags: Flags }
  | { kind: 'flagged'; flags: Flags }
  | { kind: 'verb'; accept: boolean }
  | { kind: 'nothing' }
  | { kind: 'unknown'; reason: string };

const NUMBER = /([+-]?)([0-9]+)/y;
const RECURSION = /\?(R|[+-]?[0-9]+)\)/y;
const FLAGS = /\?(\^?)([a-zA-Z]*)(-?)([a-zA-Z]*)([:)])/y;
const VERB = /\*([A-Z]*)(?::([^)]*))?\)/y;
const CALLOUT_NUMBER = /\?C([0-9]*)\)/y;
const CALLOUT_TEXT =
  /\?C(?:`(?:[^`]|``)*`|'(?:[^']|'')*'|"(?:[^"]|"")*"|\^(?:[^^]|\^\^)*\^|%(?:[^%]|%%)*%|#(?:[^#]|##)*#|\$(?:[^$]|\$\$)*\$|\{(?:[^}]|\}\})*\})\)/y;
const VERSION = /VERSION(>?=)[0-9]+(?:\.[0-9]{1,2})?\)/y;
const RECURSION_TEST = /R([0-9]*)\)/y;

/** Assertions and groups that are spelt out, and what they are. */
const SPELLED: Record<string, Opening> = {
  pla: { kind: 'lookahead' },
  positive_lookahead: { kind: 'lookahead' },
  nla: { kind: 'lookahead' },
  negative_lookahead: { kind: 'lookahead' },
  napla: { kind: 'lookahead' },
  non_atomic_positive_lookahead: { kind: 'lookahead' },
  plb: { kind: 'lookbehind' },
  positive_lookbehind: { kind: 'lookbehind' },
  nlb: { kind: 'lookbehind' },
  negative_lookbehind: { kind: 'lookbehind' },
  naplb: { kind: 'lookbehind' },
  non_atomic_positive_lookbehind: { kind: 'lookbehind' },
  atomic: { kind: 'group' },
  sr: { kind: 'group' },
  script_run: { kind: 'group' },
  asr: { kind: 'group' },
  atomic_script_run: { kind: 'group' },
};
const SPELLING = /\*([a-z_]+):/y;

/** Reads what follows `(`. Flags that are set become new ones: they end with the group around. */
export function readOpening(reader: Reader, context: EscapeContext, flags: Flags): Opening {
  if (reader.next === '*') return readVerb(reader);
  if (reader.next !== '?') return flags.noCapture ? { kind: 'group' } : { kind: 'capture' };
  const recursion = reader.match(RECURSION);
  if (recursion) {
    const [, target] = recursion as unknown as [string, string];
    const group = target === 'R' ? 0 : resolve(/([+-]?)([0-9]+)/.exec(target)!, context);
    return { kind: 'call', to: { group } };
  }
  for (const [start, opening] of SIMPLE) if (reader.skip(start)) return opening;
  switch (reader.peek(1)) {
    case '#':
      return readComment(reader);
    case '<':
    case "'":
      reader.at++;
      return { kind: 'capture', name: readQuoted(reader) };
    case 'P':
      return readPython(reader);
    case '&':
      reader.at += 2;
      return { kind: 'call', to: { name: readClosed(reader) } };
    case '(':
      reader.at += 2;
      return readCondition(reader, context);
    case 'C':
      return readCallout(reader);
    case '[':
      return { kind: 'unknown', reason: 'only a recent PCRE2 reads "(?[" as a class' };
  }
  return readFlags(reader, flags);
}

const SIMPLE: [string, Opening][] = [
  ['?:', { kind: 'group' }],
  ['?>', { kind: 'group' }],
  ['?|', { kind: 'reset' }],
  ['?=', { kind: 'lookahead' }],
  ['?!', { kind: 'lookahead' }],
  ['?*', { kind: 'lookahead' }],
  ['?<=', { kind: 'lookbehind' }],
  ['?<!', { kind: 'lookbehind' }],
  ['?<*', { kind: 'lookbehind' }],
];

function readComment(reader: Reader): Opening {
  const end = reader.text.indexOf(')', reader.at);
  if (end === -1) fail('a comment is not closed');
  reader.at = end + 1;
  return { kind: 'nothing' };
}

function readQuoted(reader: Reader): string {
  const close = reader.take() === '<' ? '>' : "'";
  const name = readName(reader);
  reader.expect(close, 'a group name is not closed');
  return name;
}

function readClosed(reader: Reader): string {
  const name = readName(reader);
  reader.expect(')', 'a reference is not closed');
  return name;
}

function readPython(reader: Reader): Opening {
  reader.at += 2;
  if (reader.next === '<') return { kind: 'capture', name: readQuoted(reader) };
  if (reader.skip('=')) return { kind: 'back', to: { name: readClosed(reader) } };
  if (reader.skip('>')) return { kind: 'call', to: { name: readClosed(reader) } };
  return fail('"(?P" must be followed by "<", "=" or ">"');
}

/** Reads from behind `(?(`, up to behind the parenthesis that closes the condition. */
function readCondition(reader: Reader, context: EscapeContext): Opening {
  if (/^(?:\?(?:[=!*]|<[=!*]|C)|\*[a-z])/.test(reader.text.slice(reader.at, reader.at + 3))) {
    // The condition is an assertion, which is read as the next item.
    reader.at--;
    return { kind: 'condition', assertion: true };
  }
  if (reader.next === '*') fail('a condition must be an assertion, a number or a name');
  const number = reader.match(NUMBER);
  if (number) {
    const group = resolve(number, context);
    if (group === 0) fail('a condition must not be on group 0');
    reader.expect(')', 'a condition is not closed');
    return { kind: 'condition', on: { group } };
  }
  if (reader.match(VERSION)) return { kind: 'condition' };
  if (reader.skip('R&')) return { kind: 'condition', on: { name: readClosed(reader) } };
  // Asks for a recursion, unless a group has that name: fine either way.
  const recursion = reader.match(RECURSION_TEST);
  if (recursion) return { kind: 'condition', on: { group: Number(recursion[1]) } };
  if (reader.skip('DEFINE)')) return { kind: 'condition', define: true };
  if (reader.next === '<' || reader.next === "'") {
    const name = readQuoted(reader);
    reader.expect(')', 'a condition is not closed');
    return { kind: 'condition', on: { name } };
  }
  return { kind: 'condition', on: { name: readClosed(reader) } };
}

function readCallout(reader: Reader): Opening {
  const number = reader.match(CALLOUT_NUMBER);
  if (number) {
    if (Number(number[1]) > 255) fail('the number of a callout is greater than 255');
    return { kind: 'verb', accept: false };
  }
  return reader.match(CALLOUT_TEXT) ? { kind: 'verb', accept: false } : fail('a callout is not well formed');
}

function readFlags(reader: Reader, flags: Flags): Opening {
  const found = reader.match(FLAGS);
  if (!found) return fail('"(?" is not followed by something known');
  const [, caret, on, minus, off, end] = found as unknown as [string, string, string, string, string, string];
  if (caret && minus) fail('"(?^" must not be followed by "-"');
  const set = caret
    ? { extended: false, more: false, noCapture: false, duplicates: flags.duplicates }
    : { ...flags };
  applyFlags(on, set, true);
  applyFlags(off, set, false);
  return { kind: end === ')' ? 'flags' : 'flagged', flags: set };
}

const FLAG = /xx|a[DSWPT]?|[imnsxJUr]/y;

function applyFlags(letters: string, flags: Flags, on: boolean): void {
  FLAG.lastIndex = 0;
  for (let at = 0; at < letters.length; at = FLAG.lastIndex) {
    FLAG.lastIndex = at;
    const flag = FLAG.exec(letters)?.[0];
    if (flag === undefined) fail(`"(?" is followed by "${letters[at]}", which is no flag`);
    if (flag === 'x' || flag === 'xx') {
      flags.extended = on;
      flags.more = on && flag === 'xx';
    }
    if (flag === 'n') flags.noCapture = on;
    if (flag === 'J') flags.duplicates = on;
  }
}

const VERBS = new Set(['ACCEPT', 'F', 'FAIL', 'COMMIT', 'PRUNE', 'SKIP', 'THEN', 'MARK', '']);

function readVerb(reader: Reader): Opening {
  const spelled = reader.match(SPELLING);
  if (spelled) {
    const name = spelled[1]!;
    return Object.hasOwn(SPELLED, name) ? SPELLED[name]! : fail(`"(*${name}:" is not known`);
  }
  if (!/[A-Z:]/.test(reader.peek(1))) fail('a quantifier follows nothing that can be repeated');
  const verb = reader.match(VERB);
  if (!verb || !VERBS.has(verb[1]!)) fail('a verb "(*…)" is not known or not closed');
  const argument = verb[2];
  if ((verb[1] === 'MARK' || verb[1] === '') && !argument) fail('(*MARK) must have an argument');
  if (argument !== undefined && argument.length > 255) fail('the argument of a verb is too long');
  return { kind: 'verb', accept: verb[1] === 'ACCEPT' };
}
