/** Plain scalars: no quotes, so they end where the grammar says that something else begins. */

import { Problem } from '../problem.ts';
import { fold, isBlank, isBlankOrEnd, isBreak, type Source } from './source.ts';

const COLON = 58;
const HASH = 35;
const TAB = 9;

/** Characters that end a plain scalar inside brackets and braces: , [ ] { } */
export function isFlowMark(code: number): boolean {
  return code === 44 || code === 91 || code === 93 || code === 123 || code === 125;
}

export interface Plain {
  /** Just past the last character. */
  end: number;
  /** The value, if it is written over several lines. */
  text: string | undefined;
  /** Whether a line break was taken behind it or in it. */
  broken: boolean;
}

const found: Plain = { end: 0, text: undefined, broken: false };

/** Takes a plain scalar; the answer is one object used again and again. */
export function scanPlain(source: Source): Plain {
  const { codes, text } = source;
  const inFlow = source.flow > 0;
  let from = source.pos;
  let end = from;
  let value: string | undefined;
  let breaks = '';
  found.broken = false;
  for (;;) {
    if (source.atDocumentMark() || codes[source.pos] === HASH) break;
    const runEnd = endOfRun(source, inFlow);
    if (runEnd > source.pos) {
      if (breaks !== '') {
        value = (value ?? '') + text.slice(from, end) + fold(breaks);
        from = source.pos;
        breaks = '';
      }
      end = source.pos = runEnd;
    }
    const code = codes[source.pos]!;
    if (!isBlank(code) && !isBreak(code)) break;
    breaks = takeSpace(source, breaks);
    if (!inFlow && source.pos - source.lineStart <= source.indent) break;
  }
  found.end = end;
  found.text = value === undefined ? undefined : value + text.slice(from, end);
  return found;
}

/** Where the characters stop that are neither white space nor a mark. */
function endOfRun(source: Source, inFlow: boolean): number {
  const { codes } = source;
  let pos = source.pos;
  for (;;) {
    const code = codes[pos]!;
    if (code <= 32) return pos;
    if (code === COLON) {
      const next = codes[pos + 1]!;
      if (isBlankOrEnd(next)) return pos;
      if (inFlow && (isFlowMark(next) || next === 63)) {
        throw new Problem(
          pos,
          pos + 1,
          'a colon inside brackets or braces needs a space after it',
          'put a space after the colon, or quote the value that holds it',
        );
      }
    } else if (inFlow && isFlowMark(code)) return pos;
    else if (code >= 0x85 && isBreak(code)) return pos;
    pos++;
  }
}

function takeSpace(source: Source, before: string): string {
  const { codes } = source;
  let breaks = before;
  for (;;) {
    const code = codes[source.pos]!;
    if (isBlank(code)) {
      if (code === TAB && found.broken && source.pos - source.lineStart <= source.indent) {
        throw new Problem(source.pos, source.pos + 1, 'a tab indents this line', TABS);
      }
      source.pos++;
    } else if (isBreak(code)) {
      breaks += source.takeBreak();
      found.broken = true;
    } else return breaks;
  }
}

export const TABS = 'indent with spaces; YAML does not allow tabs for it';
