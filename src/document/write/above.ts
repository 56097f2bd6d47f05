/** What stands on the lines above a member. */

import { commentsIn } from '../tree/comments.ts';
import { type Comment, ListTree, MapTree, type Member, type Tree, unshared } from '../tree/tree.ts';

export const isCollection = (tree: Tree): tree is ListTree | MapTree =>
  tree instanceof MapTree || tree instanceof ListTree;

export const isFilled = (tree: Tree): tree is ListTree | MapTree =>
  isCollection(tree) && tree.members.length > 0;

/** The comments above a member. What an item holds starts on its line, so the comments of that come first, too. */
export function above(member: Member, isItem: boolean): Comment[] | undefined {
  if (typeof member.value !== 'object' && typeof member.key !== 'object') return member.before;
  const tree = unshared(member.value);
  const isOpen = isCollection(tree);
  if (!isItem && !isOpen && typeof member.key !== 'object') return member.before;
  const inKey = typeof member.key === 'object' && member.key ? commentsIn(member.key) : undefined;
  const first = isItem && isOpen ? tree.members[0] : undefined;
  const own = isOpen && tree.members.length === 0 ? tree.tail : undefined;
  const behind = first && member.behind ? [member.behind] : undefined;
  const below = first && above(first, tree instanceof ListTree);
  const rest = [inKey, own, behind, below].filter((part) => part !== undefined);
  return rest.length === 0 ? member.before : [member.before ?? [], ...rest].flat();
}
