/**
 * Keys in the order of the schemas, collections in the order in which Kong processes them (docs/kong/declarative-format.md
 * section 5). Keys that no schema knows come after the others, in the order they are written in.
 */
import { isList, isMap, type MapTree, type Member, Raw, type Tree, unshared } from '../document/layout.ts';
import type { EntityType } from '../schema/digest.ts';
import type { Registry } from '../schema/registry.ts';
import type { Schema } from '../schema/types.ts';

const META = ['_format_version', '_transform', '_comment', '_ignore'];
const ANNOTATIONS = ['_comment', '_ignore'];
const MERGE = '<<';

/** The keys of a map as written, and where each member of the sorted one comes from if it was not sorted. */
interface Shape {
  keys: unknown[];
  places: number[] | undefined;
}

/** The rank of each key of a record, and the order within the value of a key. */
interface Order {
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

/** Puts the keys of a whole document in order, in place; those of entities when they are written. */
export class KeyOrder {
  readonly #registry: Registry;
  readonly #records = new Map<EntityType, Map<string | undefined, Order>>();
  readonly #arrangers = new Map<EntityType, (tree: Tree) => void>();
  readonly #document: Order;

  constructor(registry: Registry) {
    this.#registry = registry;
    this.#document = orderOf([MERGE, ...META, ...registry.types.keys()]);
  }

  apply(root: Tree): void {
    const map = unshared(root);
    if (!isMap(map)) return;
    sort(map, this.#document);
    for (const { key, value } of map.members) {
      const type = this.#registry.types.get(key as string);
      if (type) this.#entities(value, type);
    }
  }

  #entities(list: Tree, type: EntityType): void {
    const tree = unshared(list);
    if (isList(tree)) tree.arrange = this.#arrangers.get(type) ?? this.#arranger(type);
  }

  #arranger(type: EntityType): (tree: Tree) => void {
    const arranger = (tree: Tree) => {
      const entity = unshared(tree);
      if (isMap(entity)) this.#entity(entity, type);
    };
    this.#arrangers.set(type, arranger);
    return arranger;
  }

  #entity(entity: MapTree, type: EntityType): void {
    const order = this.#orderOf(type, entity);
    sort(entity, order);
    for (const { key, value } of entity.members) {
      if (typeof value !== 'object' || value === null || typeof key !== 'string') continue;
      const child = order.within.get(key);
      if (child) arrange(value, child);
      else if (Object.hasOwn(type.children, key)) this.#entities(value, this.#registry.types.get(key)!);
    }
  }

  /** Of a plugin or vault, what its name adds. */
  #orderOf(type: EntityType, entity: MapTree): Order {
    const key = type.subschemas && !type.subschemas.known ? textOf(entity, type.subschemas.key) : undefined;
    let orders = this.#records.get(type);
    if (!orders) this.#records.set(type, (orders = new Map()));
    let found = orders.get(key);
    if (!found) {
      const sub = `${type.name}/${key}`;
      found = this.#recordOrder(type, this.#registry.has(sub) ? sub : '');
      orders.set(key, found);
    }
    return found;
  }

  #recordOrder(type: EntityType, sub: string): Order {
    const own = fieldsOf(this.#registry.schema(type.name));
    const more = sub ? fieldsOf(this.#registry.schema(sub)) : [];
    const fields = new Map([...own, ...more]);
    const children = [...this.#registry.types.keys()].filter((name) => Object.hasOwn(type.children, name));
    const order = orderOf([MERGE, ...ANNOTATIONS, ...fields.keys(), 'ttl', ...children]);
    for (const [name, field] of fields) addWithin(order, name, field);
    return order;
  }
}

const fieldsOf = ({ properties = {} }: Schema): [string, Schema][] => Object.entries(properties);

function orderOf(keys: readonly string[]): Order {
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

function addWithin(order: Order, name: string, field: Schema): void {
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

function arrange(tree: Tree, order: Order): void {
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
function sort(map: MapTree, order: Order): void {
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

export function textOf(map: MapTree, key: string): string | undefined {
  let found: Tree = null;
  for (const member of map.members) if (member.key === key) found = member.value;
  const value = unshared(found);
  return typeof value === 'string' ? value : undefined;
}
