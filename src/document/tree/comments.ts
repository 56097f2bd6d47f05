/** Comments of trees: put into them, and found in them. */

import { type Comment, ListTree, MapTree, type Member, Shared, type Tree } from './tree.ts';

export function addBefore(member: Member, comments: readonly Comment[]): void {
  if (comments.length > 0) member.before = joined(member.before, comments);
}

export function addTail(tree: ListTree | MapTree, comments: readonly Comment[]): void {
  if (comments.length > 0) tree.tail = joined(tree.tail, comments);
}

/** In place: comments come one by one, and there may be thousands in a row. */
function joined(comments: Comment[] = [], more: readonly Comment[]): Comment[] {
  for (const comment of more) comments.push(comment);
  return comments;
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
  for (const comment of tree.tail ?? []) found.push(comment);
  return found;
}

/** Those of a member: its own, and all in it. */
export function commentsOf(member: Member, found: Comment[] = [], seen = new Set<Shared>()): Comment[] {
  for (const comment of member.before ?? []) found.push(comment);
  if (member.behind) found.push(member.behind);
  if (member.key !== undefined) commentsIn(member.key, found, seen);
  return commentsIn(member.value, found, seen);
}
