/**
 * The place of anything in a text, by its path. One pass makes the rows of all items; a path is then walked over the
 * rows, with an index for each list and each large map that is walked through.
 */

import type { Path, Span } from '../diagnostic.ts';
import { ALIAS, EMPTY, type Items, KIND, LIST, MAP } from './items.ts';
import { Lines } from './lines.ts';

/** From so many entries on, a map gets an index. */
const MANY = 32;
/** Merges inside merges, at most: a loop of them has no end. */
const DEEPEST_MERGE = 100;

/** A key as the reader of the format types it. */
export type ReadKey = (items: Items, item: number) => unknown;

interface Found {
  /** The key's row, or that of a list's item. */
  key: number;
  /** The value's row as written: an alias stays one. */
  value: number;
}

export class Places {
  private readonly items: Items;
  private readonly lines: Lines;
  private readonly readKey: ReadKey;
  private merges: boolean | undefined;
  private readonly lists = new Map<number, Int32Array>();
  private readonly maps = new Map<number, Map<string, number>>();

  constructor(items: Items, readKey: ReadKey) {
    this.items = items;
    this.lines = new Lines(items.text);
    this.readKey = readKey;
  }

  value(path: Path): Span | undefined {
    const found = this.find(path);
    return found && this.span(this.target(found.value));
  }

  key(path: Path): Span | undefined {
    const found = this.find(path);
    if (!found) return undefined;
    return this.span(found.key === found.value ? this.target(found.value) : found.key);
  }

  entry(path: Path): Span | undefined {
    const found = this.find(path);
    return found && this.lines.span(this.items.start[found.key]!, this.items.end[found.value]!);
  }

  raw(path: Path): string | undefined {
    const found = this.find(path);
    if (!found) return undefined;
    const item = this.target(found.value);
    if ((this.items.kind[item]! & KIND) >= LIST) return undefined;
    return this.items.text.slice(this.items.start[item]!, this.items.end[item]!);
  }

  offsets(path: Path): [start: number, end: number] | undefined {
    const found = this.find(path);
    if (!found) return undefined;
    const item = this.target(found.value);
    return [this.items.start[item]!, this.items.end[item]!];
  }

  nearest(path: Path): Span {
    let found = this.root();
    if (!found) return this.lines.span(0, 0);
    for (const step of path) {
      const next = this.step(this.target(found.value), step);
      if (!next) return this.span(this.small(this.target(found.value), found));
      found = next;
    }
    const { items } = this;
    const item = this.target(found.value);
    const kind = items.kind[item]! & KIND;
    const isLarge = kind >= LIST || kind === EMPTY;
    if (isLarge && found.key !== found.value) return this.span(found.key);
    return this.span(isLarge ? this.small(item, found) : item);
  }

  /** What stands for an item in a code frame: the first key of a map, else its own key or itself. */
  private small(item: number, found: Found): number {
    const { items } = this;
    if (items.kind[item] === MAP && items.link[item]! > item + 1)
      return this.small(this.target(item + 1), found);
    if (items.kind[item] === LIST && found.key !== found.value) return found.key;
    return item;
  }

  private root(): Found | undefined {
    const root = this.items.roots[0];
    return root === undefined || root >= this.items.count ? undefined : { key: root, value: root };
  }

  private find(path: Path): Found | undefined {
    let found = this.root();
    for (const step of path) {
      if (!found) return undefined;
      found = this.step(this.target(found.value), step);
    }
    return found;
  }

  private step(item: number, step: string | number): Found | undefined {
    const kind = this.items.kind[item];
    if (kind === MAP) return this.inMap(item, step, 0);
    if (kind !== LIST || typeof step !== 'number') return undefined;
    const value = this.list(item)[step];
    return value === undefined ? undefined : { key: value, value };
  }

  private list(item: number): Int32Array {
    const known = this.lists.get(item);
    if (known) return known;
    const { items } = this;
    const end = items.link[item]!;
    let count = 0;
    for (let row = item + 1; row < end; row = items.after(row)) count++;
    const rows = new Int32Array(count);
    count = 0;
    for (let row = item + 1; row < end; row = items.after(row)) rows[count++] = row;
    this.lists.set(item, rows);
    return rows;
  }

  private inMap(item: number, step: string | number, depth: number): Found | undefined {
    // a map with the keys 1..n was read as a list, which counts from 0
    const wanted = typeof step === 'number' ? String(step + 1) : step;
    const key = this.maps.has(item) ? this.maps.get(item)!.get(wanted) : this.search(item, wanted);
    if (key !== undefined) return { key, value: this.items.after(key) };
    return this.inMerges(item, step, depth);
  }

  /** The last key of that name, which is the one that counts. */
  private search(item: number, wanted: string): number | undefined {
    const { items } = this;
    const end = items.link[item]!;
    let found: number | undefined;
    let count = 0;
    for (let key = item + 1; key < end; key = items.after(items.after(key))) {
      if (++count > MANY) return this.index(item).get(wanted);
      if (this.name(key) === wanted) found = key;
    }
    return found;
  }

  private index(item: number): Map<string, number> {
    const { items } = this;
    const index = new Map<string, number>();
    const end = items.link[item]!;
    for (let key = item + 1; key < end; key = items.after(items.after(key))) index.set(this.name(key), key);
    this.maps.set(item, index);
    return index;
  }

  private name(key: number): string {
    const item = this.target(key);
    return (this.items.kind[item]! & KIND) >= LIST ? '' : String(this.readKey(this.items, item));
  }

  /** The first merged map that has it. */
  private inMerges(item: number, step: string | number, depth: number): Found | undefined {
    const { items } = this;
    if (depth > DEEPEST_MERGE || !this.hasMerges()) return undefined;
    const end = items.link[item]!;
    for (let key = item + 1; key < end; key = items.after(items.after(key))) {
      if (this.name(key) !== '<<') continue;
      const merged = this.target(items.after(key));
      const parts = items.kind[merged] === LIST ? this.list(merged) : [merged];
      for (const part of parts) {
        const map = this.target(part);
        const found = items.kind[map] === MAP ? this.inMap(map, step, depth + 1) : undefined;
        if (found) return found;
      }
    }
    return undefined;
  }

  private hasMerges(): boolean {
    this.merges ??= this.items.text.includes('<<');
    return this.merges;
  }

  /** What an alias names. */
  private target(item: number): number {
    return this.items.kind[item] === ALIAS ? this.items.link[item]! : item;
  }

  private span(item: number): Span {
    return this.lines.span(this.items.start[item]!, this.items.end[item]!);
  }
}
