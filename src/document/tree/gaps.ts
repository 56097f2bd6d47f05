/**
 * What stands between two scalars of a text besides punctuation: comments and empty lines. A `#` there always starts a
 * comment, since whatever else may hold one, a scalar, is not in between.
 */

import type { Comment } from './tree.ts';

const LF = 10;
const CR = 13;
const SPACE = 32;
const TAB = 9;
const HASH = 35;
const NEL = 0x85;
const SEPARATORS = [0x2028, 0x2029];

export interface GapComment extends Comment {
  /** On the line of what stands before the gap. */
  behind: boolean;
  /** Below or behind punctuation of what comes next: `- # like this`. */
  within: boolean;
  column: number;
}

export class Gap {
  comments: GapComment[] = [];
  /** There is an empty line after the last comment. */
  empty = false;
}

/** Whether a text can hold any: mostly it cannot, and nothing need be looked for. */
export const hasGaps = (text: string): boolean => text.includes('#') || /[\n\r][ \t]*[\n\r]/.test(text);

/** Where there may be one: every `#`, even one in a scalar, and every empty line. */
export function noiseIn(text: string): number[] {
  const found: number[] = [];
  const pattern = /#|[\n\r][ \t]*[\n\r]/g;
  while (pattern.test(text)) found.push(pattern.lastIndex - 1);
  return found;
}

const NOTHING = new Gap();

/** What is in `[start, end)`; the same empty answer for all that hold nothing. */
export function readGap(text: string, start: number, end: number): Gap {
  let gap: Gap | undefined;
  let hasContent = start > 0;
  let isFirstLine = true;
  let within = false;
  let empty = false;
  for (let pos = start; pos < end; pos++) {
    const code = text.charCodeAt(pos);
    if (code === SPACE || code === TAB || code === 0xfeff) continue;
    if (isBreak(code)) {
      if (!hasContent) empty = true;
      if (code === CR && text.charCodeAt(pos + 1) === LF) pos++;
      hasContent = isFirstLine = false;
    } else if (code === HASH) {
      gap ??= new Gap();
      const comment = readComment(text, pos);
      const behind = hasContent && isFirstLine;
      gap.comments.push({ text: comment, gap: empty, behind, within, column: columnOf(text, pos) });
      pos += lengthOf(text, pos) - 1;
      hasContent = true;
      empty = false;
    } else {
      hasContent = true;
      if (!isFirstLine || start === 0) within = true;
    }
  }
  if (!gap && !empty) return NOTHING;
  gap ??= new Gap();
  gap.empty = empty;
  return gap;
}

/** The comment that starts at `pos`, without blanks at its end. */
export function readComment(text: string, pos: number): string {
  let end = pos + lengthOf(text, pos);
  while (text[end - 1] === ' ' || text[end - 1] === '\t') end--;
  return text.slice(pos, end);
}

function lengthOf(text: string, start: number): number {
  let pos = start;
  while (pos < text.length && !isBreak(text.charCodeAt(pos))) pos++;
  return pos - start;
}

const isBreak = (code: number): boolean =>
  code === LF || code === CR || code === NEL || SEPARATORS.includes(code);

/** How many characters stand before it on its line. */
export function columnOf(text: string, pos: number): number {
  let start = pos;
  while (start > 0 && !isBreak(text.charCodeAt(start - 1))) start--;
  return pos - start;
}
