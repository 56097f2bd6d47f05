/**
 * Scalars as YAML 1.1 text that Kong reads as the same value (docs/kong/declarative-format.md section 2). A string
 * stands without quotes only where nothing about it could be taken for anything else.
 */

import { plainScalar, type Scalar } from '../yaml/scalars.ts';
import { Unwritable } from './unwritable.ts';

/** Words that other readers of YAML 1.1 take for booleans, though Kong does not. */
const OTHER_BOOLEANS = /^[yYnN]$/;
/** What other readers take for dates, octal numbers or a merge. */
const OTHER_TYPES = /^(?:\d{4}-\d\d?-\d\d?(?:[Tt\s]|$)|(?:0o[0-7]+|=|<<)$)/;
/** Begins with a sign of YAML's, or not at all. */
const STARTS = /^(?:[\s!-#%&'*,>?@[\]`{|}:=\xa0-]|$)/;
/** What would end or change it. */
const ENDS = /: | #|[: ]$|^\.\.\./;
const ESCAPED = /[\x7f-\x9f\ufeff\u2028\u2029\ufffe\uffff]/g;
const NEEDS_ESCAPE = /[\x00-\x1f\x7f-\x9f\ufeff\u2028\u2029\ufffe\uffff]/;
/** The common case, decided at once; short ones may be words like `yes`. */
const CERTAIN = /^[A-Za-z/][\w./:@-]{4,200}[\w/]$/;
const NOT_LITERAL = /[\x00-\x08\x0b-\x1f\x7f-\x9f\ufeff\u2028\u2029\ufffe\uffff]/;

/** One line of text for a scalar, wherever in a document; a string in quotes if it has to be. */
export function scalarText(value: Scalar): string {
  if (typeof value === 'string') return stringText(value);
  if (typeof value === 'number') return numberText(value);
  return String(value);
}

function stringText(value: string): string {
  if (isCertain(value)) return value;
  if (value.includes('\0')) throw new Unwritable('YAML', 'the character U+0000 so that Kong would read it');
  return isPlain(value) ? value : quoted(value);
}

/** Whether a look at its letters is enough to know that it needs no quotes. */
export const isCertain = (value: string): boolean => CERTAIN.test(value);

function isPlain(value: string): boolean {
  return (
    !STARTS.test(value) &&
    !NEEDS_ESCAPE.test(value) &&
    !ENDS.test(value) &&
    !OTHER_BOOLEANS.test(value) &&
    !OTHER_TYPES.test(value) &&
    plainScalar(value) === value
  );
}

/** Single quotes where a backslash or double quote would have to be escaped. */
function quoted(value: string): string {
  if (/["\\]/.test(value) && !NEEDS_ESCAPE.test(value) && !value.includes("'")) return `'${value}'`;
  return doubleQuoted(value);
}

export function doubleQuoted(value: string): string {
  return JSON.stringify(value).replace(
    ESCAPED,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function numberText(value: number): string {
  if (Object.is(value, -0)) return '-0';
  if (Number.isNaN(value)) return '.nan';
  if (!Number.isFinite(value)) return value > 0 ? '.inf' : '-.inf';
  return String(value);
}

/**
 * The header and lines of a literal block scalar that is exactly the string; undefined if there is none without an
 * indication of its indentation or a trick with its last lines.
 */
export function literal(value: string): { header: '|' | '|-'; lines: string[] } | undefined {
  if (!value.includes('\n') || /^[ \t\n]/.test(value) || NOT_LITERAL.test(value)) return undefined;
  const isEnded = value.endsWith('\n');
  if (value.endsWith('\n\n')) return undefined;
  const lines = (isEnded ? value.slice(0, -1) : value).split('\n');
  if (lines.at(-1)!.trim() === '') return undefined;
  return { header: isEnded ? '|' : '|-', lines };
}
