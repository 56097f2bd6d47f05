/** The tree of a document without comments: only as far down as the fields of entities, the rest is left raw. */
import { ListTree, MapTree, Member, Raw, type Tree, treeOf } from '../document/layout.ts';
import type { EntityType } from '../schema/digest.ts';
import type { Registry } from '../schema/registry.ts';

export function bareTree(document: object, { types }: Registry): MapTree {
  const members = Object.entries(document).map(([key, value]) => {
    const type = types.get(key);
    return new Member(key, type ? entities(value, type, types) : treeOf(value));
  });
  return new MapTree(members);
}

function entities(list: unknown, type: EntityType, types: Registry['types']): Tree {
  if (!Array.isArray(list)) return treeOf(list);
  return new ListTree(list.map((item) => new Member(undefined, entity(item, type, types))));
}

function entity(value: unknown, { children }: EntityType, types: Registry['types']): Tree {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return treeOf(value);
  const record = value as Record<string, unknown>;
  const members = Object.keys(record).map((key) => {
    const field = record[key];
    const isNested = children[key] !== undefined && Object.hasOwn(children, key);
    return new Member(key, isNested ? entities(field, types.get(key)!, types) : left(field));
  });
  return new MapTree(members);
}

const left = (value: unknown): Tree =>
  typeof value === 'object' && value !== null ? new Raw(value) : (value as Tree);
