/** The items of a text to its tree, each comment with the member that it belongs to. */

import { ALIAS, FOLDED, type Items, KIND, LIST, LITERAL, MAP } from '../items.ts';
import { anchorNames } from './anchor-names.ts';
import { Attachment } from './attachment.ts';
import { hasGaps } from './gaps.ts';
import { ListTree, MapTree, Member, Raw, type Scalar, Shared, type Tree, type TreeDocument } from './tree.ts';

const OPEN_BRACKET = 91;
const OPEN_BRACE = 123;

/** A scalar as the reader of the format types it. */
export type ReadScalar = (items: Items, item: number) => Scalar;

/**
 * The tree of the first document of a text that was read without an error. With what was read of it, if the tree is
 * that member by member, parts without comments are left raw: entries with lists of scalars, or with maps.
 */
export function treeOfItems(items: Items, readScalar: ReadScalar, value?: unknown): TreeDocument {
  return new Builder(items, readScalar).document(value);
}

class Builder {
  private readonly items: Items;
  private readonly readScalar: ReadScalar;
  private readonly comments: Attachment;
  private readonly shared = new Map<number, Shared>();
  private readonly names: Map<number, string>;
  private readonly keys = new Map<string, string>();
  private at = 0;
  /** Of all that is open: an array that grows takes far more room than one that is cut off. */
  private readonly members: Member[] = [];

  constructor(items: Items, readScalar: ReadScalar) {
    this.items = items;
    this.readScalar = readScalar;
    this.comments = new Attachment(items.text);
    this.names = anchorNames(items);
  }

  document(value: unknown): TreeDocument {
    const { items, comments } = this;
    const start = items.roots[0];
    if (start === undefined || items.count === 0)
      return { root: null, header: [], bare: true, merges: false };
    this.at = start;
    const holder = new Member(undefined, null);
    holder.value = this.value(holder, value);
    const end = items.roots.length > 1 ? items.start[items.roots[1]!]! : items.text.length;
    const header = comments.end(end, holder);
    const merges = items.named.size > 0 || items.text.includes('<<');
    return { root: holder.value, header, bare: !hasGaps(items.text), merges };
  }

  /** The value at the cursor, which `owner` holds; `read` is what was read of it, if that is known. */
  private value(owner: Member, read?: unknown): Tree {
    const { items } = this;
    const item = this.at;
    if (items.named.size > 0) {
      if (items.kind[item] === ALIAS) return this.alias(item, owner);
      if (items.named.has(item)) {
        const shared = new Shared(this.names.get(item)!, null);
        this.shared.set(item, shared);
        shared.value = this.unnamed(owner, item, read);
        return shared;
      }
    }
    return this.unnamed(owner, item, read);
  }

  private alias(item: number, owner: Member): Tree {
    const { items } = this;
    this.comments.leaf(items.start[item]!, items.end[item]!, owner);
    this.at = item + 1;
    return this.shared.get(items.link[item]!) ?? null;
  }

  private unnamed(owner: Member, item: number, read: unknown): Tree {
    const { items, comments } = this;
    const kind = items.kind[item]! & KIND;
    if (kind === MAP || kind === LIST)
      return this.raw(owner, item, read) ?? this.collection(owner, item, kind, read);
    this.at = item + 1;
    const start = items.start[item]!;
    if (kind === LITERAL || kind === FOLDED) comments.block(start, items.end[item]!, owner);
    else comments.leaf(start, items.end[item]!, owner);
    return this.readScalar(items, item);
  }

  private raw(owner: Member, item: number, read: unknown): Raw | undefined {
    if (owner.key === undefined || !canBeRaw(read)) return undefined;
    const { items, comments } = this;
    const next = items.link[item]!;
    if (!comments.isQuiet(next < items.count ? items.start[next]! : items.text.length)) return undefined;
    comments.skip(items.end[item]!, owner);
    this.at = next;
    return new Raw(read);
  }

  private collection(owner: Member, item: number, kind: number, read: unknown): Tree {
    const { items, comments } = this;
    const start = items.start[item]!;
    const sign = items.text.charCodeAt(start);
    const last = items.link[item]!;
    // `[a: b]` makes a map without braces in a list with brackets
    const isFlow = sign === (kind === LIST ? OPEN_BRACKET : OPEN_BRACE) && this.isClosed(item, kind);
    if (isFlow) comments.openFlow(start, owner);
    else comments.openBlock(start);
    this.at = item + 1;
    const tree = kind === LIST ? new ListTree() : new MapTree();
    if (tree instanceof ListTree) this.list(tree, last, read);
    else this.map(tree, last, read);
    if (isFlow) comments.closeFlow(items.end[item]!, tree, owner);
    else comments.closeBlock(tree);
    return tree;
  }

  /** A block map may start with a key in brackets or braces; then it does not end with its own. */
  private isClosed(item: number, kind: number): boolean {
    const { items } = this;
    const first = item + 1;
    if (kind === LIST || first >= items.link[item]!) return true;
    return items.start[first] !== items.start[item];
  }

  /** Most keys come again and again. */
  private interned(key: Tree): Tree {
    if (typeof key !== 'string') return key;
    const known = this.keys.get(key);
    if (known === undefined) this.keys.set(key, key);
    return known ?? key;
  }

  private list(tree: ListTree, last: number, read: unknown): void {
    const start = this.members.length;
    const values = Array.isArray(read) ? read : undefined;
    while (this.at < last) {
      const member = new Member(undefined, null);
      this.comments.begin(member);
      member.value = this.value(member, values?.[this.members.length - start]);
      this.members.push(member);
    }
    tree.members = this.members.splice(start);
  }

  private map(tree: MapTree, last: number, read: unknown): void {
    const start = this.members.length;
    const values = typeof read === 'object' && read !== null ? (read as Record<string, unknown>) : undefined;
    while (this.at < last) {
      const member = new Member(undefined, null);
      this.comments.begin(member);
      member.key = this.interned(this.value(member));
      member.value = this.value(member, values?.[member.key as string]);
      this.members.push(member);
    }
    tree.members = this.members.splice(start);
  }
}

/** What holds an entity must be looked at: entities are maps in lists. */
function canBeRaw(read: unknown): read is object {
  if (typeof read !== 'object' || read === null || read instanceof Map) return false;
  if (!Array.isArray(read)) return true;
  return read.length > 0 && (typeof read[0] !== 'object' || read[0] === null);
}
