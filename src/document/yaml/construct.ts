/**
 * Items to the plain value, as lyaml fills its tables (docs/kong/declarative-format.md section 2), with a warning for
 * what it swallows. An alias gives the very object that it names, so the work is linear in the text.
 */

import type { Diagnostic, Path } from '../../diagnostic.ts';
import { ALIAS, EMPTY, type Items, KIND, LIST, MAP, PLAIN } from '../items.ts';
import type { Lines } from '../lines.ts';
import { Problem } from '../problem.ts';
import { Entries } from './entries.ts';
import { oddNumber, plainScalar, type Scalar, taggedScalar } from './scalars.ts';

const MERGE = '<<';
/** Entries that merges may copy, for each character of the text and at least. */
const LEAST_MERGED = 1_000_000;

export class Construction {
  readonly warnings: Diagnostic[] = [];
  private readonly items: Items;
  private readonly lines: Lines;
  private readonly cycles: boolean;
  private readonly known = new Map<number, unknown>();
  private readonly open = new Set<number>();
  private readonly steps: (string | number)[] = [];
  private depth = 0;
  private at = 0;
  private merged = 0;

  constructor(items: Items, lines: Lines, cycles: boolean) {
    this.items = items;
    this.lines = lines;
    this.cycles = cycles;
  }

  /** The value of a document. Throws a `Problem` for what Kong's reader refuses only here. */
  document(root: number): unknown {
    this.at = root;
    this.depth = 0;
    return this.value();
  }

  private value(): unknown {
    const { items } = this;
    const item = this.at;
    const kind = items.kind[item]! & KIND;
    if (kind === ALIAS) {
      this.at = item + 1;
      return this.alias(item);
    }
    const named = items.named.size > 0 && items.named.has(item);
    if (kind < LIST) {
      this.at = item + 1;
      const value = this.scalar(item, kind, true);
      if (named) this.known.set(item, value);
      return value;
    }
    if (named) this.open.add(item);
    const value = kind === MAP ? this.map(item, named) : this.list(item, named);
    if (named) {
      this.open.delete(item);
      this.known.set(item, value);
    }
    return value;
  }

  private alias(item: number): unknown {
    const target = this.items.link[item]!;
    if (this.open.has(target) && !this.cycles) {
      throw new Problem(
        this.items.start[item]!,
        this.items.end[item]!,
        'this alias stands inside what it names, so the value has no end',
        'write out what is meant here',
        {
          message: 'what it names starts here',
          start: this.items.start[target]!,
          end: this.items.start[target]! + 1,
        },
        'too-deep',
      );
    }
    return this.known.get(target);
  }

  private scalar(item: number, kind: number, isValue: boolean): Scalar {
    const { items } = this;
    const text = items.string(item);
    const tag = items.tags.size > 0 ? items.tags.get(item) : undefined;
    if (tag !== undefined) {
      const value = taggedScalar(tag, text);
      if (value !== undefined) return value;
      const type = tag.slice(tag.lastIndexOf(':') + 1);
      const help = `correct the value, or remove the tag "!!${type}"`;
      throw new Problem(
        items.start[item]!,
        items.end[item]!,
        `the tag "!!${type}" does not fit this value`,
        help,
      );
    }
    if (kind === EMPTY) return null;
    if (kind !== PLAIN) return text;
    const value = plainScalar(text);
    if (isValue && typeof value === 'number') {
      const odd = oddNumber(text);
      if (odd !== undefined) {
        const help = 'put it in quotes if it is text; write the number in full if it is one';
        this.warn('surprising-value', item, `this value without quotes is read as ${odd}`, help);
      }
    }
    return value;
  }

  private list(item: number, named: boolean): unknown[] {
    const end = this.items.link[item]!;
    const list: unknown[] = [];
    if (named) this.known.set(item, list);
    const depth = this.depth++;
    this.at = item + 1;
    for (let index = 0; this.at < end; index++) {
      this.steps[depth] = index;
      list.push(this.value());
    }
    this.depth = depth;
    return list;
  }

  private map(item: number, named: boolean): unknown {
    const { items } = this;
    const end = items.link[item]!;
    const entries = new Entries();
    if (named) this.known.set(item, entries.value());
    const depth = this.depth++;
    this.at = item + 1;
    while (this.at < end) {
      const keyItem = this.at;
      this.steps[depth] = '?';
      const key = this.key(keyItem);
      this.steps[depth] =
        typeof key === 'string' ? key : String(typeof key === 'object' && key !== null ? '?' : key);
      const valueItem = this.at;
      const value = this.value();
      if (key === MERGE) this.merge(entries, keyItem, valueItem, value);
      else {
        if (typeof key !== 'string') this.warnKey(keyItem, key);
        if (!entries.set(key, value)) this.warnDuplicate(item, keyItem, key, depth);
      }
    }
    this.depth = depth;
    return entries.value();
  }

  private key(item: number): unknown {
    const kind = this.items.kind[item]! & KIND;
    if (kind >= ALIAS) return this.value();
    this.at = item + 1;
    const key = this.scalar(item, kind, false);
    if (this.items.named.has(item)) this.known.set(item, key);
    if (typeof key === 'number' && Number.isNaN(key)) {
      const help = 'put the key in quotes';
      throw new Problem(
        this.items.start[item]!,
        this.items.end[item]!,
        'a key is not a number (".nan")',
        help,
      );
    }
    return key;
  }

  /** `<<`: entries of other maps, where this one has none of that name yet. */
  private merge(entries: Entries, keyItem: number, valueItem: number, value: unknown): void {
    const { items } = this;
    let source = valueItem;
    if (items.kind[source] === ALIAS) source = items.link[source]!;
    const kind = items.kind[source]! & KIND;
    if (kind === MAP) this.take(entries, value, keyItem);
    else if (kind === LIST && Array.isArray(value)) {
      for (const part of value) {
        if (part === null) continue;
        if (typeof part !== 'object') throw this.badMerge(valueItem);
        this.take(entries, part, keyItem);
      }
    } else throw this.badMerge(valueItem);
  }

  private take(entries: Entries, from: unknown, keyItem: number): void {
    this.merged += entries.merge(from as object);
    if (this.merged > LEAST_MERGED && this.merged > this.items.text.length) {
      const { start, end } = this.items;
      const message = 'merge keys ("<<") copy more entries than Kong should be given';
      throw new Problem(
        start[keyItem]!,
        end[keyItem]!,
        message,
        'merge fewer or smaller maps',
        undefined,
        'too-deep',
      );
    }
  }

  private badMerge(item: number): Problem {
    const { start, end } = this.items;
    const help =
      'give it a map, a list of maps, or an alias of one; name the key otherwise if it is no merge';
    return new Problem(
      start[item]!,
      Math.max(end[item]!, start[item]! + 1),
      '"<<" merges maps, and this is none',
      help,
    );
  }

  private warnKey(item: number, key: unknown): void {
    const help = 'put the key in quotes';
    const type =
      key === null ? 'null' : typeof key === 'object' ? 'a list or map' : `the ${typeof key} ${String(key)}`;
    this.warn('surprising-value', item, `this key without quotes is read as ${type}, not as a string`, help);
  }

  private warnDuplicate(map: number, item: number, key: unknown, depth: number): void {
    const { items } = this;
    let first = map + 1;
    // the first one of that name; only looked for when there are two
    for (; first < item; first = items.after(items.after(first))) if (this.sameKey(first, key)) break;
    const { start, end } = items;
    this.warnings.push({
      code: 'duplicate-key',
      severity: 'warning',
      message: `the key ${JSON.stringify(String(key))} is written twice, and the last one wins`,
      help: 'remove one of them',
      path: this.path(depth),
      at: this.lines.span(start[item]!, end[item]!),
      related: [{ message: 'first written here', at: this.lines.span(start[first]!, end[first]!) }],
    });
  }

  private sameKey(item: number, key: unknown): boolean {
    const { items } = this;
    const kind = items.kind[item]! & KIND;
    if (kind === ALIAS) return this.known.get(items.link[item]!) === key;
    return kind < ALIAS && this.scalar(item, kind, false) === key;
  }

  private warn(code: 'surprising-value', item: number, message: string, help: string): void {
    const at = this.lines.span(this.items.start[item]!, this.items.end[item]!);
    this.warnings.push({ code, severity: 'warning', message, help, path: this.path(this.depth - 1), at });
  }

  private path(depth: number): Path {
    return this.steps.slice(0, depth + 1);
  }
}
