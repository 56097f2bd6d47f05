/**
 * What stands under `_ignore` and `_comment` is nothing to Kong, but may be named there and used elsewhere
 * (docs/kong/declarative-format.md section 3). Such a template takes over the changes of the first place that uses it.
 */

import { ALIAS, KIND, LIST, MAP } from '../items.ts';
import { Changes, partsOf } from './changes.ts';
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

  /** After all changes were adopted: what is made of templates changes with them, since nothing else reads it. */
  complete(): void {
    for (const [row] of this.#ranges) this.#completed(row, undefined);
  }

  #completed(item: number, given: Changes | undefined): Changes | undefined {
    const { items } = this.#maps;
    const own = given ?? this.changes.get(item);
    if (items.kind[item] === ALIAS) return own ?? this.changes.get(items.link[item]!);
    if (own?.value !== undefined || (items.kind[item]! & KIND) < LIST) return own;
    const whole = items.kind[item] === LIST ? this.#completedList(item, own) : this.#completedMap(item, own);
    if (whole.size > 0) this.changes.set(item, whole);
    return whole.size > 0 ? whole : undefined;
  }

  #completedList(item: number, own: Changes | undefined): Changes {
    const { items } = this.#maps;
    const whole = new Changes();
    let index = 0;
    for (let row = item + 1; row < items.link[item]!; row = items.after(row), index++) {
      const part = this.#completed(row, own?.part(index));
      if (part) whole.add(index, part);
    }
    return whole;
  }

  #completedMap(item: number, own: Changes | undefined): Changes {
    const { byName, merged } = this.#maps.rowsOf(item);
    const whole = new Changes();
    for (const [name, key] of byName) {
      const part = this.#completed(this.#maps.items.after(key), own?.part(name));
      if (part) whole.add(name, part);
    }
    for (const [key, part] of own ?? []) if (!byName.has(String(key))) whole.add(key, part);
    for (const source of merged) {
      for (const [key, part] of this.#completed(source, undefined) ?? []) {
        if (!byName.has(String(key)) && !whole.part(key)) whole.add(key, part);
      }
    }
    return whole;
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
