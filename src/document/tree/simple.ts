/**
 * Trees without what only YAML knows: aliases and merge keys written out, of two entries with one key the last, maps
 * with the keys 1..n as the lists that they are to Kong. Member by member such a tree is the value.
 */

import { addBefore, addTail, commentsOf } from './comments.ts';
import {
  type Comment,
  isList,
  isMap,
  ListTree,
  MapTree,
  Member,
  membersOf,
  type Tree,
  unshared,
} from './tree.ts';

const MERGE = '<<';
/** Members that aliases may write out, at least. */
const LEAST = 1_000_000;

/** Undefined when the aliases make more of it than can be written. */
export function simpleTree(tree: Tree, length: number): Tree | undefined {
  const maker = new Maker(Math.max(LEAST, length));
  const simple = maker.tree(tree);
  return maker.left < 0 ? undefined : simple;
}

class Maker {
  left: number;
  /** A value that stands in several places has its comments at the first. */
  private readonly done = new Set<Comment>();

  constructor(limit: number) {
    this.left = limit;
  }

  tree(tree: Tree): Tree {
    const plain = unshared(tree);
    if (isList(plain)) return this.list(plain);
    return isMap(plain) ? this.map(plain) : plain;
  }

  private list(tree: ListTree): ListTree {
    const list = new ListTree();
    for (const member of tree.members) {
      if (this.left < 0) break;
      list.members.push(this.member(member, undefined));
    }
    list.tail = this.fresh(tree.tail);
    return list;
  }

  private map(tree: MapTree): MapTree | ListTree {
    const merges: Member[] = [];
    const byKey = new Map<unknown, Member>();
    for (const member of tree.members) {
      if (this.left < 0) break;
      if (member.key === MERGE) {
        merges.push(member);
        continue;
      }
      const key = keyOf(member);
      const made = this.member(member, member.key);
      const old = byKey.get(key);
      if (old) {
        made.before = [...commentsOf(old), ...(made.before ?? [])];
      }
      byKey.set(key, made);
    }
    const map = new MapTree([...byKey.values()]);
    for (const member of merges) this.merge(map, byKey, member);
    addTail(map, this.fresh(tree.tail) ?? []);
    return asList(map, byKey);
  }

  private merge(map: MapTree, byKey: Map<unknown, Member>, member: Member): void {
    const own = this.member(member, member.key, true);
    const source = unshared(member.value);
    const parts = isList(source) ? source.members.map(({ value }) => unshared(value)) : [source];
    const comments = commentsOf(own);
    for (const part of parts) {
      if (!isMap(part) && !isList(part)) continue;
      const simple = this.tree(part);
      const members = isList(simple) ? numbered(simple) : membersOf(simple);
      for (const one of members) {
        const key = keyOf(one);
        if (byKey.has(key)) {
          commentsOf(one, comments);
          continue;
        }
        addBefore(one, comments.splice(0));
        byKey.set(key, one);
        map.members.push(one);
      }
    }
    addTail(map, comments);
  }

  private member({ value, before, behind, gap }: Member, key: Tree | undefined, isMerge = false): Member {
    this.left--;
    const made = new Member(
      key === undefined ? undefined : this.tree(key),
      isMerge ? null : this.tree(value),
    );
    made.before = this.fresh(before);
    made.behind = behind && this.fresh([behind])?.[0];
    made.gap = gap;
    return made;
  }

  private fresh(comments: Comment[] | undefined): Comment[] | undefined {
    if (!comments) return undefined;
    const fresh = comments.filter((comment) => !this.done.has(comment));
    for (const comment of fresh) this.done.add(comment);
    return fresh.length > 0 ? fresh : undefined;
  }
}

/** Scalars by their value; keys that are lists or maps by themselves. */
const keyOf = ({ key }: Member): unknown => unshared(key ?? null);

const numbered = (list: ListTree): Member[] =>
  list.members.map((member, index) => withNotes(new Member(index + 1, member.value), member));

function withNotes(made: Member, from: Member): Member {
  made.copyNotes(from);
  return made;
}

function asList(map: MapTree, byKey: ReadonlyMap<unknown, Member>): MapTree | ListTree {
  const { size } = byKey;
  if (size === 0 || !byKey.has(1)) return map;
  const list = new ListTree();
  for (let index = 1; index <= size; index++) {
    const member = byKey.get(index);
    if (!member) return map;
    list.members.push(withNotes(new Member(undefined, member.value), member));
  }
  list.tail = map.tail;
  return list;
}
