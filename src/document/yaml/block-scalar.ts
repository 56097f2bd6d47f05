/** Block scalars: `|` keeps lines, `>` folds them. */

import { Problem } from '../problem.ts';
import { TABS } from './plain.ts';
import { isBlank, isBreak, type Source } from './source.ts';
import type { Tokens } from './tokens.ts';

const GREATER = 62;
const HASH = 35;
const PLUS = 43;
const MINUS = 45;
const SPACE = 32;
const TAB = 9;

interface Header {
  folded: boolean;
  /** -1 drops the last line break, 0 keeps one, 1 keeps all. */
  chomping: number;
  /** The indentation that the header states, 0 if it states none. */
  increment: number;
}

/** Takes a block scalar and gives where its source ends: its last line with content, without the break. */
export function scanBlockScalar(source: Source, tokens: Tokens): number {
  const { codes, text } = source;
  const open = source.pos;
  const { folded, chomping, increment } = scanHeader(source);
  let sourceEnd = source.pos;
  skipHeaderRest(source);
  let value = '';
  let lead = '';
  let leadBlank = false;
  const stated = increment === 0 ? 0 : Math.max(source.indent, 0) + increment;
  let trail = takeEmptyLines(source, stated);
  const indent = stated || Math.max(detected, source.indent + 1, 1);
  while (source.pos - source.lineStart === indent && codes[source.pos] !== 0) {
    const blank = isBlank(codes[source.pos]!);
    if (folded && lead.charCodeAt(0) === 10 && !leadBlank && !blank) value += trail === '' ? ' ' : trail;
    else value += lead + trail;
    leadBlank = blank;
    const from = source.pos;
    let pos = from;
    while (codes[pos] !== 0 && !isBreak(codes[pos]!)) pos++;
    value += text.slice(from, pos);
    source.pos = sourceEnd = pos;
    lead = codes[pos] === 0 ? '' : source.takeBreak();
    trail = takeEmptyLines(source, indent);
  }
  if (chomping !== -1) value += lead;
  if (chomping === 1) value += trail;
  tokens.texts.set(open, value);
  return sourceEnd;
}

function scanHeader(source: Source): Header {
  const { codes } = source;
  const header: Header = { folded: codes[source.pos] === GREATER, chomping: 0, increment: 0 };
  source.pos++;
  for (let part = 0; part < 2; part++) {
    const code = codes[source.pos]!;
    if ((code === PLUS || code === MINUS) && header.chomping === 0) header.chomping = code === PLUS ? 1 : -1;
    else if (code >= 48 && code <= 57 && header.increment === 0) {
      if (code === 48) {
        throw new Problem(
          source.pos,
          source.pos + 1,
          'a block of text cannot be indented by 0',
          'write a digit from 1 to 9, or none, and the first line decides',
        );
      }
      header.increment = code - 48;
    } else break;
    source.pos++;
  }
  return header;
}

function skipHeaderRest(source: Source): void {
  const { codes } = source;
  while (isBlank(codes[source.pos]!)) source.pos++;
  if (codes[source.pos] === HASH) {
    while (codes[source.pos] !== 0 && !isBreak(codes[source.pos]!)) source.pos++;
  }
  if (codes[source.pos] === 0) return;
  if (!isBreak(codes[source.pos]!)) {
    throw new Problem(
      source.pos,
      source.pos + 1,
      'text stands on the same line as the sign that opens a block of text',
      'start the text on the next line, or put the value in quotes',
    );
  }
  source.takeBreak();
}

/** The widest indentation that the last `takeEmptyLines` met. */
let detected = 0;

/** Takes indentation and lines that hold nothing else, up to the first character of a line with content. */
function takeEmptyLines(source: Source, indent: number): string {
  const { codes } = source;
  let breaks = '';
  detected = 0;
  for (;;) {
    while (codes[source.pos] === SPACE && (indent === 0 || source.pos - source.lineStart < indent))
      source.pos++;
    const column = source.pos - source.lineStart;
    if (column > detected) detected = column;
    if (codes[source.pos] === TAB && (indent === 0 || column < indent)) {
      throw new Problem(source.pos, source.pos + 1, 'a tab indents this line of a block of text', TABS);
    }
    if (!isBreak(codes[source.pos]!)) return breaks;
    breaks += source.takeBreak();
  }
}
