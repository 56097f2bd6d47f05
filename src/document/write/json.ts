/** Trees as JSON that Kong's reader takes for the same value: standard, but for the numbers that JSON has not. */

import { treeOfRaw } from '../tree/from-value.ts';
import { ListTree, MapTree, Raw, Shared, type Tree } from '../tree/tree.ts';
import { Unwritable } from './unwritable.ts';

/** Indented by two spaces, with a line feed at the end; `compact`: in one line, without. */
export function writeJson(tree: Tree, compact = false): string {
  return compact ? jsonOf(tree, '', '', ':') : `${jsonOf(tree, '\n', '  ', ': ')}\n`;
}

function jsonOf(tree: Tree, line: string, step: string, colon: string): string {
  if (tree instanceof Raw) return jsonOf(treeOfRaw(tree), line, step, colon);
  if (tree instanceof Shared) return jsonOf(tree.value, line, step, colon);
  if (!(tree instanceof MapTree || tree instanceof ListTree)) return scalarJson(tree);
  const isMap = tree instanceof MapTree;
  if (tree.members.length === 0) return isMap ? '{}' : '[]';
  const inner = line + step;
  let out = isMap ? '{' : '[';
  let sign = inner;
  for (const { key, value } of tree.members) {
    if (!isMap) tree.arrange?.(value);
    out += sign;
    if (isMap) out += keyJson(key) + colon;
    out += jsonOf(value, inner, step, colon);
    sign = `,${inner}`;
  }
  return `${out}${line}${isMap ? '}' : ']'}`;
}

function keyJson(key: Tree | undefined): string {
  const name = key instanceof Shared ? key.value : key;
  if (typeof name !== 'string') throw new Unwritable('JSON', 'a key that is not a string');
  return JSON.stringify(name);
}

function scalarJson(value: string | number | boolean | null): string {
  if (typeof value !== 'number') return JSON.stringify(value);
  return Object.is(value, -0) ? '-0' : String(value);
}
