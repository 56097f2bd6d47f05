/** Escapes of Rust's regex crate, inside and outside of classes. */
import type { Reader } from './reader.ts';
import { rustProperty } from './unicode-properties.ts';
import { fail } from './verdict.ts';

export type RustEscape =
  | { kind: 'char'; code: number; byte: boolean }
  | { kind: 'set'; negated: boolean; name: string }
  | { kind: 'assertion' };

const CHARS: Record<string, number> = { a: 7, f: 12, t: 9, n: 10, r: 13, v: 11 };
const DIGITS: Record<string, number> = { x: 2, u: 4, U: 8 };
const BOUNDARY = /\{(?:start|end|start-half|end-half)\}/y;
const PROPERTY = /\{([^}]*)\}/y;
const BRACED_HEX = /\{\s*([^}]*?)\s*\}/y;

/** Reads what follows a backslash. */
export function readRustEscape(reader: Reader, inClass: boolean): RustEscape {
  if (reader.done) fail('it ends with "\\"');
  const char = String.fromCodePoint(reader.text.codePointAt(reader.at)!);
  reader.at += char.length;
  if (char >= '0' && char <= '9') fail('back-references and octal codes are not supported');
  if (Object.hasOwn(CHARS, char)) return { kind: 'char', code: CHARS[char]!, byte: false };
  if (Object.hasOwn(DIGITS, char)) return readHex(reader, char);
  if (/^[dDsSwW]$/.test(char)) return { kind: 'set', negated: char < 'a', name: char.toLowerCase() };
  if (char === 'p' || char === 'P') return readProperty(reader, char === 'P');
  if ('AzbB<>'.includes(char)) {
    if (inClass) fail(`\\${char} is not allowed in a class`);
    // What is no boundary is a repetition of \b, which is read as such and found wanting.
    if (char === 'b') reader.match(BOUNDARY);
    return { kind: 'assertion' };
  }
  // Any other sign of ASCII stands for itself.
  if (!/^[^0-9A-Za-z\x80-\u{10ffff}]$/u.test(char)) fail(`\\${char} is not an escape`);
  return { kind: 'char', code: char.charCodeAt(0), byte: false };
}

function readHex(reader: Reader, letter: string): RustEscape {
  let digits: string;
  if (reader.next === '{') {
    digits = reader.match(BRACED_HEX)?.[1] ?? '';
  } else {
    digits = reader.text.slice(reader.at, reader.at + DIGITS[letter]!);
    reader.at += digits.length;
    if (digits.length < DIGITS[letter]!) fail(`\\${letter} must be followed by ${DIGITS[letter]} hex digits`);
  }
  if (!/^[0-9A-Fa-f]+$/.test(digits)) fail(`\\${letter} must be followed by hex digits`);
  const code = Number.parseInt(digits, 16);
  if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) fail('a character code is not one of Unicode');
  return { kind: 'char', code, byte: letter === 'x' && code <= 255 };
}

function readProperty(reader: Reader, negated: boolean): RustEscape {
  let name = String.fromCodePoint(reader.text.codePointAt(reader.at) ?? 0);
  if (reader.next === '{') name = reader.match(PROPERTY)?.[1] ?? fail('a "\\p{" is not closed');
  else reader.at += name.length;
  if (!rustProperty(name)) fail('\\p has an unknown property');
  return { kind: 'set', negated, name: 'p' };
}
