/** The tree of a document with its entities at their new places. Comments go where what they stand with goes. */
import type { Entry } from '../config/entries.ts';
import { addBefore, type Comment, ListTree, MapTree, Member } from '../document/layout.ts';
import type { Registry } from '../schema/registry.ts';

import { Lists } from './lists.ts';
import type { FieldChange, Move } from './moves.ts';

/** Changes an entity's own fields further: fills in defaults. */
export type Fill = (entry: Entry, own: MapTree, left: Comment[]) => MapTree;

export interface Steps {
  migrate?: (entry: Entry, item: Member) => void;
  fill?: Fill;
}

/** `root`, a simple tree of the document, is changed in place. Moves come in the order of the entities. */
export function rebuild(
  root: MapTree,
  moves: readonly Move[],
  registry: Registry,
  { migrate, fill }: Steps,
): void {
  const lists = new Lists(root, registry);
  const items: Member[] = [];
  for (const { entry, parent, fields } of moves) {
    const item = lists.item(entry);
    items.push(item);
    const map = item.value as MapTree;
    migrate?.(entry, item);
    if (fill) refill(item, map, entry, fill);
    if (fields.length > 0) setFields(item, map, fields);
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
  addBefore(item, left);
}

function setFields(item: Member, map: MapTree, fields: readonly FieldChange[]): void {
  const added = fields.filter(([field, text]) => !setField(item, map, field, text) && text !== undefined);
  if (added.length === 0) return;
  map.members = map.members.concat(added.map(([field, text]) => new Member(field, text!)));
}

/** False when there is no such field yet. */
function setField(item: Member, map: MapTree, field: string, text: string | undefined): boolean {
  const { members } = map;
  let index = members.length - 1;
  while (index >= 0 && members[index]!.key !== field) index--;
  if (index < 0) return false;
  if (text !== undefined) members[index]!.value = text;
  else {
    const [{ before = [], behind }] = members.splice(index, 1) as [Member];
    addBefore(item, behind ? [...before, behind] : before);
  }
  return true;
}

function listIn({ members }: MapTree, collection: string): ListTree {
  for (let index = members.length - 1; index >= 0; index--) {
    if (members[index]!.key === collection) return members[index]!.value as ListTree;
  }
  const list = new ListTree();
  members.push(new Member(collection, list));
  return list;
}
