/** Finds the entity that a reference means (docs/kong/declarative-format.md section 7). */
import { type Entry, endpointValue, isFields } from './entries.ts';

export interface Names {
  /** The first entity of each name. */
  first: ReadonlyMap<string, Entry>;
  /** The others. */
  repeated: readonly Entry[];
}

/** Indexes are made when first asked for: few documents need all of them. */
export class Lookup {
  readonly #byType: ReadonlyMap<string, readonly Entry[]>;
  readonly #names = new Map<string, Names>();
  readonly #ids = new Map<string, Map<string, Entry>>();

  constructor(byType: ReadonlyMap<string, readonly Entry[]>) {
    this.#byType = byType;
  }

  /** By name first, then by id; an object by its `id` alone. */
  find(collection: string, reference: unknown): Entry | undefined {
    if (typeof reference === 'string')
      return this.names(collection).first.get(reference) ?? this.#byId(collection).get(reference);
    return isFields(reference) && typeof reference.id === 'string'
      ? this.#byId(collection).get(reference.id)
      : undefined;
  }

  /** By endpoint key, where that identifies one entity. */
  names(collection: string): Names {
    let found = this.#names.get(collection);
    if (!found) this.#names.set(collection, (found = namesOf(this.#byType.get(collection) ?? [])));
    return found;
  }

  all(collection: string): readonly Entry[] {
    return this.#byType.get(collection) ?? [];
  }

  #byId(collection: string): Map<string, Entry> {
    let found = this.#ids.get(collection);
    if (!found) {
      this.#ids.set(collection, (found = new Map()));
      for (const entry of this.#byType.get(collection) ?? []) {
        if (entry.id !== undefined && !found.has(entry.id)) found.set(entry.id, entry);
      }
    }
    return found;
  }
}

function namesOf(entries: readonly Entry[]): Names {
  const first = new Map<string, Entry>();
  const repeated: Entry[] = [];
  if (!entries[0]?.type.endpointUnique) return { first, repeated };
  for (const entry of entries) {
    const name = endpointValue(entry);
    if (typeof name !== 'string') continue;
    if (first.has(name)) repeated.push(entry);
    else first.set(name, entry);
  }
  return { first, repeated };
}
