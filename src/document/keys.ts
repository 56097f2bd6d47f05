/**
 * Whether a key comes twice in a map, for the quick looks over a text as bytes. A stack of the open maps, each with
 * the places of its keys.
 */

/** From so many keys on, a map's keys are kept in a set. */
const MANY = 24;

export class Keys {
  private readonly bytes: Buffer;
  private hashes = new Int32Array(256);
  private starts = new Int32Array(256);
  private ends = new Int32Array(256);
  private count = 0;
  private base = 0;
  /** A bit for each hash of the innermost map's keys: a bit that is not set saves the search. */
  private seen = 0;
  private set: Set<string> | undefined;
  private readonly bases: number[] = [];
  private readonly seens: number[] = [];
  private readonly sets: (Set<string> | undefined)[] = [];

  constructor(bytes: Buffer) {
    this.bytes = bytes;
  }

  open(): void {
    this.bases.push(this.base);
    this.seens.push(this.seen);
    this.seen = 0;
    this.sets.push(this.set);
    this.base = this.count;
    this.set = undefined;
  }

  close(): void {
    this.count = this.base;
    this.base = this.bases.pop()!;
    this.seen = this.seens.pop()!;
    this.set = this.sets.pop();
  }

  /** Notes the key `[from, to)` of the innermost map; false when that has it already. */
  add(from: number, to: number): boolean {
    const { bytes, hashes, base, count } = this;
    if (count - base === MANY) return this.addToMany(from, to);
    const length = to - from;
    // a weak hash is enough, since what is equal is compared
    const hash =
      length === 0
        ? 0
        : (bytes[from]! << 24) ^ (bytes[from + (length >> 1)]! << 16) ^ (bytes[to - 1]! << 8) ^ length;
    const bit = 1 << ((hash >>> 24) + (hash >>> 8) + hash);
    if ((this.seen & bit) !== 0) {
      for (let at = base; at < count; at++) if (hashes[at] === hash && this.isAt(at, from, to)) return false;
    }
    this.seen |= bit;
    if (count === hashes.length) this.grow();
    this.hashes[count] = hash;
    this.starts[count] = from;
    this.ends[count] = to;
    this.count = count + 1;
    return true;
  }

  private isAt(key: number, from: number, to: number): boolean {
    const { bytes } = this;
    const start = this.starts[key]!;
    if (this.ends[key]! - start !== to - from) return false;
    for (let at = from; at < to; at++) if (bytes[at] !== bytes[start + at - from]) return false;
    return true;
  }

  private addToMany(from: number, to: number): boolean {
    if (this.set === undefined) {
      this.set = new Set();
      for (let key = this.base; key < this.count; key++) {
        this.set.add(this.bytes.toString('latin1', this.starts[key], this.ends[key]));
      }
    }
    const text = this.bytes.toString('latin1', from, to);
    if (this.set.has(text)) return false;
    this.set.add(text);
    return true;
  }

  private grow(): void {
    const { length } = this.hashes;
    const [hashes, starts, ends] = [this.hashes, this.starts, this.ends].map((old) => {
      const larger = new Int32Array(length * 2);
      larger.set(old);
      return larger;
    });
    this.hashes = hashes!;
    this.starts = starts!;
    this.ends = ends!;
  }
}
