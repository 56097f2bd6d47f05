/**
 * Ids for what Kong draws one for at each load (docs/kong/declarative-format.md section 9): version 5 UUIDs of what
 * an entity is, so that every run writes the same.
 */
import type { Entry, Fields } from '../config/entries.ts';
import type { Judged } from '../config/judge.ts';
import { namespaceOf, uuidV5 } from '../config/uuid.ts';
import type { Registry } from '../schema/registry.ts';
import { idOfConsumer } from './consumers.ts';

/** Not what an entity is: what Kong fills in, what is said about it, and what must not be guessed from an id. */
const NO_CONTENT = new Set(['id', 'created_at', 'updated_at', 'cert_digest', '_comment', '_ignore', 'ttl']);

export class StableIds {
  readonly #registry: Registry;
  readonly #ids = new Map<Entry, string>();
  /** How often the same content came before. */
  readonly #counts = new Map<string, number>();

  /** The entities in the order of the document, parents before children. */
  constructor({ entries }: Judged, registry: Registry) {
    this.#registry = registry;
    for (const entry of entries) if (entry.type.generatesId) this.#ids.set(entry, this.#idOf(entry));
  }

  /** Given, derived as Kong does it, or of the content. */
  of(entry: Entry): string | undefined {
    return this.#ids.get(entry);
  }

  #idOf(entry: Entry): string {
    if (entry.id !== undefined) return entry.id;
    if (entry.type.name === 'consumers') return idOfConsumer(entry);
    const content = JSON.stringify([entry.parent && this.#ids.get(entry.parent), this.#contentOf(entry)]);
    const key = `${entry.type.name}\0${content}`;
    const count = this.#counts.get(key) ?? 0;
    this.#counts.set(key, count + 1);
    return uuidV5(namespaceOf(`${entry.type.name} by content`), `${count}:${content}`);
  }

  /** Its fields by name; no secrets, nothing that may be drawn, nothing nested. */
  #contentOf({ type, value }: Entry): unknown {
    const properties = this.#registry.schema(type.name).properties ?? {};
    const fields: Fields = {};
    for (const name of Object.keys(value).sort()) {
      const isLeftOut = NO_CONTENT.has(name) || name in type.children || type.auto.includes(name);
      if (!isLeftOut && !properties[name]?.writeOnly) fields[name] = sorted(value[name]);
    }
    if (type.name === 'plugins' || type.name === 'vaults') delete fields.config;
    return fields;
  }
}

/** The order of keys is no content. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, item]) => [key, sorted(item)]));
}
