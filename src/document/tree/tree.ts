/**
 * A document that is to be written again: its values in order, duplicates and anchors included, each with the comments
 * that belong to it. What carries a comment is a member, an item of a list or an entry of a map, so that a member that
 * is moved takes its comments along.
 */

import type { Scalar } from '../yaml/scalars.ts';

export type { Scalar };

export type Tree = Scalar | ListTree | MapTree | Shared;

export interface Comment {
  /** From its `#` to the end of its line. */
  text: string;
  /** An empty line stands before it. */
  gap: boolean;
}

/** An item of a list, which has no key, or an entry of a map. */
export class Member {
  key: Tree | undefined;
  value: Tree;
  /** Comments on lines of their own above it. */
  before: Comment[] | undefined = undefined;
  /** The comment behind it on its line. */
  behind: Comment | undefined = undefined;
  /** An empty line stands before it, below the comments above it. */
  gap = false;

  constructor(key: Tree | undefined, value: Tree) {
    this.key = key;
    this.value = value;
  }
}

export class ListTree {
  members: Member[];
  /** Comments below its last item. */
  tail: Comment[] | undefined = undefined;

  constructor(members: Member[] = []) {
    this.members = members;
  }
}

export class MapTree {
  members: Member[];
  /** Comments below its last entry. */
  tail: Comment[] | undefined = undefined;

  constructor(members: Member[] = []) {
    this.members = members;
  }
}

/** A value with an anchor. The same object stands wherever an alias names it; the first place is written in full. */
export class Shared {
  readonly name: string;
  value: Tree;

  constructor(name: string, value: Tree) {
    this.name = name;
    this.value = value;
  }
}

/** All of a text. */
export interface TreeDocument {
  root: Tree;
  /** Comments at the top that an empty line parts from the first entry. */
  header: Comment[];
  /** There may be aliases, and a key `<<` merges the maps that stand behind it, as YAML has it. */
  merges: boolean;
}

export const isList = (tree: Tree): tree is ListTree => tree instanceof ListTree;
export const isMap = (tree: Tree): tree is MapTree => tree instanceof MapTree;

/** What stands in a list or map; nothing in anything else. */
export function membersOf(tree: Tree): readonly Member[] {
  return tree instanceof MapTree || tree instanceof ListTree ? tree.members : [];
}

/** The value without its anchor. */
export function unshared(tree: Tree): Exclude<Tree, Shared> {
  let at = tree;
  while (at instanceof Shared) at = at.value;
  return at;
}

export function addBefore(member: Member, comments: readonly Comment[]): void {
  if (comments.length > 0) member.before = [...(member.before ?? []), ...comments];
}

export function addTail(tree: ListTree | MapTree, comments: readonly Comment[]): void {
  if (comments.length > 0) tree.tail = [...(tree.tail ?? []), ...comments];
}

/** Every comment in a tree, in the order of its text; what is shared gives its comments once. */
export function commentsIn(tree: Tree, found: Comment[] = [], seen = new Set<Shared>()): Comment[] {
  if (tree instanceof Shared) {
    if (seen.has(tree)) return found;
    seen.add(tree);
    return commentsIn(tree.value, found, seen);
  }
  if (!(tree instanceof MapTree || tree instanceof ListTree)) return found;
  for (const member of tree.members) commentsOf(member, found, seen);
  if (tree.tail) found.push(...tree.tail);
  return found;
}

/** Those of a member: its own, and all in it. */
export function commentsOf(member: Member, found: Comment[] = [], seen = new Set<Shared>()): Comment[] {
  if (member.before) found.push(...member.before);
  if (member.behind) found.push(member.behind);
  if (member.key !== undefined) commentsIn(member.key, found, seen);
  return commentsIn(member.value, found, seen);
}
