/**
 * Keys in the order of the schemas, collections in the order in which Kong processes them (docs/kong/declarative-format.md
 * section 5). Keys that no schema knows come after the others, in the order they are written in.
 */
import { isList, isMap, type MapTree, type Member, type Tree, unshared } from '../document/layout.ts';
import type { EntityType } from '../schema/digest.ts';
import type { Registry } from '../schema/registry.ts';
import type { Schema } from '../schema/types.ts';

const META = ['_format_version', '_transform', '_comment', '_ignore'];
const ANNOTATIONS = ['_comment', '_ignore'];
const MERGE = '<<';

/** The rank of each key of a record, and the order within the value of a key. */
interface Order {
  ranks: Map<string, number>;
  within: Map<string, Order>;
  /** A list or map whose members have this order. */
  ofMembers?: Order;
}

/** Puts the keys of a whole document in order, in place. */
export class KeyOrder {
  readonly #registry: Registry;
  readonly #records = new Map<string, Order>();
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
    if (!isList(tree)) return;
    for (const { value } of tree.members) {
      const entity = unshared(value);
      if (isMap(entity)) this.#entity(entity, type);
    }
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
    const sub = type.subschemas && !type.subschemas.known ? textOf(entity, type.subschemas.key) : undefined;
    const name = sub !== undefined && this.#registry.has(`${type.name}/${sub}`) ? `${type.name}/${sub}` : '';
    const id = name || type.name;
    let found = this.#records.get(id);
    if (!found) this.#records.set(id, (found = this.#recordOrder(type, name)));
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
  return { ranks, within: new Map() };
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
  return ofMembers && { ...orderOf([]), ofMembers };
}

function arrange(tree: Tree, order: Order): void {
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

/** Mostly they are in order already, or nearly. */
function sort(map: MapTree, { ranks }: Order): void {
  const { members } = map;
  const rank = ({ key }: Member) => ranks.get(unshared(key ?? null) as string) ?? ranks.size;
  let last = -1;
  for (const member of members) {
    const own = rank(member);
    if (own < last) {
      map.members = members.toSorted((a, b) => rank(a) - rank(b));
      return;
    }
    last = own;
  }
}

export function textOf(map: MapTree, key: string): string | undefined {
  const value = unshared(map.members.findLast((member) => member.key === key)?.value ?? null);
  return typeof value === 'string' ? value : undefined;
}
