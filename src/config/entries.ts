/** The entities of a document, nested ones included, each knowing its place. */
import type { Path } from '../diagnostic.ts';
import type { EntityType } from '../schema/digest.ts';
import type { Registry } from '../schema/registry.ts';
import { idOf } from './ids.ts';

export type Fields = Record<string, unknown>;

export class Entry {
  readonly type: EntityType;
  /** As written, apart from shorthand fields, once these are replaced. */
  value: Fields;
  /** The entity it is nested in. */
  readonly parent: Entry | undefined;
  /** Its position in the list. */
  readonly index: number;
  /** Its position among all entities of the document. */
  readonly ordinal: number;
  #id: string | null | undefined = null;

  constructor(type: EntityType, value: Fields, parent: Entry | undefined, index: number, ordinal: number) {
    this.type = type;
    this.value = value;
    this.parent = parent;
    this.index = index;
    this.ordinal = ordinal;
  }

  /** Given or derived; undefined for one that Kong draws at random. */
  get id(): string | undefined {
    if (this.#id === null) this.#id = idOf(this);
    return this.#id;
  }

  /** The field that refers to the parent. */
  get parentField(): string | undefined {
    return this.parent?.type.children[this.type.name];
  }
}

/** A place where an entity should be, and something else is. */
export interface Stray {
  path: Path;
  collection: string;
  value: unknown;
  /** The list itself is none. */
  list: boolean;
}

export interface Entries {
  /** Parents before their children, collections in Kong's order. */
  all: Entry[];
  byType: Map<string, Entry[]>;
  strays: Stray[];
}

/** A list as Kong takes it: an empty map is an empty list, as an empty list is an empty map. */
function asList(value: unknown): unknown[] | undefined {
  if (Array.isArray(value)) return value;
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0 ? [] : undefined;
}

function asMap(value: unknown): Fields | undefined {
  if (isFields(value)) return value;
  return Array.isArray(value) && value.length === 0 ? {} : undefined;
}

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The value at a path, as far as there are maps. */
export function valueAt(value: unknown, path: Path): unknown {
  let found = value;
  for (const key of path) {
    if (typeof found !== 'object' || found === null) return undefined;
    found = (found as Record<string, unknown>)[key];
  }
  return found;
}

export function entriesOf(document: Fields, registry: Registry): Entries {
  const collector = new Collector(registry);
  for (const type of registry.types.values()) {
    if (Object.hasOwn(document, type.name)) collector.addList(document[type.name], type, undefined);
  }
  return collector;
}

/** A collection that may nest in an entity. */
interface Child {
  name: string;
  type: EntityType;
}

class Collector implements Entries {
  readonly all: Entry[] = [];
  readonly strays: Stray[] = [];
  readonly byType: Map<string, Entry[]>;
  readonly #children = new Map<EntityType, Child[]>();

  constructor({ types }: Registry) {
    this.byType = new Map([...types.keys()].map((name): [string, Entry[]] => [name, []]));
    for (const type of types.values()) {
      const names = Object.keys(type.children);
      this.#children.set(
        type,
        names.map((name) => ({ name, type: types.get(name)! })),
      );
    }
  }

  addList(list: unknown, type: EntityType, parent: Entry | undefined): void {
    if (list === null) return;
    const items = asList(list);
    if (!items) {
      this.strays.push({ path: listPath(type, parent), collection: type.name, value: list, list: true });
      return;
    }
    const sameType = this.byType.get(type.name)!;
    const children = this.#children.get(type)!;
    for (let index = 0; index < items.length; index++) {
      const value = asMap(items[index]);
      if (value) this.#add(new Entry(type, value, parent, index, this.all.length), sameType, children);
      else {
        const path = [...listPath(type, parent), index];
        this.strays.push({ path, collection: type.name, value: items[index], list: false });
      }
    }
  }

  #add(entry: Entry, sameType: Entry[], children: readonly Child[]): void {
    this.all.push(entry);
    sameType.push(entry);
    for (let index = 0; index < children.length; index++) {
      const { name, type } = children[index]!;
      const list = entry.value[name];
      if (list !== undefined && Object.hasOwn(entry.value, name)) this.addList(list, type, entry);
    }
  }
}

const listPath = (type: EntityType, parent: Entry | undefined): Path => [
  ...(parent ? pathOf(parent) : []),
  type.name,
];

/** Where an entity is in the document. */
export function pathOf(entry: Entry): (string | number)[] {
  return [...(entry.parent ? pathOf(entry.parent) : []), entry.type.name, entry.index];
}

/** The text by which an entity of this type can be referred to, if it is one. */
export function endpointValue(entry: Entry): unknown {
  return entry.type.endpointKey ? entry.value[entry.type.endpointKey] : undefined;
}
