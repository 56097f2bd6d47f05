/**
 * What stands under `_ignore` and `_comment` is nothing to Kong, but may be named there and used elsewhere
 * (docs/kong/declarative-format.md section 3). Such a template takes over the changes of the first place that uses it.
 */

import { ALIAS, LIST, MAP } from '../items.ts';
import { type Changes, partsOf } from './changes.ts';
import type { Maps } from './maps.ts';

const IGNORED = new Set(['_ignore', '_comment']);

export const isIgnored = (key: string): boolean => IGNORED.has(key);

export class Templates {
  /** By item. */
  readonly changes = new Map<number, Changes>();
  readonly #maps: Maps;
  readonly #ranges: [number, number][] = [];

  constructor(maps: Maps, root: number) {
    this.#maps = maps;
    this.#findIgnored(root, true);
  }

  /** Top-level fields, and fields of what is in a list. */
  #findIgnored(item: number, mayHold: boolean): void {
    const { items } = this.#maps;
    if (items.kind[item] === LIST) {
      for (let row = item + 1; row < items.link[item]!; row = items.after(row)) this.#findIgnored(row, true);
    } else if (items.kind[item] === MAP) {
      for (const [name, key] of this.#maps.rowsOf(item).byName) {
        const value = items.after(key);
        if (mayHold && isIgnored(name)) this.#ranges.push([value, items.after(value)]);
        else this.#findIgnored(value, false);
      }
    }
  }

  /** Follows changes to the templates that they reach. */
  adopt(item: number, changes: Changes | undefined): void {
    const { items } = this.#maps;
    if (!changes) return;
    if (items.kind[item] === ALIAS) {
      const target = items.link[item]!;
      if (!this.#ranges.some(([start, end]) => target >= start && target < end)) return;
      if (!this.changes.has(target)) this.changes.set(target, changes);
      this.adopt(target, changes);
    } else if (items.kind[item] === LIST) this.#inList(item, changes);
    else if (items.kind[item] === MAP) this.#inMap(item, changes);
  }

  #inList(item: number, changes: Changes): void {
    const { items } = this.#maps;
    let index = 0;
    for (let row = item + 1; row < items.link[item]!; row = items.after(row)) {
      this.adopt(row, changes.part(index++));
    }
  }

  #inMap(item: number, changes: Changes): void {
    const { byName, merged } = this.#maps.rowsOf(item);
    for (const [name, key] of byName) this.adopt(this.#maps.items.after(key), changes.part(name));
    const taken = new Set(byName.keys());
    for (const source of merged) {
      const keys = [...this.#maps.keysOf(source)].filter((key) => !taken.has(key));
      this.adopt(source, partsOf(changes, keys));
      for (const key of keys) taken.add(key);
    }
  }
}
