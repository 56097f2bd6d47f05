/** The lists of entities in a document's tree, emptied and filled anew. */
import type { Entry } from '../config/entries.ts';
import { addTail, type Comment, isList, isMap, ListTree, MapTree, type Member } from '../document/layout.ts';
import type { EntityType } from '../schema/digest.ts';
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
    this.#ofRoot = this.#listsIn(root, (name) => types.has(name));
  }

  /** The item of an entity; parents are asked for before their children. */
  item({ parent, type, index, ordinal }: Entry): Member {
    const lists = parent ? this.#byHolder[parent.ordinal]! : this.#ofRoot;
    const item = lists.find(({ member }) => member.key === type.name)!.items[index]!;
    if (!isMap(item.value)) item.value = new MapTree();
    this.#byHolder[ordinal] = hasChildren(type)
      ? this.#listsIn(item.value, (name) => Object.hasOwn(type.children, name))
      : NONE;
    return item;
  }

  empty(): void {
    for (const { list } of this.#all) list.members = [];
  }

  /** Takes out lists that hold nothing any more; their comments go with their first and last item. */
  tidy(): void {
    for (const { member, list, holder, items } of this.#all) {
      if (list.members.length > 0) continue;
      if (holder === this.#root && items.length === 0) continue;
      holder.members = holder.members.filter((one) => one !== member);
      const above = [...(member.before ?? []), ...(member.behind ? [member.behind] : [])];
      const below = list.tail ?? [];
      if (items.length === 0) addTail(holder, [...above, ...below]);
      else handOver(items, above, below);
    }
  }

  #listsIn(holder: MapTree, isCollection: (name: string) => boolean): EntityList[] {
    const found: EntityList[] = [];
    for (const member of holder.members) {
      if (typeof member.key !== 'string' || !isCollection(member.key)) continue;
      // null and an empty map are empty lists
      const list = isList(member.value) ? member.value : emptyList(member);
      found.push({ member, list, holder, items: list.members });
    }
    this.#all.push(...found);
    return found;
  }
}

const NONE: EntityList[] = [];

const hasChildren = ({ children }: EntityType): boolean => {
  for (const _ in children) return true;
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
