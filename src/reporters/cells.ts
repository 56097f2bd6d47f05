import { eastAsianWidth } from 'get-east-asian-width';

/** What a terminal draws as one: its text made safe, the columns it takes, and where it begins in the line. */
export interface Cell {
  text: string;
  width: number;
  start: number;
}

const tabWidth = 4;
const plain = /^[\x20-\x7e]*$/;
/** Control characters would drive the terminal; marks of writing direction would show a line that is not there. */
const unsafe = /[\p{Cc}\p{Cs}\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/gu;

/** A line, or a part of it that begins at `offset`, in cells. Tabs become spaces. */
export function cells(text: string, offset = 0): Cell[] {
  if (plain.test(text))
    return Array.from(text, (char, index) => ({ text: char, width: 1, start: offset + index }));
  const result: Cell[] = [];
  let column = 0;
  for (const { segment, index } of new Intl.Segmenter().segment(text)) {
    const cell = { ...drawn(segment, column), start: offset + index };
    result.push(cell);
    column += cell.width;
  }
  return result;
}

function drawn(segment: string, column: number): { text: string; width: number } {
  if (segment === '\t') {
    const width = tabWidth - (column % tabWidth);
    return { text: ' '.repeat(width), width };
  }
  const text = safe(segment);
  if (text !== segment) return { text, width: text.length };
  if (/^[\p{M}\u200b-\u200d\u2060]/u.test(segment)) return { text, width: 0 };
  return { text, width: /\ufe0f/.test(segment) ? 2 : eastAsianWidth(segment.codePointAt(0)!) };
}

/** The same text with nothing in it that a terminal would obey. */
export function safe(text: string): string {
  return plain.test(text) ? text : text.replace(unsafe, '\ufffd');
}
