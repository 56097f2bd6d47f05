/** Escapes of PCRE2, inside and outside of classes. */
import type { Reader } from './reader.ts';
import { pcreProperty } from './unicode-properties.ts';
import { fail } from './verdict.ts';

export type Reference = { group: number } | { name: string };

/** What an escape stands for. */
export type Escape =
  /** A character with this code. */
  | { kind: 'char'; code: number }
  /** One character out of several, such as \d; `size` in the compiled pattern. */
  | { kind: 'set' }
  /** \R and \X: one or more characters. */
  | { kind: 'sequence'; max: number }
  /** An assertion such as \b. */
  | { kind: 'assertion' }
  | { kind: 'keep' }
  | { kind: 'back'; to: Reference }
  | { kind: 'call'; to: Reference };

export interface EscapeContext {
  /** Capture groups opened so far. */
  groups: number;
  utf: boolean;
  /** Notes something that another version may see otherwise. */
  doubt(reason: string): void;
}

const SETS = 'dDhHsSvVwWNC';
const ASSERTIONS = 'AbBGzZ';
const CHARS: Record<string, number> = { a: 7, e: 27, f: 12, n: 10, r: 13, t: 9 };

const NUMBER = /[0-9]+/y;
const OCTAL = /[0-7]{1,3}/y;
const HEX2 = /[0-9A-Fa-f]{0,2}/y;
const BRACED_HEX = /\{[ \t]*([0-9A-Fa-f]*)[ \t]*\}/y;
const BRACED_OCTAL = /\{[ \t]*([0-7]*)[ \t]*\}/y;
const PROPERTY = /\{([^}\\]*)\}/y;
const QUANTIFIER = /\{[ \t]*(?:[0-9]+[ \t]*(?:,[ \t]*[0-9]*[ \t]*)?|,[ \t]*[0-9]+[ \t]*)\}/y;
const NAME = /[A-Za-z_][A-Za-z0-9_]*/y;
const SIGNED = /([+-]?)([0-9]+)/y;

/** Reads what follows a backslash. */
export function readEscape(reader: Reader, context: EscapeContext, inClass: boolean): Escape {
  if (reader.done) fail('it ends with "\\"');
  const char = reader.take();
  if (/[^0-9A-Za-z]/.test(char)) return { kind: 'char', code: char.charCodeAt(0) };
  if (char >= '0' && char <= '9') return readDigits(reader, context, inClass, char);
  if (Object.hasOwn(CHARS, char)) return { kind: 'char', code: CHARS[char]! };
  switch (char) {
    case 'c':
      return readControl(reader);
    case 'x':
      return readHex(reader, context);
    case 'o':
      return readOctal(reader, context);
    case 'p':
    case 'P':
      readProperty(reader, context);
      return { kind: 'set' };
    case 'N':
      if (inClass) fail('\\N is not allowed in a class');
      if (reader.next === '{' && !isQuantifier(reader)) fail('\\N{…} is not supported');
      return { kind: 'set' };
  }
  if (SETS.includes(char) && !(inClass && char === 'C')) return { kind: 'set' };
  if (inClass && char === 'b') return { kind: 'char', code: 8 };
  if (inClass && char === 'g') return { kind: 'char', code: 103 };
  if (!inClass) {
    if (ASSERTIONS.includes(char)) return { kind: 'assertion' };
    if (char === 'K') return { kind: 'keep' };
    if (char === 'R') return { kind: 'sequence', max: 2 };
    if (char === 'X') return { kind: 'sequence', max: Number.POSITIVE_INFINITY };
    if (char === 'g') return readG(reader, context);
    if (char === 'k') return { kind: 'back', to: { name: readDelimitedName(reader, '\\k') } };
  }
  return fail(`\\${char} is not ${inClass ? 'allowed in a class' : 'an escape'}`);
}

export function isQuantifier(reader: Reader): boolean {
  QUANTIFIER.lastIndex = reader.at;
  return QUANTIFIER.test(reader.text);
}

/** `\1` refers back, unless there are fewer groups so far and the number can be an octal code. */
function readDigits(reader: Reader, context: EscapeContext, inClass: boolean, first: string): Escape {
  if (!inClass && first !== '0') {
    const start = reader.at;
    const digits = first + (reader.match(NUMBER)?.[0] ?? '');
    const number = Number(digits);
    if (number < 10 || first >= '8' || number <= context.groups) {
      if (number > 0x7fffffff) fail('a number is too big');
      return { kind: 'back', to: { group: number } };
    }
    reader.at = start;
  }
  if (first >= '8') return { kind: 'char', code: first.charCodeAt(0) };
  reader.at--;
  const code = Number.parseInt(reader.match(OCTAL)![0], 8);
  if (code > 255 && !context.utf) fail('an octal code is greater than \\377');
  return { kind: 'char', code };
}

function readControl(reader: Reader): Escape {
  if (reader.done) fail('it ends with "\\c"');
  const code = reader.take().charCodeAt(0);
  if (code < 32 || code > 126) fail('\\c must be followed by a printable ASCII character');
  const upper = code >= 97 && code <= 122 ? code - 32 : code;
  return { kind: 'char', code: upper ^ 64 };
}

function readHex(reader: Reader, context: EscapeContext): Escape {
  if (reader.next !== '{') {
    const digits = reader.match(HEX2)![0];
    return { kind: 'char', code: digits === '' ? 0 : Number.parseInt(digits, 16) };
  }
  const digits = reader.match(BRACED_HEX)?.[1];
  if (!digits) fail('\\x{…} must hold hex digits');
  return { kind: 'char', code: checkCode(Number.parseInt(digits, 16), context) };
}

function readOctal(reader: Reader, context: EscapeContext): Escape {
  const digits = reader.match(BRACED_OCTAL)?.[1];
  if (!digits) fail('\\o must be followed by octal digits in braces');
  return { kind: 'char', code: checkCode(Number.parseInt(digits, 8), context) };
}

function checkCode(code: number, { utf }: EscapeContext): number {
  if (code > (utf ? 0x10ffff : 0xff))
    fail('a character code is too large: only bytes are matched, up to \\xff');
  if (utf && code >= 0xd800 && code <= 0xdfff) fail('a character code is a surrogate');
  return code;
}

function readProperty(reader: Reader, context: EscapeContext): void {
  let name = reader.take();
  if (name === '{') {
    reader.at--;
    const braced = reader.match(PROPERTY);
    if (!braced) fail('\\p must be followed by a property');
    name = braced[1]!;
  }
  const known = /^[A-Za-z]/.test(name.replace(/^[\s^_-]+/, '')) ? pcreProperty(name) : 'unknown';
  if (known === 'unknown') fail('\\p has an unknown property');
  if (known === 'some') context.doubt('it names a property that not every version of PCRE2 knows');
}

/** \g refers back to a group, or calls one as a subroutine. */
function readG(reader: Reader, context: EscapeContext): Escape {
  if (reader.next === '<' || reader.next === "'") {
    const close = reader.take() === '<' ? '>' : "'";
    const number = reader.match(SIGNED);
    const to = number ? { group: resolve(number, context) } : { name: readName(reader) };
    reader.expect(close, `\\g must be closed by "${close}"`);
    return { kind: 'call', to };
  }
  const braced = reader.skip('{');
  if (braced) skipBlanks(reader);
  const number = reader.match(SIGNED);
  if (!number && !braced) fail('\\g must be followed by a number or a name');
  const to = number ? { group: resolve(number, context) } : { name: readName(reader) };
  if (braced) {
    skipBlanks(reader);
    reader.expect('}', '\\g{ is not closed');
  }
  if ('group' in to && to.group === 0) fail('a reference must not be to group 0');
  return { kind: 'back', to };
}

/** A group number that may count from here. */
export function resolve([, sign, digits]: RegExpExecArray, { groups }: EscapeContext): number {
  const number = Number(digits);
  if (number > 65535) fail('a group number is too big');
  if (!sign) return number;
  if (number === 0) fail('a relative reference must not be zero');
  if (sign === '+') return groups + number;
  if (number > groups) fail('it refers to a group that does not exist');
  return groups - number + 1;
}

function readDelimitedName(reader: Reader, what: string): string {
  const close = { '{': '}', '<': '>', "'": "'" }[reader.take()];
  if (close === undefined) fail(`${what} must be followed by a name in braces, angle brackets or quotes`);
  if (close === '}') skipBlanks(reader);
  const name = readName(reader);
  if (close === '}') skipBlanks(reader);
  reader.expect(close, `${what} must be closed by "${close}"`);
  return name;
}

function skipBlanks(reader: Reader): void {
  while (reader.next === ' ' || reader.next === '\t') reader.at++;
}

export function readName(reader: Reader): string {
  if (/[0-9]/.test(reader.next)) fail('a group name must not start with a digit');
  const name = reader.match(NAME)?.[0];
  if (name === undefined) fail('a group name is expected');
  if (name.length > 128) fail('a group name is too long');
  return name;
}
