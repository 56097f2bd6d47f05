/** The lists of entities in a document's tree: emptied as they are found, to be filled anew. */
import type { Entry } from '../config/entries.ts';
import { addTail, type Comment, isList, isMap, ListTree, MapTree, type Member } from '../document/layout.ts';
import type { Registry } from '../schema/registry.ts';

interface EntityList {
  member: Member;
  list: ListTree;
  holder: MapTree;
  /** As it was. */
  items: Member[];
}

export class Lists {
  readonly #root: MapTree;
  readonly #all: EntityList[] = [];
  /** By the ordinal of the entity that holds them; those of the root come first. */
  readonly #byHolder: EntityList[][] = [];
  readonly #ofRoot: EntityList[];

  constructor(root: MapTree, { types }: Registry) {
    this.#root = root;
    this.#ofRoot = this.#listsIn(root, Object.fromEntries(types));
  }

  /** The item of an entity; parents are asked for before their children. */
  item({ parent, type, index, ordinal }: Entry): Member {
    const lists = parent ? this.#byHolder[parent.ordinal]! : this.#ofRoot;
    const item = listCalled(type.name, lists)!.items[index]!;
    if (!isMap(item.value)) item.value = new MapTree();
    this.#byHolder[ordinal] = hasAny(type.children) ? this.#listsIn(item.value, type.children) : NONE;
    return item;
  }

  /** Takes out lists that hold nothing any more; their comments go with their first and last item. */
  tidy(): void {
    for (const { member, list, holder, items } of this.#all) {
      if (list.members.length > 0) continue;
      if (holder === this.#root && items.length === 0) continue;
      holder.members = holder.members.toSpliced(holder.members.indexOf(member), 1);
      const above = [...(member.before ?? []), ...(member.behind ? [member.behind] : [])];
      const below = list.tail ?? [];
      if (items.length === 0) addTail(holder, [...above, ...below]);
      else handOver(items, above, below);
    }
  }

  #listsIn(holder: MapTree, collections: object): EntityList[] {
    let found = NONE;
    for (const member of holder.members) {
      if (typeof member.key !== 'string' || !Object.hasOwn(collections, member.key)) continue;
      // null and an empty map are empty lists
      const list = isList(member.value) ? member.value : emptyList(member);
      found = [...found, { member, list, holder, items: list.members }];
      list.members = [];
    }
    for (const list of found) this.#all.push(list);
    return found;
  }
}

const NONE: EntityList[] = [];

function listCalled(name: string, lists: readonly EntityList[]): EntityList | undefined {
  for (const list of lists) if (list.member.key === name) return list;
  return undefined;
}

const hasAny = (record: object): boolean => {
  for (const _ in record) return true;
  return false;
};

function emptyList(member: Member): ListTree {
  const list = new ListTree();
  if (isMap(member.value)) list.tail = member.value.tail;
  member.value = list;
  return list;
}

function handOver(items: readonly Member[], above: Comment[], below: Comment[]): void {
  const first = items[0]!;
  if (above.length > 0) first.before = [...above, ...(first.before ?? [])];
  const last = items.at(-1)!.value;
  if (isMap(last)) addTail(last, below);
}
