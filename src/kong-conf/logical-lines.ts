import { BLANK } from './blanks.ts';

/** What Kong takes for one line: one of the file, or several joined by backslashes. */
export class LogicalLine {
  text = '';
  readonly #pieces: { start: number; offset: number }[] = [];

  append(text: string, offset: number): void {
    this.#pieces.push({ start: this.text.length, offset });
    this.text += text;
  }

  /** Where the character at `index` stands in the file. */
  offset(index: number): number {
    const piece = this.#pieces.findLast(({ start }) => start <= index) ?? this.#pieces[0]!;
    return piece.offset + index - piece.start;
  }
}

const SKIPPED = new RegExp(`^[${BLANK}]*(?:[#;]|$)`);
const CONTINUED = new RegExp(`\\\\[${BLANK}]*$`);

export interface LogicalLines {
  lines: LogicalLine[];
  /** A last line that waits for one more; Kong loses it. */
  lost?: LogicalLine;
}

/** The lines of a file that say something: docs/kong/kong-conf.md, section 2, rules 1 and 2. */
export function logicalLines(text: string): LogicalLines {
  const lines: LogicalLine[] = [];
  let open: LogicalLine | undefined;
  let offset = 0;
  for (const physical of text.split('\n')) {
    if (!SKIPPED.test(physical)) {
      const line: LogicalLine = open ?? new LogicalLine();
      const joint = CONTINUED.exec(physical)?.index;
      line.append(physical.slice(0, joint), offset);
      if (joint === undefined) lines.push(line);
      open = joint === undefined ? undefined : line;
    }
    offset += physical.length + 1;
  }
  return { lines, ...(open && { lost: open }) };
}
