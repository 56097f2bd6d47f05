/** Texts that are read to be written anew, and written: comments and anchors are kept, the layout is always the same. */

import type { Diagnostic, Result } from '../diagnostic.ts';
import type { Format } from './index.ts';
import { EMPTY, type Items, KIND, PLAIN } from './items.ts';
import { jsonScalar } from './json/read.ts';
import { rowsOf } from './rows.ts';
import { treeOfItems } from './tree/from-items.ts';
import { hasGaps } from './tree/gaps.ts';
import type { Scalar, TreeDocument } from './tree/tree.ts';
import { writeJson } from './write/json.ts';
import { Unwritable } from './write/unwritable.ts';
import { writeYaml } from './write/yaml.ts';
import { plainScalar, taggedScalar } from './yaml/scalars.ts';

export * from './tree/comments.ts';
export { carryComments, treeOf } from './tree/from-value.ts';
export { simpleTree } from './tree/simple.ts';
export * from './tree/tree.ts';

const DEEPEST = 1000;

/**
 * The tree of the first document of a text that `read` accepts, with its comments. With `value`, what it read without a
 * finding, parts without comments are left raw where that does not change what is written.
 */
export function readTree(text: string, format: Format, value?: unknown): TreeDocument {
  const { items } = rowsOf(text, format, DEEPEST);
  if (format !== 'yaml') return { ...treeOfItems(items, jsonScalar, value), merges: false };
  const isOwn = items.named.size === 0 && !text.includes('<<');
  return treeOfItems(items, yamlScalar, isOwn ? value : undefined);
}

/** Whether a text that was read without a finding holds nothing but its value: no comments, empty lines, anchors. */
export const isBare = (text: string): boolean => !hasGaps(text) && !text.includes('&');

/**
 * A tree as text. JSON has no comments, anchors and merge keys, so a tree for JSON should be simple.
 * Errors: `unwritable` for what the format has no text for, such as U+0000 in YAML.
 */
export function writeTree(document: TreeDocument, format: Format): Result<string> {
  try {
    const value = format === 'yaml' ? writeYaml(document) : writeJson(document.root);
    return { value, diagnostics: [] };
  } catch (error) {
    if (!(error instanceof Unwritable)) throw error;
    return { diagnostics: [unwritable(error, format)] };
  }
}

const unwritable = ({ message }: Unwritable, format: Format): Diagnostic => ({
  code: 'unwritable',
  severity: 'error',
  message,
  help: format === 'yaml' ? 'write JSON: --output json' : 'write YAML: --output yaml',
});

function yamlScalar(items: Items, item: number): Scalar {
  const kind = items.kind[item]! & KIND;
  const tag = items.tags.size > 0 ? items.tags.get(item) : undefined;
  if (tag !== undefined) return taggedScalar(tag, items.string(item)) ?? null;
  if (kind === EMPTY) return null;
  return kind === PLAIN ? plainScalar(items.string(item)) : items.string(item);
}
