/** The tree of a document with its entities at their new places. Comments go where what they stand with goes. */
import type { Entry } from '../config/entries.ts';
import { type Comment, ListTree, MapTree, Member } from '../document/layout.ts';
import type { Registry } from '../schema/registry.ts';
import type { Change } from './changes.ts';
import { Lists } from './lists.ts';

/** Changes an entity's own fields further: fills in defaults. */
export type Fill = (entry: Entry, own: MapTree, left: Comment[]) => MapTree;

export interface Steps {
  migrate?: (entry: Entry, item: Member) => void;
  fill?: Fill;
}

/** `root`, a simple tree of the document, is changed in place. Changes come in the order of the entities. */
export function rebuild(
  root: MapTree,
  changes: readonly Change[],
  registry: Registry,
  { migrate, fill }: Steps,
): void {
  const lists = new Lists(root, registry);
  const items = changes.map(({ entry }) => lists.item(entry));
  lists.empty();
  for (const [index, change] of changes.entries()) {
    const { entry, parent, fields } = change;
    const item = items[index]!;
    const map = item.value as MapTree;
    migrate?.(entry, item);
    if (fill) refill(item, map, entry, fill);
    for (const [field, text] of fields) setField(item, map, field, text);
    const holder = parent ? (items[parent.ordinal]!.value as MapTree) : root;
    listIn(holder, entry.type.name).members.push(item);
  }
  lists.tidy();
}

/** What is no list of entities is the entity's own. */
function refill(item: Member, map: MapTree, entry: Entry, fill: Fill): void {
  const { children } = entry.type;
  const isNested = ({ key }: Member) => Object.hasOwn(children, key as string);
  const nested = map.members.filter(isNested);
  const own = new MapTree(map.members.filter((member) => !isNested(member)));
  const left: Comment[] = [];
  map.members = [...fill(entry, own, left).members, ...nested];
  if (left.length > 0) item.before = [...(item.before ?? []), ...left];
}

function setField(item: Member, map: MapTree, field: string, text: string | undefined): void {
  const index = map.members.findIndex(({ key }) => key === field);
  const member = map.members[index];
  if (text !== undefined) {
    if (member) member.value = text;
    else map.members.push(new Member(field, text));
  } else if (member) {
    map.members.splice(index, 1);
    const left = [...(member.before ?? []), ...(member.behind ? [member.behind] : [])];
    if (left.length > 0) item.before = [...(item.before ?? []), ...left];
  }
}

function listIn({ members }: MapTree, collection: string): ListTree {
  for (let index = members.length - 1; index >= 0; index--) {
    if (members[index]!.key === collection) return members[index]!.value as ListTree;
  }
  const list = new ListTree();
  members.push(new Member(collection, list));
  return list;
}
