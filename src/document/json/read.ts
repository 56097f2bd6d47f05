/**
 * JSON as lua-cjson reads it (docs/kong/declarative-format.md section 2). `JSON.parse` reads what is usual; what it
 * cannot read or does not mention goes the long way.
 */

import type { Diagnostic, Result } from '../../diagnostic.ts';
import { type Items, KIND, LIST, MAP, PLAIN } from '../items.ts';
import { Lines } from '../lines.ts';
import { Problem } from '../problem.ts';
import type { Text } from '../text.ts';
import { luaNumber } from '../yaml/lua-number.ts';
import type { Scalar } from '../yaml/scalars.ts';
import { isPlainJson } from './inspect.ts';
import { JsonItems } from './items.ts';

export function readJson(text: Text, maxDepth: number): Result<unknown> {
  if (isPlainJson(text, maxDepth)) {
    try {
      return { value: JSON.parse(String(text)), diagnostics: [] };
    } catch {
      // looser than JSON, or wrong
    }
  }
  return readJsonFully(String(text), maxDepth);
}

/** Finds duplicate keys, and says what is wrong with a text that cannot be read. */
export function readJsonFully(text: string, maxDepth: number): Result<unknown> {
  const scanner = new JsonItems(text, maxDepth);
  const problem = scanner.run();
  const lines = new Lines(text);
  if (problem instanceof Problem) return { diagnostics: [problem.diagnostic(lines)] };
  const construction = new Construction(scanner.items, lines);
  const value = construction.value();
  return { value, diagnostics: construction.warnings };
}

/** The string that a JSON string's source stands for; raw control characters stand for themselves. */
export function jsonString(items: Items, item: number): string {
  const text = items.text.slice(items.start[item]!, items.end[item]!);
  if (items.kind[item]! === (items.kind[item]! & KIND)) return text.slice(1, -1);
  const escaped = (control: string) => `\\u${control.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return JSON.parse(text.replace(/[\0-\x1f]/g, escaped)) as string;
}

/** Any scalar. */
export const jsonScalar = (items: Items, item: number): Scalar =>
  (items.kind[item]! & KIND) === PLAIN
    ? plainValue(items.text.slice(items.start[item]!, items.end[item]!))
    : jsonString(items, item);

class Construction {
  readonly warnings: Diagnostic[] = [];
  private readonly items: Items;
  private readonly lines: Lines;
  private readonly steps: (string | number)[] = [];
  private depth = 0;
  private at = 0;

  constructor(items: Items, lines: Lines) {
    this.items = items;
    this.lines = lines;
  }

  value(): unknown {
    const { items } = this;
    const item = this.at;
    const kind = items.kind[item]! & KIND;
    this.at = item + 1;
    if (kind === MAP) return this.map(item);
    if (kind === LIST) return this.list(item);
    if (kind === PLAIN) return plainValue(items.text.slice(items.start[item]!, items.end[item]!));
    return jsonString(items, item);
  }

  private list(item: number): unknown[] {
    const list: unknown[] = [];
    const end = this.items.link[item]!;
    const depth = this.depth++;
    while (this.at < end) {
      this.steps[depth] = list.length;
      list.push(this.value());
    }
    this.depth = depth;
    return list;
  }

  private map(item: number): Record<string, unknown> {
    const map: Record<string, unknown> = {};
    const end = this.items.link[item]!;
    const depth = this.depth++;
    let places: Map<string, number> | undefined;
    while (this.at < end) {
      const keyItem = this.at++;
      const key = jsonString(this.items, keyItem);
      this.steps[depth] = key;
      if (Object.hasOwn(map, key)) {
        places ??= this.places(item, keyItem);
        this.warnDuplicate(places.get(key)!, keyItem);
      } else places?.set(key, keyItem);
      const value = this.value();
      if (key === '__proto__') {
        Object.defineProperty(map, key, { value, enumerable: true, configurable: true, writable: true });
      } else map[key] = value;
    }
    this.depth = depth;
    return map;
  }

  /** Where the keys of a map first stand, up to one of them. */
  private places(map: number, until: number): Map<string, number> {
    const places = new Map<string, number>();
    for (let item = map + 1; item < until; item = this.items.after(item + 1)) {
      const key = jsonString(this.items, item);
      if (!places.has(key)) places.set(key, item);
    }
    return places;
  }

  private warnDuplicate(first: number, item: number): void {
    const { start, end, text } = this.items;
    this.warnings.push({
      code: 'duplicate-key',
      severity: 'warning',
      message: `the key ${text.slice(start[item]!, end[item]!)} is written twice, and the last one wins`,
      help: 'remove one of them',
      path: this.steps.slice(0, this.depth),
      at: this.lines.span(start[item]!, end[item]!),
      related: [{ message: 'first written here', at: this.lines.span(start[first]!, end[first]!) }],
    });
  }
}

function plainValue(source: string): Scalar {
  if (source === 'true') return true;
  if (source === 'false') return false;
  if (source === 'null') return null;
  const number = luaNumber(source);
  if (number !== undefined) return number;
  if (/nan/i.test(source)) return NaN;
  return source.startsWith('-') ? -Infinity : Infinity;
}
