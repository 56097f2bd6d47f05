/** Maps among the items of a text: their keys by name, and what merge keys bring. */

import { ALIAS, type Items, KIND, LIST, MAP } from '../items.ts';
import type { ReadKey } from '../locate.ts';

const MERGE = '<<';

/** A map's own rows. */
export interface OwnRows {
  /** Key rows by name; of a name that comes twice, the last. */
  byName: Map<string, number>;
  /** The earlier ones of a name that comes twice: Kong drops them. */
  repeated: [name: string, key: number][];
  /** The values of merge keys, one by one. */
  merged: number[];
}

export class Maps {
  readonly items: Items;
  readonly #readKey: ReadKey;
  readonly #merges: boolean;

  constructor(items: Items, readKey: ReadKey, merges: boolean) {
    this.items = items;
    this.#readKey = readKey;
    this.#merges = merges;
  }

  rowsOf(map: number): OwnRows {
    const { items } = this;
    const rows: OwnRows = { byName: new Map(), repeated: [], merged: [] };
    const end = items.link[map]!;
    for (let key = map + 1; key < end; key = items.after(items.after(key))) {
      const name = this.nameOf(key);
      if (name === MERGE && this.#merges)
        for (const source of this.#sources(items.after(key))) rows.merged.push(source);
      else {
        const earlier = rows.byName.get(name);
        if (earlier !== undefined) rows.repeated.push([name, earlier]);
        rows.byName.set(name, key);
      }
    }
    return rows;
  }

  nameOf(key: number): string {
    const row = this.target(key);
    return (this.items.kind[row]! & KIND) >= LIST ? '' : String(this.#readKey(this.items, row));
  }

  /** What an alias names. */
  target(item: number): number {
    return this.items.kind[item] === ALIAS ? this.items.link[item]! : item;
  }

  /** A merge key takes one map or a list of them. */
  #sources(row: number): number[] {
    const { items } = this;
    const list = this.target(row);
    if (items.kind[list] !== LIST) return [row];
    const sources: number[] = [];
    for (let at = list + 1; at < items.link[list]!; at = items.after(at)) sources.push(at);
    return sources;
  }

  /** All that a map has, by itself and by merges. */
  keysOf(map: number): Set<string> {
    const keys = new Set<string>();
    const seen = new Set<number>();
    for (const left = [map]; left.length > 0; ) {
      const target = this.target(left.pop()!);
      if (this.items.kind[target] !== MAP || seen.has(target)) continue;
      seen.add(target);
      const { byName, merged } = this.rowsOf(target);
      for (const name of byName.keys()) keys.add(name);
      for (const source of merged.reverse()) left.push(source);
    }
    return keys;
  }
}
