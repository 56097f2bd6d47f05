/**
 * Offsets to lines and columns. Lines end at LF, CRLF or CR, as editors count them; a byte order mark at the very
 * start takes no column, as editors hide it.
 */

import type { Span } from '../diagnostic.ts';

const LF = 10;
const BYTE_ORDER_MARK = 0xfeff;

export class Lines {
  private readonly text: string;
  private starts: Int32Array | undefined;
  private count = 0;

  constructor(text: string) {
    this.text = text;
  }

  /** The span of `[start, end)`; offsets beyond the text count as its end. */
  span(start: number, end: number): Span {
    const from = Math.min(start, this.text.length);
    const to = Math.min(Math.max(end, from), this.text.length);
    const line = this.lineOf(from);
    const endLine = this.lineOf(to);
    return {
      line: line + 1,
      column: this.column(from, line),
      endLine: endLine + 1,
      endColumn: this.column(to, endLine),
    };
  }

  private column(offset: number, line: number): number {
    const start = this.starts![line]!;
    const hidden = line === 0 && offset > 0 && this.text.charCodeAt(0) === BYTE_ORDER_MARK ? 1 : 0;
    return offset - start - hidden + 1;
  }

  private lineOf(offset: number): number {
    const starts = this.starts ?? this.index();
    let low = 0;
    let high = this.count - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** Found with indexOf, which is much quicker than a look at each character. */
  private index(): Int32Array {
    const { text } = this;
    let starts = new Int32Array((text.length >> 4) + 16);
    let count = 1;
    let lf = text.indexOf('\n');
    let cr = text.indexOf('\r');
    while (lf !== -1 || cr !== -1) {
      let next: number;
      if (cr === -1 || (lf !== -1 && lf < cr)) next = lf + 1;
      else next = text.charCodeAt(cr + 1) === LF ? cr + 2 : cr + 1;
      if (count === starts.length) {
        const larger = new Int32Array(starts.length * 2);
        larger.set(starts);
        starts = larger;
      }
      starts[count++] = next;
      if (lf !== -1 && lf < next) lf = text.indexOf('\n', next);
      if (cr !== -1 && cr < next) cr = text.indexOf('\r', next);
    }
    this.count = count;
    this.starts = starts;
    return starts;
  }
}
