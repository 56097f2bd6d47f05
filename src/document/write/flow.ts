/** Keys that are lists or maps. */

import { ListTree, MapTree, type Scalar, Shared, type Tree } from '../tree/tree.ts';
import { doubleQuoted, scalarText } from './scalar-text.ts';

/** A key that is a list or map, in brackets or braces. */
export function inFlow(tree: Tree): string {
  if (tree instanceof Shared) return inFlow(tree.value);
  if (tree instanceof ListTree) return `[${tree.members.map(({ value }) => inFlow(value)).join(', ')}]`;
  if (tree instanceof MapTree) {
    const entries = tree.members.map(({ key, value }) => `? ${inFlow(key ?? null)} : ${inFlow(value)}`);
    return `{${entries.join(', ')}}`;
  }
  return typeof tree === 'string' ? doubleQuoted(tree) : scalarText(tree as Scalar);
}
