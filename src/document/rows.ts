/** The items of a text in either format, and how a key among them is read. */

import type { Items } from './items.ts';
import { JsonItems } from './json/items.ts';
import { jsonString } from './json/read.ts';
import type { ReadKey } from './locate.ts';
import { yamlItems, yamlKey } from './yaml/full.ts';

/** Of a text with an error: the items before it. */
export function rowsOf(
  text: string,
  format: 'yaml' | 'json',
  deepest: number,
): { items: Items; readKey: ReadKey } {
  if (format === 'yaml') return { items: yamlItems(text, deepest).items, readKey: yamlKey };
  const scanner = new JsonItems(text, deepest);
  scanner.run();
  return { items: scanner.items, readKey: jsonString };
}
