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
const asList = (value: unknown): unknown[] | undefined => {
  if (Array.isArray(value)) return value;
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0 ? [] : undefined;
};

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export function entriesOf(document: Fields, registry: Registry): Entries {
  const byType = new Map([...registry.types.keys()].map((name): [string, Entry[]] => [name, []]));
  const entries: Entries = { all: [], byType, strays: [] };
  for (const type of registry.types.values()) {
    if (Object.hasOwn(document, type.name)) addList(document[type.name], type, undefined, entries, registry);
  }
  return entries;
}

function addList(
  list: unknown,
  type: EntityType,
  parent: Entry | undefined,
  entries: Entries,
  registry: Registry,
): void {
  if (list === null || list === undefined) return;
  const items = asList(list);
  const path = (): Path => [...(parent ? pathOf(parent) : []), type.name];
  if (!items) {
    entries.strays.push({ path: path(), collection: type.name, value: list, list: true });
    return;
  }
  const sameType = entries.byType.get(type.name)!;
  for (let index = 0; index < items.length; index++) {
    const value = Array.isArray(items[index]) && (items[index] as unknown[]).length === 0 ? {} : items[index];
    if (!isFields(value)) {
      entries.strays.push({ path: [...path(), index], collection: type.name, value, list: false });
      continue;
    }
    const entry = new Entry(type, value, parent, index, entries.all.length);
    entries.all.push(entry);
    sameType.push(entry);
    for (const child in type.children) {
      if (value[child] !== undefined && Object.hasOwn(value, child))
        addList(value[child], registry.types.get(child)!, entry, entries, registry);
    }
  }
}

/** Where an entity is in the document. */
export function pathOf(entry: Entry): (string | number)[] {
  return [...(entry.parent ? pathOf(entry.parent) : []), entry.type.name, entry.index];
}

/** The text by which an entity of this type can be referred to, if it is one. */
export function endpointValue(entry: Entry): unknown {
  return entry.type.endpointKey ? entry.value[entry.type.endpointKey] : undefined;
}
