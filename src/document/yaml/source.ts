/**
 * A text as the scanner walks it: code units in a typed array with zeros behind the last, which no YAML text may
 * hold, so that looking ahead needs no bounds.
 */

import { Problem } from '../problem.ts';

export const BYTE_ORDER_MARK = 0xfeff;

export class Source {
  readonly text: string;
  readonly codes: Uint16Array;
  pos: number;
  lineStart: number;
  /** The column of the innermost block collection, -1 outside of all. */
  indent = -1;
  /** How many brackets and braces are open. */
  flow = 0;

  constructor(text: string) {
    this.text = text;
    this.codes = new Uint16Array(text.length + 4);
    Buffer.from(this.codes.buffer).write(text, 0, 'utf16le');
    this.pos = this.lineStart = this.codes[0] === BYTE_ORDER_MARK ? 1 : 0;
    refuseControlCharacters(this.codes, text.length);
  }

  /** Whether the line starts with `---` or `...` and nothing glued to it: the marks between documents. */
  atDocumentMark(): boolean {
    const { codes, pos } = this;
    const code = codes[pos]!;
    return (
      (code === 45 || code === 46) &&
      pos === this.lineStart &&
      codes[pos + 1] === code &&
      codes[pos + 2] === code &&
      isBlankOrEnd(codes[pos + 3]!)
    );
  }

  /** Takes one line break; a line feed for all but the two Unicode separators, which stay what they are. */
  takeBreak(): string {
    const code = this.codes[this.pos]!;
    this.pos += code === 13 && this.codes[this.pos + 1] === 10 ? 2 : 1;
    this.lineStart = this.pos;
    return code === 0x2028 ? '\u2028' : code === 0x2029 ? '\u2029' : '\n';
  }
}

/** What lines fold to: one break is a space, more are one fewer. */
export function fold(breaks: string): string {
  if (breaks.charCodeAt(0) !== 10) return breaks;
  return breaks.length === 1 ? ' ' : breaks.slice(1);
}

export function isBreak(code: number): boolean {
  return code === 10 || code === 13 || code === 0x85 || code === 0x2028 || code === 0x2029;
}

export function isBlank(code: number): boolean {
  return code === 32 || code === 9;
}

/** A space, a tab, a line break or the end of the text. */
export function isBlankOrEnd(code: number): boolean {
  return code <= 32 || code === 0x85 || code === 0x2028 || code === 0x2029;
}

/** Letters, digits, `_` and `-`: what names of anchors and handles are made of. */
export function isWord(code: number): boolean {
  return (
    (code >= 97 && code <= 122) ||
    (code >= 65 && code <= 90) ||
    (code >= 48 && code <= 57) ||
    code === 95 ||
    code === 45
  );
}

function refuseControlCharacters(codes: Uint16Array, length: number): void {
  for (let pos = 0; pos < length; pos++) {
    const code = codes[pos]!;
    if (code >= 32 && code < 127) continue;
    if (code === 10 || code === 13 || code === 9 || code === 0x85) continue;
    if (code >= 0xa0 && code < 0xd800) continue;
    if (code >= 0xe000 && code < 0xfffe) continue;
    if (code >= 0xd800 && code < 0xdc00) {
      const next = codes[pos + 1]!;
      if (next >= 0xdc00 && next < 0xe000) {
        pos++;
        continue;
      }
    }
    const name = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
    throw new Problem(
      pos,
      pos + 1,
      `the text holds the character ${name}, which YAML does not allow`,
      'remove it, or write it as an escape in double quotes',
    );
  }
}
