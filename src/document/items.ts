/**
 * Everything a text holds, in the order it is written: one row an item, in typed arrays, so that a large text stays
 * small in memory. A map's rows are its keys and values in turn; `link` leads past a collection's last row, or from
 * an alias to what it names.
 */

export const PLAIN = 1;
export const SINGLE = 2;
export const DOUBLE = 3;
export const LITERAL = 4;
export const FOLDED = 5;
/** A value that is not written: null, and no source. */
export const EMPTY = 6;
export const ALIAS = 7;
export const LIST = 8;
export const MAP = 9;
/** Added to a scalar's kind whose value is not just a part of its source: escapes, several lines. */
export const INDIRECT = 16;
export const KIND = 15;

export class Items {
  readonly text: string;
  count = 0;
  kind: Uint8Array;
  start: Int32Array;
  end: Int32Array;
  link: Int32Array;
  /** The values of scalars whose kind says `INDIRECT`, by where they start. */
  readonly texts: Map<number, string>;
  /** Tags that Kong's reader honours, by item (docs/kong/declarative-format.md section 2). */
  readonly tags = new Map<number, string>();
  /** The items that an alias names. */
  readonly named = new Set<number>();
  /** The first item of each document. */
  readonly roots: number[] = [];

  constructor(text: string, texts: Map<number, string>, capacity: number) {
    this.text = text;
    this.texts = texts;
    this.kind = new Uint8Array(capacity);
    this.start = new Int32Array(capacity);
    this.end = new Int32Array(capacity);
    this.link = new Int32Array(capacity);
  }

  push(kind: number, start: number, end: number): number {
    const item = this.count;
    if (item === this.kind.length) this.grow();
    this.kind[item] = kind;
    this.start[item] = start;
    this.end[item] = end;
    this.link[item] = item + 1;
    this.count = item + 1;
    return item;
  }

  /** The row after an item and all that is in it. */
  after(item: number): number {
    return this.kind[item]! === LIST || this.kind[item]! === MAP ? this.link[item]! : item + 1;
  }

  /** The value of a scalar as a string, before any typing. */
  string(item: number): string {
    const kind = this.kind[item]!;
    const start = this.start[item]!;
    if (kind === PLAIN) return this.text.slice(start, this.end[item]!);
    if (kind === SINGLE || kind === DOUBLE) return this.text.slice(start + 1, this.end[item]! - 1);
    return kind === EMPTY ? '' : (this.texts.get(start) ?? '');
  }

  private grow(): void {
    const capacity = this.kind.length * 2;
    const kind = new Uint8Array(capacity);
    kind.set(this.kind);
    this.kind = kind;
    this.start = larger(this.start, capacity);
    this.end = larger(this.end, capacity);
    this.link = larger(this.link, capacity);
  }
}

export function larger(old: Int32Array, capacity: number): Int32Array {
  const grown = new Int32Array(capacity);
  grown.set(old);
  return grown;
}
