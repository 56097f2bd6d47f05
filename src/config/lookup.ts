/** Finds the entity that a reference means (docs/kong/declarative-format.md section 7). */
import { type Entry, endpointValue, isFields } from './entries.ts';

export class Lookup {
  readonly #byName = new Map<string, Map<string, Entry>>();
  readonly #byId = new Map<string, Map<string, Entry>>();

  constructor(entries: readonly Entry[]) {
    for (const entry of entries) {
      const { name: collection, endpointUnique } = entry.type;
      const name = endpointValue(entry);
      if (endpointUnique && typeof name === 'string') add(this.#byName, collection, name, entry);
      if (entry.id !== undefined) add(this.#byId, collection, entry.id, entry);
    }
  }

  /** By name first, then by id; an object by its `id` alone. */
  find(collection: string, reference: unknown): Entry | undefined {
    if (typeof reference === 'string') return this.byName(collection, reference) ?? this.byId(collection, reference);
    return isFields(reference) && typeof reference.id === 'string' ? this.byId(collection, reference.id) : undefined;
  }

  byName(collection: string, name: string): Entry | undefined {
    return this.#byName.get(collection)?.get(name);
  }

  byId(collection: string, id: string): Entry | undefined {
    return this.#byId.get(collection)?.get(id);
  }

  names(collection: string): Iterable<string> {
    return this.#byName.get(collection)?.keys() ?? [];
  }
}

/** The first one stays. */
function add(index: Map<string, Map<string, Entry>>, collection: string, key: string, entry: Entry): void {
  let entries = index.get(collection);
  if (!entries) index.set(collection, (entries = new Map()));
  if (!entries.has(key)) entries.set(key, entry);
}
