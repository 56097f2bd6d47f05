/**
 * Ids for entities that Kong would give random ones, the same at every run: version 5 UUIDs in the namespace of the
 * collection, of the type, the parent's id and the entity's own fields (docs/commands/normalize.md).
 */
import type { Entry, Fields } from '../config/entries.ts';
import { namespaceOf, uuidV5 } from '../config/uuid.ts';
import type { Registry } from '../schema/registry.ts';
import { isSecretField } from '../schema/secrets.ts';

/** What does not tell an entity from another. */
const LEFT_OUT = new Set(['id', '_comment', '_ignore', 'created_at', 'updated_at']);

export class StableIds {
  readonly #registry: Registry;
  readonly #entries: readonly Entry[];
  readonly #assigned = new Map<Entry, string>();
  readonly #taken = new Map<string, Set<string>>();

  constructor(registry: Registry, entries: readonly Entry[]) {
    this.#registry = registry;
    this.#entries = entries;
  }

  /** The id that was assigned, if there is one. */
  get(entry: Entry): string | undefined {
    return this.#assigned.get(entry);
  }

  /** Twins get different ones, in the order in which they are asked for. */
  assign(entry: Entry): string {
    let id = this.#assigned.get(entry);
    if (id === undefined) {
      const key = this.#keyOf(entry);
      id = this.#hashed(entry, key);
      for (let count = 2; !this.claim(entry, id); count++) id = this.#hashed(entry, `${key}:${count}`);
      this.#assigned.set(entry, id);
    }
    return id;
  }

  /** False when another entity of the collection has that id. */
  claim({ type }: Entry, id: string): boolean {
    let taken = this.#taken.get(type.name);
    if (!taken) this.#taken.set(type.name, (taken = this.#idsOf(type.name)));
    return taken.size !== taken.add(id).size;
  }

  #idsOf(collection: string): Set<string> {
    const ids = new Set<string>();
    for (const entry of this.#entries)
      if (entry.type.name === collection && entry.id !== undefined) ids.add(entry.id);
    return ids;
  }

  #hashed = ({ type }: Entry, key: string): string => uuidV5(namespaceOf(type.name), key);

  #keyOf(entry: Entry): string {
    const parent =
      entry.parent && (entry.parent.id ?? this.#assigned.get(entry.parent) ?? this.#ofParent(entry));
    return [entry.type.name, parent ?? '', JSON.stringify(sorted(this.#content(entry)))].join(':');
  }

  #ofParent({ parent }: Entry): string {
    return this.#hashed(parent!, this.#keyOf(parent!));
  }

  #content({ type, value, parentField }: Entry): Fields {
    const own = Object.entries(value).filter(
      ([key]) =>
        !LEFT_OUT.has(key) &&
        key !== parentField &&
        !Object.hasOwn(type.children, key) &&
        !isSecretField(this.#registry, type.name, [key]),
    );
    return Object.fromEntries(own);
  }
}

/** With keys in one order, at every depth. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, item]) => [key, sorted(item)]));
}
