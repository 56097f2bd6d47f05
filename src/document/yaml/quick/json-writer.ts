/**
 * Writes block YAML as JSON while it is read: `JSON.parse` then builds the value, several times as quick as any code
 * in JavaScript could. It knows which lists and maps are open at which column, and whether a key comes twice.
 */

import { Keys } from '../../keys.ts';

const QUOTE = 34;
const COMMA = 44;
const COLON = 58;
const BRACKET = 91;
const BRACKET_END = 93;
const BRACE = 123;
const BRACE_END = 125;

export class JsonWriter {
  readonly out: Buffer;
  used = 0;
  /** A key or dash was written and its value was not. */
  pending = true;
  depth = 0;
  /** The column of the innermost collection. */
  column = -1;
  inMap = false;
  private readonly maxDepth: number;
  private readonly columns: number[] = [-1];
  private readonly maps: boolean[] = [false];
  private readonly counts: number[] = [0];
  private readonly bytes: Buffer;
  private readonly keys: Keys;

  constructor(bytes: Buffer, capacity: number, maxDepth: number) {
    this.bytes = bytes;
    this.keys = new Keys(bytes);
    this.maxDepth = maxDepth;
    this.out = Buffer.allocUnsafe(capacity);
  }

  /** Whether all that was written found room: typed arrays drop what is written beyond them. */
  get fits(): boolean {
    return this.used <= this.out.length;
  }

  /** Opens a list or map as the value that is pending; false when it is too deep. */
  open(column: number, isMap: boolean): boolean {
    if (this.depth >= this.maxDepth) return false;
    const depth = ++this.depth;
    this.columns[depth] = column;
    this.maps[depth] = isMap;
    this.counts[depth] = 0;
    if (isMap) this.keys.open();
    this.column = column;
    this.inMap = isMap;
    this.pending = false;
    this.out[this.used++] = isMap ? BRACE : BRACKET;
    return true;
  }

  close(): void {
    this.nothing();
    this.out[this.used++] = this.inMap ? BRACE_END : BRACKET_END;
    if (this.inMap) this.keys.close();
    const depth = --this.depth;
    this.column = this.columns[depth]!;
    this.inMap = this.maps[depth]!;
  }

  /** A value that was left out. */
  nothing(): void {
    if (!this.pending) return;
    this.word('null');
  }

  /** A comma before all but the first entry of what is open. */
  next(): void {
    const { depth } = this;
    if (this.counts[depth]!++ > 0) this.out[this.used++] = COMMA;
  }

  /** A dash at a column: an item of the list there, which it may open. False when it fits nowhere. */
  item(column: number): boolean {
    if (this.pending) {
      if (column > this.column || (column === this.column && this.inMap)) {
        if (!this.open(column, false)) return false;
      } else this.nothing();
    }
    while (this.column > column) this.close();
    if (this.inMap || this.column !== column) return false;
    this.next();
    this.pending = true;
    return true;
  }

  /** Makes the map at a column the innermost one, which a key may open. False when it fits nowhere. */
  mapAt(column: number): boolean {
    if (this.pending) {
      if (column > this.column) return this.open(column, true);
      this.nothing();
    }
    while (this.column > column || (this.column === column && !this.inMap && this.depth > 0)) this.close();
    return this.inMap && this.column === column;
  }

  /** A key of the innermost map, free of escapes: `[from, to)` of the bytes. False when it came before. */
  key(from: number, to: number): boolean {
    const { bytes } = this;
    if (!this.keys.add(from, to)) return false;
    this.next();
    const { out } = this;
    let { used } = this;
    out[used++] = QUOTE;
    for (let at = from; at < to; at++) out[used++] = bytes[at]!;
    out[used++] = QUOTE;
    out[used++] = COLON;
    this.used = used;
    this.pending = true;
    return true;
  }

  word(json: string): void {
    for (let at = 0; at < json.length; at++) this.out[this.used++] = json.charCodeAt(at);
    this.pending = false;
  }

  /** The whole as a value. */
  parse(isAscii: boolean): unknown {
    return JSON.parse(this.out.toString(isAscii ? 'latin1' : 'utf8', 0, this.used));
  }
}
