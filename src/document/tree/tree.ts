/**
 * A document that is to be written again: its values in order, duplicates and anchors included, each with the comments
 * that belong to it. What carries a comment is a member, an item of a list or an entry of a map, so that a member that
 * is moved takes its comments along.
 */

import type { Scalar } from '../yaml/scalars.ts';

export type { Scalar };

export type Tree = Scalar | ListTree | MapTree | Shared | Raw;

export interface Comment {
  /** From its `#` to the end of its line. */
  text: string;
  /** An empty line stands before it. */
  gap: boolean;
}

/** An item of a list, which has no key, or an entry of a map. There are many, and few have notes. */
export class Member {
  key: Tree | undefined;
  value: Tree;
  private notes: Notes | undefined = undefined;

  constructor(key: Tree | undefined, value: Tree) {
    this.key = key;
    this.value = value;
  }

  /** Comments on lines of their own above it. */
  get before(): Comment[] | undefined {
    return this.notes?.before;
  }

  set before(comments: Comment[] | undefined) {
    if (comments || this.notes) (this.notes ??= new Notes()).before = comments;
  }

  /** The comment behind it on its line. */
  get behind(): Comment | undefined {
    return this.notes?.behind;
  }

  set behind(comment: Comment | undefined) {
    if (comment || this.notes) (this.notes ??= new Notes()).behind = comment;
  }

  /** An empty line stands before it, below the comments above it. */
  get gap(): boolean {
    return this.notes?.gap ?? false;
  }

  set gap(gap: boolean) {
    if (gap || this.notes) (this.notes ??= new Notes()).gap = gap;
  }

  /** Takes over what stands around another. */
  copyNotes({ notes }: Member): void {
    this.notes = notes;
  }
}

class Notes {
  before: Comment[] | undefined = undefined;
  behind: Comment | undefined = undefined;
  gap = false;
}

export class ListTree {
  members: Member[];
  /** Comments below its last item. */
  tail: Comment[] | undefined = undefined;
  /** What is done to each value in it before that is written. */
  arrange: ((tree: Tree) => void) | undefined = undefined;

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

/** A list or map without comments, not looked at before it is written: most of a large document. */
export class Raw {
  readonly value: object;
  /** What is done to its tree before that is written. */
  arrange: ((tree: Tree) => void) | undefined = undefined;

  constructor(value: object) {
    this.value = value;
  }
}

/** All of a text. */
export interface TreeDocument {
  root: Tree;
  /** Comments at the top that an empty line parts from the first entry. */
  header: Comment[];
  /** There are no comments in it, so none need be looked for. */
  bare?: boolean;
  /** There may be aliases, and a key `<<` merges the maps that stand behind it, as YAML has it. */
  merges: boolean;
}

export const isList = (tree: Tree): tree is ListTree => tree instanceof ListTree;
export const isMap = (tree: Tree): tree is MapTree => tree instanceof MapTree;

/** What stands in a list or map; nothing in anything else. */
export function membersOf(tree: Tree): readonly Member[] {
  return tree instanceof MapTree || tree instanceof ListTree ? tree.members : [];
}

/** A value without its anchor, and not raw. */
export type Plain = Scalar | ListTree | MapTree;

/** The value without its anchor; what is raw has none and is not asked for. */
export function unshared(tree: Tree): Plain {
  let at = tree;
  while (at instanceof Shared) at = at.value;
  return at as Plain;
}
