/** The flat form that Kong derives: no nesting, every field filled in, references as ids (docs/kong/declarative-format.md sections 9 to 11). */
import { randomUUID } from 'node:crypto';
import type { Path } from '../diagnostic.ts';
import type { Registry } from '../schema/registry.ts';
import { type Entry, type Fields, isFields, pathOf } from './entries.ts';
import { filledEntity } from './fill.ts';
import type { Judged } from './judge.ts';
import type { Lookup } from './lookup.ts';

export interface FlatEntity {
  /** The collection. */
  type: string;
  /** The primary key; parts of a composite one are joined with `:`. */
  key: string;
  /** Every field that Kong stores. */
  value: Fields;
  /** Where it is written. */
  path: Path;
  /** Kong draws the id anew at each load. */
  randomId: boolean;
}

export interface FlatConfig {
  /** The top-level fields that start with an underscore. */
  meta: Fields;
  /** Collections in Kong's order, children before their parents. */
  entities: FlatEntity[];
}

/** The flat form of a valid document, as judged; `now` in seconds since 1970. */
export function flatten(
  { document = {}, entries, lookup }: Judged,
  registry: Registry,
  now = Date.now() / 1000,
): FlatConfig {
  const flat = new Flattener(registry, lookup, now);
  const order = [...registry.types.keys()];
  const flatOf = new Map(entries.map((entry) => [entry, flat.entity(entry)]));
  for (const [entry, { value }] of flatOf) copyTransient(entry, value, flatOf);
  const entities = [...flatOf.values()].reverse();
  entities.sort((a, b) => order.indexOf(a.type) - order.indexOf(b.type));
  return { meta: metaOf(document), entities };
}

const metaOf = (document: Fields): Fields => ({
  _format_version: '3.0',
  _transform: document._transform ?? true,
  _comment: document._comment ?? null,
  _ignore: document._ignore ?? null,
});

/** Kong leaves a nested list in its parent too, where the parent has a field of that name: `snis` of a certificate. */
function copyTransient({ type, parent }: Entry, value: Fields, flatOf: ReadonlyMap<Entry, FlatEntity>): void {
  if (!parent?.type.transient?.includes(type.name)) return;
  const holder = flatOf.get(parent)!.value;
  holder[type.name] = [
    ...((holder[type.name] as Fields[] | undefined) ?? []),
    { ...value, _comment: null, _ignore: null },
  ];
}

class Flattener {
  readonly #registry: Registry;
  readonly #lookup: Lookup;
  readonly #now: number;
  /** Ids that stand for the ones Kong draws, so that references agree. */
  readonly #drawn = new Map<Entry, string>();

  constructor(registry: Registry, lookup: Lookup, now: number) {
    this.#registry = registry;
    this.#lookup = lookup;
    this.#now = now;
  }

  entity(entry: Entry): FlatEntity {
    const { type } = entry;
    const value = filledEntity(type, entry.value, this.#registry);
    if (type.generatesId) value.id = this.#idOf(entry);
    for (const { field, target } of type.references) value[field] = this.#reference(entry, field, target);
    for (const field of type.transient ?? []) value[field] = null;
    this.#times(entry, value);
    if (type.ttl && entry.value.ttl !== undefined && entry.value.ttl !== null) value.ttl = entry.value.ttl;
    const key = type.primaryKey.map((field) => value[field] ?? '').join(':');
    return {
      type: type.name,
      key,
      value,
      path: pathOf(entry),
      randomId: type.generatesId && entry.id === undefined,
    };
  }

  #idOf(entry: Entry): string | null {
    if (entry.value.id !== undefined) return entry.value.id as string | null;
    if (entry.id !== undefined) return entry.id;
    let drawn = this.#drawn.get(entry);
    if (!drawn) this.#drawn.set(entry, (drawn = randomUUID()));
    return drawn;
  }

  #reference(entry: Entry, field: string, target: string): unknown {
    const written = entry.value[field];
    if (field === entry.parentField) return { id: this.#idOf(entry.parent!) };
    if (isFields(written)) return written;
    const found = typeof written === 'string' ? this.#lookup.find(target, written) : undefined;
    return found ? { id: this.#idOf(found) } : null;
  }

  /** Whole seconds, or milliseconds where the field takes fractions. */
  #times(entry: Entry, value: Fields): void {
    const type = this.#registry.schema(entry.type.name).properties?.created_at?.type;
    const now = [type].flat().includes('number')
      ? Math.round(this.#now * 1000) / 1000
      : Math.floor(this.#now);
    if ('created_at' in value) value.created_at ??= now;
    if ('updated_at' in value) value.updated_at = now;
  }
}
