/**
 * What a plain scalar stands for: lyaml's rules in lyaml's order (docs/kong/declarative-format.md section 2). Most
 * values are told to be strings by their first character.
 */

import { luaNumber } from './lua-number.ts';

export type Scalar = string | number | boolean | null;

const WORDS = new Map<string, boolean | null>([
  ['', null],
  ['~', null],
]);
for (const word of ['null', 'true', 'false', 'yes', 'no', 'on', 'off']) {
  const value = word === 'null' ? null : word === 'true' || word === 'yes' || word === 'on';
  WORDS.set(word, value);
  WORDS.set(word.toUpperCase(), value);
  WORDS.set(word[0]!.toUpperCase() + word.slice(1), value);
}

const ZERO = 48;
const NINE = 57;

/** The value of a plain scalar without a tag. */
export function plainScalar(text: string): Scalar {
  const first = text.charCodeAt(0);
  if (first >= 48 && first <= 57) return numberOf(text) ?? text;
  if (first === 43 || first === 45 || first === 46 || first === 95) return numberOf(text) ?? text;
  if (text.length <= 5) {
    const word = WORDS.get(text);
    if (word !== undefined) return word;
  }
  // `e1` and the like hold what a float holds, and are none
  return text;
}

/** The value of a scalar with one of the tags that Kong's reader honours; `undefined` when it cannot have it. */
export function taggedScalar(tag: string, text: string): Scalar | undefined {
  switch (tag) {
    case 'tag:yaml.org,2002:null':
      return null;
    case 'tag:yaml.org,2002:bool': {
      const word = WORDS.get(text);
      return typeof word === 'boolean' ? word : undefined;
    }
    case 'tag:yaml.org,2002:int':
      return integerOf(text);
    case 'tag:yaml.org,2002:float':
      return numberOf(text);
    default:
      return text;
  }
}

/** How a plain scalar that reads as a number is written, when few people expect it to be one. */
export function oddNumber(text: string): string | undefined {
  if (text.includes(':')) return 'a number in base 60';
  if (/^[+-]?0b/.test(text)) return 'a binary number';
  if (text.includes('_')) return 'a number, its "_" left out';
  if (/^[+-]?0[0-7]+$/.test(text)) return 'an octal number';
  if (/^[+-]?0\d+$/.test(text)) return 'a number, its leading "0" left out';
  return undefined;
}

function numberOf(text: string): number | undefined {
  const quick = decimalOf(text);
  if (quick >= 0) return quick;
  if (/[^\d+\-.:_a-fA-FiInNxXpP]/.test(text)) return undefined;
  return octal(text) ?? decimal(text) ?? float(text) ?? special(text) ?? based(text) ?? sexagesimal(text);
}

function integerOf(text: string): number | undefined {
  return octal(text) ?? decimal(text) ?? based(text) ?? sexagesimal(text);
}

/** The common case: nothing but digits, no zero before them; -1 for anything else. */
function decimalOf(text: string): number {
  const { length } = text;
  if (length > 15 || length === 0 || (text.charCodeAt(0) === ZERO && length > 1)) return -1;
  let value = 0;
  for (let at = 0; at < length; at++) {
    const code = text.charCodeAt(at);
    if (code < ZERO || code > NINE) return -1;
    value = value * 10 + (code - ZERO);
  }
  return value;
}

function octal(text: string): number | undefined {
  if (!/^[+-]?0[0-7_]+$/.test(text)) return undefined;
  return inBase(text, 8, 0);
}

function decimal(text: string): number | undefined {
  if (!/^[+-]?[\d_]+$/.test(text)) return undefined;
  const digits = text.replaceAll('_', '');
  return /\d/.test(digits) ? Number(digits) : undefined;
}

function float(text: string): number | undefined {
  return /[.eE]/.test(text) ? luaNumber(text.replaceAll('_', '')) : undefined;
}

function special(text: string): number | undefined {
  if (/^[+-]?\.(inf|Inf|INF)$/.test(text)) return text.charCodeAt(0) === 45 ? -Infinity : Infinity;
  return /^\.(nan|NaN|NAN)$/.test(text) ? NaN : undefined;
}

function based(text: string): number | undefined {
  if (/^[+-]?0x[\da-fA-F_]+$/.test(text)) return inBase(text, 16, 2);
  if (/^[+-]?0b[01_]+$/.test(text)) return inBase(text, 2, 2);
  return undefined;
}

function sexagesimal(text: string): number | undefined {
  if (!/^[+-]?[\d_]+(:[\d_]+)+(\.[\d_]*)?$/.test(text)) return undefined;
  const digits = text.replaceAll('_', '').replace(/^[+-]/, '');
  let value = 0;
  for (const part of digits.split(':')) value = value * 60 + Number(part);
  return text.charCodeAt(0) === 45 ? -value : value;
}

/** Digits in another base; past 2^53 as doubles round them. */
function inBase(text: string, base: number, prefix: number): number | undefined {
  const sign = text.charCodeAt(0) === 45 ? -1 : 1;
  const digits = text.replace(/^[+-]/, '').slice(prefix).replaceAll('_', '');
  const value = Number.parseInt(digits, base);
  return Number.isNaN(value) ? undefined : sign * value;
}
