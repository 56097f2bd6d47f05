/** The order of the keys of one record, and of what is in it. */
import { isList, isMap, type MapTree, type Member, Raw, type Tree, unshared } from '../document/layout.ts';
import type { Schema } from '../schema/types.ts';

export const MERGE = '<<';

/** The keys of a map as written, and where each member of the sorted one comes from if it was not sorted. */
interface Shape {
  keys: unknown[];
  places: number[] | undefined;
}

/** The rank of each key of a record, and the order within the value of a key. */
export interface Order {
  ranks: Map<string, number>;
  within: Map<string, Order>;
  /** A list or map whose members have this order. */
  ofMembers?: Order;
  /** What maps that were sorted looked like, and where the next one is noted. */
  shapes: Shape[];
  next: number;
  /** Puts a tree in this order. */
  arrange: (tree: Tree) => void;
}

export const fieldsOf = ({ properties = {} }: Schema): [string, Schema][] => Object.entries(properties);

export function orderOf(keys: readonly string[]): Order {
  const ranks = new Map<string, number>();
  for (const key of keys) if (!ranks.has(key)) ranks.set(key, ranks.size);
  const order: Order = {
    ranks,
    within: new Map(),
    shapes: [],
    next: 0,
    arrange: (tree) => arrange(tree, order),
  };
  return order;
}

export function addWithin(order: Order, name: string, field: Schema): void {
  const own = schemaOrder(field);
  if (own) order.within.set(name, own);
}

/** Undefined for what holds no record. */
function schemaOrder(schema: Schema): Order | undefined {
  if (schema.properties) {
    const order = orderOf([MERGE, ...Object.keys(schema.properties)]);
    for (const [name, field] of fieldsOf(schema)) addWithin(order, name, field);
    return order;
  }
  const members =
    schema.items ??
    (typeof schema.additionalProperties === 'object' ? schema.additionalProperties : undefined);
  const ofMembers = members && schemaOrder(members);
  return ofMembers && Object.assign(orderOf([]), { ofMembers });
}

export function arrange(tree: Tree, order: Order): void {
  if (tree instanceof Raw) {
    tree.arrange = order.arrange;
    return;
  }
  const value = unshared(tree);
  if (!isList(value) && !isMap(value)) return;
  if (order.ofMembers) {
    for (const member of value.members) arrange(member.value, order.ofMembers);
  } else if (isMap(value)) {
    sort(value, order);
    for (const { key, value: inner } of value.members) {
      if (typeof inner !== 'object' || inner === null || typeof key !== 'string') continue;
      const within = order.within.get(key);
      if (within) arrange(inner, within);
    }
  }
}

/** Most maps have the keys of one before them, in the same order. */
export function sort(map: MapTree, order: Order): void {
  const { members } = map;
  let shape: Shape | undefined;
  for (const one of order.shapes) {
    if (!hasKeys(members, one.keys)) continue;
    shape = one;
    break;
  }
  if (!shape) order.shapes[order.next++ % SHAPES] = shape = shapeOf(members, order.ranks);
  if (shape.places) map.members = shape.places.map((place) => members[place]!);
}

/** So many are remembered. */
const SHAPES = 8;

function shapeOf(members: readonly Member[], ranks: Order['ranks']): Shape {
  const keys = members.map(({ key }) => key);
  const own = keys.map((key) => ranks.get(unshared(key ?? null) as string) ?? ranks.size);
  const isSorted = own.every((one, index) => index === 0 || own[index - 1]! <= one);
  const places = isSorted ? undefined : own.map((_, index) => index).sort((a, b) => own[a]! - own[b]!);
  return { keys, places };
}

function hasKeys(members: readonly Member[], keys: readonly unknown[]): boolean {
  const { length } = members;
  if (keys.length !== length) return false;
  for (let index = 0; index < length; index++) if (members[index]!.key !== keys[index]) return false;
  return true;
}
