/**
 * Keys in the order of the schemas, collections in the order in which Kong processes them (docs/kong/declarative-format.md
 * section 5). Keys that no schema knows come after the others, in the order they are written in.
 */
import { isList, isMap, type MapTree, type Member, type Tree, unshared } from '../document/layout.ts';
import type { EntityType } from '../schema/digest.ts';
import type { Registry } from '../schema/registry.ts';
import { addWithin, arrange, fieldsOf, MERGE, type Order, orderOf, sort } from './order.ts';

const META = ['_format_version', '_transform', '_comment', '_ignore'];
const ANNOTATIONS = ['_comment', '_ignore'];

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
    const isCollection = ({ key }: Member) => this.#registry.types.has(key as string);
    const first = map.members.find(isCollection);
    sort(map, this.#document);
    if (first) keepBanner(first, map.members.find(isCollection)!);
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

/** Comments between what a file says of itself and its first collection, an empty line below them, stay there. */
function keepBanner(before: Member, after: Member): void {
  const comments = before.before ?? [];
  const end = before.gap ? comments.length : comments.findLastIndex(({ gap }) => gap);
  if (before === after || end <= 0) return;
  before.before = comments.slice(end);
  const [next, ...others] = after.before ?? [];
  if (!next) after.gap = true;
  after.before = [...comments.slice(0, end), ...(next ? [{ ...next, gap: true }, ...others] : [])];
}

function textOf(map: MapTree, key: string): string | undefined {
  let found: Tree = null;
  for (const member of map.members) if (member.key === key) found = member.value;
  const value = unshared(found);
  return typeof value === 'string' ? value : undefined;
}
