/** The place of a part of a text that stands in a file in quotes, with escapes, or folded over several lines. */
import type { Span } from '../diagnostic.ts';

/**
 * `raw` is the text as written, `whole` where that is, `[from, to)` the part of its `value`. Undefined when the two cannot
 * be laid side by side.
 */
export function spanWithin(
  raw: string,
  whole: Span,
  value: string,
  [from, to]: readonly [number, number],
): Span | undefined {
  const [start] = offsetsOf(raw, value, from);
  const [next, last] = offsetsOf(raw, value, to);
  if (start === undefined || next === undefined) return undefined;
  const end = to > from ? last! : next;
  const [line, column] = placeOf(raw, whole, start);
  const [endLine, endColumn] = placeOf(raw, whole, end);
  return { line, column, endLine, endColumn };
}

/** Where the unit of `value` at `offset` begins in `raw`, and where the unit before it ends. */
function offsetsOf(raw: string, value: string, offset: number): [next: number, last: number] | [] {
  const escaped = raw[0] === '"' ? DOUBLE : raw[0] === "'" ? SINGLE : undefined;
  let at = escaped ? 1 : /^[|>]/.test(raw) ? raw.indexOf('\n') + 1 : 0;
  let last = at;
  for (let done = 0; done < offset; ) {
    const unit = escaped && match(escaped, raw, at);
    if (unit) {
      at += unit.length;
      done += widthOf(unit);
    } else if (raw[at] === value[done]) {
      at++;
      done++;
    } else if (at < raw.length && isBlank(raw[at]!)) {
      at++;
      continue;
    } else if (isBlank(value[done]!)) done++;
    else return [];
    last = at;
  }
  return [offset < value.length ? skipNothing(raw, at, value[offset]!, escaped) : at, last];
}

/** Indentation, folded blanks and escaped line breaks in front of a unit are no part of it. */
function skipNothing(raw: string, from: number, next: string, escaped: RegExp | undefined): number {
  for (let at = from; ; ) {
    const unit = escaped && match(escaped, raw, at);
    if (unit && widthOf(unit) === 0) at += unit.length;
    else if (at < raw.length && raw[at] !== next && isBlank(raw[at]!)) at++;
    else return at;
  }
}

/** Escapes in double quotes; one before a line break stands for nothing. */
const DOUBLE = /\\(?:x[\dA-Fa-f]{2}|u[\dA-Fa-f]{4}|U[\dA-Fa-f]{8}|\r?\n[ \t]*|.)/sy;
const SINGLE = /''/y;

function match(sticky: RegExp, text: string, at: number): string | undefined {
  sticky.lastIndex = at;
  return sticky.exec(text)?.[0];
}

/** How many UTF-16 units an escape stands for. */
function widthOf(unit: string): number {
  if (/^\\\r?\n/.test(unit)) return 0;
  return unit.startsWith('\\U') && Number.parseInt(unit.slice(2), 16) > 0xffff ? 2 : 1;
}

const isBlank = (char: string): boolean => /\s/.test(char);

function placeOf(raw: string, { line, column }: Span, offset: number): [number, number] {
  const before = raw.slice(0, offset).split(/\r\n?|\n/);
  return [line + before.length - 1, (before.length > 1 ? 1 : column) + before.at(-1)!.length];
}
