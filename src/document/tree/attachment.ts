/**
 * Which member a comment belongs to. One behind a value belongs to the member on its line. One on a line of its own
 * belongs to what comes next; but if it is indented further than that, to the end of the list or map whose indentation
 * it has.
 */

import { addBefore, addTail } from './comments.ts';
import { columnOf, type Gap, type GapComment, hasGaps, noiseIn, readComment, readGap } from './gaps.ts';
import { headerOf } from './header.ts';
import { type Comment, ListTree, MapTree, type Member } from './tree.ts';

interface Closed {
  tree: ListTree | MapTree;
  start: number;
}

/** An item that was made a comment. */
const ITEM = /^#+ ?- /;

/** Follows a walk over the items of a text and hands out its comments. */
export class Attachment {
  private readonly text: string;
  private readonly enabled: boolean;
  /** Up to here the text is done. */
  private pos = 0;
  /** The member of the line before. */
  private last: Member | undefined;
  /** The outermost member that starts with the next scalar, and where the collection starts that holds it. */
  private next: Member | undefined;
  private nextStart = 0;
  /** Starts of the block collections that are open. */
  private readonly open: number[] = [];
  /** The block collections that ended since the last scalar, the innermost first. */
  private closed: Closed[] = [];
  private flow = 0;
  /** Where there may be something to hand out, and how many of these places are done. */
  private noise: number[] | undefined;
  private passed = 0;

  constructor(text: string) {
    this.text = text;
    this.enabled = hasGaps(text);
  }

  /** Whether nothing is to be handed out before `end`. */
  isQuiet(end: number): boolean {
    if (!this.enabled) return true;
    this.noise ??= noiseIn(this.text);
    while (this.noise[this.passed]! < this.pos) this.passed++;
    return !(this.noise[this.passed]! < end);
  }

  /** A value that was quiet. */
  skip(end: number, owner: Member): void {
    if (!this.enabled) return;
    this.pos = end;
    this.last = owner;
    this.next = undefined;
    if (this.closed.length > 0) this.closed = [];
  }

  /** A member starts with what comes next. */
  begin(member: Member): void {
    if (!this.enabled || this.next) return;
    this.next = member;
    this.nextStart = this.open.at(-1) ?? 0;
  }

  /** A scalar or alias. */
  leaf(start: number, end: number, owner: Member): void {
    if (!this.enabled) return;
    this.takeGap(start, owner);
    this.pos = Math.max(this.pos, end);
    this.last = owner;
  }

  /** A block scalar, whose first line may end with a comment. */
  block(start: number, end: number, owner: Member): void {
    if (!this.enabled) return;
    this.leaf(start, end, owner);
    const header = /^[^\n\r\u0085\u2028\u2029]*/.exec(
      this.text.slice(start, Math.min(end, start + 1000)),
    )![0];
    const at = header.indexOf('#');
    if (at !== -1) this.putBehind(owner, { text: readComment(this.text, start + at), gap: false });
  }

  openFlow(start: number, owner: Member): void {
    if (!this.enabled) return;
    this.leaf(start, start + 1, owner);
    this.flow++;
  }

  closeFlow(end: number, tree: ListTree | MapTree, owner: Member): void {
    if (!this.enabled) return;
    this.next = undefined;
    const { comments } = readGap(this.text, this.pos, end - 1);
    for (const comment of comments) {
      if (comment.behind && this.last) this.putBehind(this.last, plain(comment));
      else if (tree.members.length > 0) addTail(tree, [plain(comment)]);
      else addBefore(owner, [plain(comment)]);
    }
    this.flow--;
    this.pos = end;
    this.last = owner;
  }

  openBlock(start: number): void {
    if (this.enabled && this.flow === 0) this.open.push(start);
  }

  closeBlock(tree: ListTree | MapTree): void {
    if (this.enabled && this.flow === 0) this.closed.push({ tree, start: this.open.pop()! });
  }

  /** The end of the document, which `holder` holds. Gives the comments at its top. */
  end(end: number, holder: Member): Comment[] {
    if (!this.enabled) return [];
    this.next = undefined;
    const root = holder.value;
    for (const comment of readGap(this.text, this.pos, end).comments) {
      if (comment.behind && this.last) this.putBehind(this.last, plain(comment));
      else if (this.closed.length > 0) this.putAtEnd(comment);
      else if (root instanceof MapTree || root instanceof ListTree) addTail(root, [plain(comment)]);
      else addBefore(holder, [plain(comment)]);
    }
    return headerOf(holder);
  }

  private takeGap(start: number, owner: Member): void {
    const gap = start > this.pos ? readGap(this.text, this.pos, start) : undefined;
    if (gap && (gap.comments.length > 0 || gap.empty)) this.handOut(gap, owner);
    this.next = undefined;
    if (this.closed.length > 0) this.closed = [];
  }

  private handOut({ comments, empty }: Gap, owner: Member): void {
    const { next } = this;
    const column = comments.length > 0 && next ? columnOf(this.text, this.nextStart) : Infinity;
    let isBefore = this.flow > 0;
    for (const comment of comments) {
      if (comment.behind && this.last) this.putBehind(this.last, plain(comment));
      else if (isBefore || comment.within || comment.column <= column || this.closed.length === 0) {
        isBefore = true;
        addBefore(next ?? owner, [plain(comment)]);
      } else this.putAtEnd(comment);
    }
    if (empty && next) next.gap = true;
  }

  private putBehind(member: Member, comment: Comment): void {
    if (member.behind) addBefore(member, [comment]);
    else member.behind = comment;
  }

  /** The collection with its indentation, or the nearest further out; of two the list for an item, else the outer. */
  private putAtEnd(comment: GapComment): void {
    const { closed, text } = this;
    const columns = closed.map(({ start }) => columnOf(text, start));
    let at = columns.findIndex((column) => column <= comment.column);
    if (at === -1) at = columns.length - 1;
    const isItem = ITEM.test(comment.text);
    while (columns[at + 1] === columns[at] && !(isItem && closed[at]!.tree instanceof ListTree)) at++;
    addTail(closed[at]!.tree, [plain(comment)]);
    this.closed = closed.slice(at);
  }
}

const plain = ({ text, gap }: GapComment): Comment => ({ text, gap });
