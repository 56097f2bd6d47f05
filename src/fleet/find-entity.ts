/** Which entity of the file a node means. */
import type { Entry, Fields } from '../config/entries.ts';
import { isMap } from './admin-api.ts';

export class EntityFinder {
  readonly #byType = new Map<string, Entry[]>();
  readonly #named = new Set<Entry>();

  constructor(entries: readonly Entry[]) {
    for (const entry of entries) {
      const same = this.#byType.get(entry.type.name);
      if (same) same.push(entry);
      else this.#byType.set(entry.type.name, [entry]);
    }
  }

  /** By its id, else its name, and where that leaves several, by what the node repeats of it. */
  byEcho(element: Fields): Entry | undefined {
    const { entity_type: type, entity_id: id, entity_name: name, entity } = element;
    const all = this.#ofSingular(String(type));
    const byId =
      typeof id === 'string' ? all.filter((entry) => entry.value.id === id || entry.id === id) : [];
    const byName = typeof name === 'string' ? all.filter(({ value }) => value.name === name) : [];
    const some = byId.length > 0 ? byId : byName.length > 0 ? byName : all;
    const found = some.length > 1 && isMap(entity) ? likest(some, entity, this.#named) : some[0];
    if (found) this.#named.add(found);
    return found;
  }

  /** By what a node uses as a key where positions are lost: a name, an id. */
  byKey(collection: string, key: string): Entry | undefined {
    const all = this.#byType.get(collection) ?? [];
    const endpoint = all[0]?.type.endpointKey ?? 'name';
    return (
      all.find(({ value }) => value[endpoint] === key || value.name === key) ??
      all.find(({ id }) => id === key)
    );
  }

  /** By its position; in its parent, if it is nested. */
  byPlace(collection: string, index: number, parent?: Entry): Entry | undefined {
    return (this.#byType.get(collection) ?? []).find(
      (entry) => entry.index === index && entry.parent === parent,
    );
  }

  isCollection(name: string): boolean {
    return this.#byType.has(name);
  }

  /** Kong takes one s off the end. */
  #ofSingular(singular: string): Entry[] {
    return this.#byType.get(`${singular}s`) ?? this.#byType.get(singular) ?? [];
  }
}

/** The entity that has most of the fields and fewest others; among equals one that was not named before, and of those the last. */
function likest(some: readonly Entry[], echo: Fields, named: ReadonlySet<Entry>): Entry | undefined {
  const written = Object.entries(echo).filter(([, value]) => value !== null);
  const texts = written.map(([field, value]): [string, string] => [field, JSON.stringify(value)]);
  let best: Entry | undefined;
  let most = Number.NEGATIVE_INFINITY;
  for (const entry of some) {
    const same = texts.filter(([field, text]) => JSON.stringify(entry.value[field]) === text).length;
    const others = Object.keys(entry.value).filter(
      (field) => !(field in echo || field in entry.type.children),
    );
    const score = 2 * (same - others.length) + (named.has(entry) ? 0 : 1);
    if (score >= most) [best, most] = [entry, score];
  }
  return best;
}
