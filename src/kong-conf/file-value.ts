import { trim } from './blanks.ts';
import { readNumber, writeNumber } from './lua-number.ts';

export interface FileValue {
  /** As Kong takes it over; undefined when nothing is left. */
  text: string | undefined;
  /** How many characters of the written value count, the rest being a comment. */
  length: number;
  /** What happened to it on the way, when that is not plain. */
  became?: 'number' | 'table';
}

/** What Lua makes of a table where it wants text; a real address differs each time. */
export const TABLE = 'table: <address>';

/** A value of the file, trimmed, to what Kong makes of it: docs/kong/kong-conf.md, section 2, rules 6 to 8. */
export function fileValue(written: string): FileValue {
  // The reader splits values at this word, of all words, instead of at commas, and a list is not what Kong expects.
  if (written.includes('_blank_')) return { text: TABLE, length: written.length, became: 'table' };
  const number = wholeNumber(written);
  if (number !== undefined) {
    const text = writeNumber(number);
    return { text, length: written.length, ...(text !== written && { became: 'number' as const }) };
  }
  const value = trim(written.slice(0, commentStart(written)));
  return { text: value.replaceAll('\\#', '#') || undefined, length: value.length };
}

function wholeNumber(written: string): number | undefined {
  if (!/^[\d+-]/.test(written)) return undefined;
  return readNumber(written) ?? (written.endsWith(' kB') ? readNumber(written.slice(0, -3)) : undefined);
}

/** The first `#` without a backslash before it. */
function commentStart(written: string): number {
  const at = written.search(/(?<!\\)#/);
  return at < 0 ? written.length : at;
}
