/** Plain values to trees and back. */

import { commentsOf } from './comments.ts';
import { type Comment, isList, isMap, ListTree, MapTree, Member, type Raw, type Tree } from './tree.ts';

/** The tree of a value as the readers give them: `Map`s for maps with keys that are no strings. */
export function treeOf(value: unknown): Tree {
  if (typeof value !== 'object' || value === null) return value as Tree;
  if (Array.isArray(value)) return new ListTree(value.map((item) => new Member(undefined, treeOf(item))));
  if (value instanceof Map)
    return new MapTree([...value].map(([key, item]) => new Member(treeOf(key), treeOf(item))));
  const record = value as Record<string, unknown>;
  return new MapTree(Object.keys(record).map((key) => new Member(key, treeOf(record[key]))));
}

/** The tree of what was not looked at, in order. */
export function treeOfRaw({ value, arrange }: Raw): ListTree | MapTree {
  const tree = treeOf(value) as ListTree | MapTree;
  arrange?.(tree);
  return tree;
}

/** Gives `to` the comments of `from`, a simple tree, wherever both have the same member; the others, in order, to `left`. */
export function carryComments(from: Tree, to: Tree, left: Comment[]): void {
  if (!isList(from) && !isMap(from)) return;
  const isSame = isList(from) ? isList(to) : isMap(to);
  const byKey = new Map(isMap(to) && isSame ? to.members.map((member) => [member.key, member]) : []);
  for (const [index, member] of from.members.entries()) {
    const target = isSame && isList(to) ? to.members[index] : byKey.get(member.key);
    if (!target) {
      commentsOf(member, left);
      continue;
    }
    target.copyNotes(member);
    carryComments(member.value, target.value, left);
  }
  if (isSame && (isList(to) || isMap(to))) to.tail = from.tail;
  else for (const comment of from.tail ?? []) left.push(comment);
}
