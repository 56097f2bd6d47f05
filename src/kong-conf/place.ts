import type { Span } from '../diagnostic.ts';

/** Finds the lines and columns of offsets in one text. Lines end as editors see it; a byte order mark takes no column. */
export class Places {
  readonly #starts: number[];

  constructor(text: string) {
    this.#starts = [text.startsWith('\ufeff') ? 1 : 0];
    for (const match of text.matchAll(/\r\n?|\n/g)) this.#starts.push(match.index + match[0].length);
  }

  span(from: number, to: number): Span {
    const [line, column] = this.#at(from);
    const [endLine, endColumn] = this.#at(Math.max(from, to));
    return { line, column, endLine, endColumn };
  }

  #at(offset: number): [number, number] {
    let low = 0;
    let high = this.#starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (this.#starts[middle]! <= offset) low = middle;
      else high = middle;
    }
    return [low + 1, Math.max(1, offset - this.#starts[low]! + 1)];
  }
}
