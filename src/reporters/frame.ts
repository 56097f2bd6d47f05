import type { Span } from '../diagnostic.ts';
import { type Cell, cells } from './cells.ts';
import type { Paint } from './style.ts';

export interface FrameOptions {
  /** Columns for the whole frame. */
  width: number;
  /** Show the line above, too. */
  lead: boolean;
  mark: Paint;
  faint: Paint;
}

const cut = '…';

/** The line that a span begins on, the span underlined. Empty when the line is not at hand. */
export function frame(lines: ReadonlyMap<number, string>, at: Span, options: FrameOptions): string[] {
  const line = lines.get(at.line);
  if (line === undefined) return [];
  const { faint, mark } = options;
  const gutter = String(at.line).length;
  const row = (label: string, text: string) => `  ${faint(`${label.padStart(gutter)} |`)} ${text}`.trimEnd();

  const to = at.endLine > at.line ? line.length : at.endColumn - 1;
  const room = Math.max(20, options.width - gutter - 5);
  const shown = crop(line, at.column - 1, to, room);
  const rows = [row(String(at.line), shown.text)];
  const above = lines.get(at.line - 1);
  if (options.lead && !shown.croppedLeft && above?.trim()) {
    rows.unshift(row(String(at.line - 1), crop(above, 0, 0, room).text));
  }
  const more = at.endLine > at.line + 1 ? ` down to line ${at.endLine - (at.endColumn === 1 ? 1 : 0)}` : '';
  rows.push(row('', ' '.repeat(shown.indent) + mark('^'.repeat(shown.length)) + (more && faint(more))));
  return rows;
}

interface Crop {
  text: string;
  indent: number;
  length: number;
  croppedLeft: boolean;
}

/** As much of a line as fits, its underlined part within. Looks only at the text near it: lines may be megabytes. */
function crop(line: string, from: number, to: number, room: number): Crop {
  const start = Math.max(0, from - 4 * room);
  const near = cells(line.slice(start, from + 4 * room), start);
  let first = near.findIndex((cell) => cell.start >= from);
  if (first < 0) first = near.length;

  const whole = start === 0 && from + 4 * room >= line.length && widthOf(near) <= room;
  const left = whole ? 0 : backBy(near, first, Math.floor(room / 3));
  const croppedLeft = start + left > 0;
  const kept = fitting(near.slice(left), room - (croppedLeft ? 1 : 0), whole);
  const croppedRight = (near[left + kept.length]?.start ?? line.length) < line.length;

  const before = kept.filter((cell) => cell.start < from);
  const within = kept.filter((cell) => cell.start >= from && cell.start < to);
  return {
    text: (croppedLeft ? cut : '') + kept.map((cell) => cell.text).join('') + (croppedRight ? cut : ''),
    indent: widthOf(before) + (croppedLeft ? 1 : 0),
    length: Math.max(1, widthOf(within)),
    croppedLeft,
  };
}

/** The cell from which on `room` columns lead up to the one at `index`. */
function backBy(near: Cell[], index: number, room: number): number {
  let left = index;
  for (let used = 0; left > 0; left--) {
    used += near[left - 1]!.width;
    if (used > room) break;
  }
  return left;
}

function fitting(from: Cell[], room: number, whole: boolean): Cell[] {
  if (whole) return from;
  let used = 0;
  const end = from.findIndex((cell) => {
    used += cell.width;
    return used > room - 1;
  });
  return end < 0 ? from : from.slice(0, end);
}

function widthOf(some: Cell[]): number {
  return some.reduce((sum, { width }) => sum + width, 0);
}
