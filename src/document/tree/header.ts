/** The comments at the top of a document. */

import { addTail } from './comments.ts';
import { type Comment, ListTree, MapTree, type Member } from './tree.ts';

const MODELINE = /^# *yaml-language-server:/;

/** The comments above the last empty line before the first entry, and what speaks to editors. */
export function headerOf(holder: Member): Comment[] {
  const root = holder.value;
  const first = root instanceof MapTree || root instanceof ListTree ? root.members[0] : undefined;
  const comments = [...(holder.before ?? []), ...(first?.before ?? [])];
  if ((root instanceof MapTree || root instanceof ListTree) && holder.behind) addTail(root, [holder.behind]);
  if (!first) return comments;
  let size = comments.length;
  if (!first.gap) for (size--; size > 0 && !comments[size]!.gap; ) size--;
  if (size <= 0) size = comments[0] && MODELINE.test(comments[0].text) ? 1 : 0;
  first.before = size < comments.length ? comments.slice(size) : undefined;
  return comments.slice(0, size);
}
