/** What one node holds: the flat entities and their hash, replaced as a whole or not at all. */
import { createHash, randomBytes } from 'node:crypto';
import type { Fields } from '../../config/entries.ts';
import type { FlatConfig } from '../../config/flatten.ts';

/** By collection, then by primary key. */
export type Collections = Record<string, Record<string, Fields>>;

/** The hash of a node that holds nothing (docs/kong/admin-config-api.md section 3). */
export const NOTHING = '0'.repeat(32);

export const md5 = (bytes: Uint8Array | string): string => createHash('md5').update(bytes).digest('hex');

export class Held {
  readonly #mapSize: number;
  /** Sizes of the newest loads, the current one last. */
  #sizes: number[] = [];
  #entities: Collections = {};
  #hash = NOTHING;
  #loads = 0;

  constructor(mapSize: number) {
    this.#mapSize = mapSize;
  }

  get hash(): string {
    return this.#hash;
  }

  get entities(): Readonly<Collections> {
    return this.#entities;
  }

  /** How many configs have been loaded. */
  get loads(): number {
    return this.#loads;
  }

  /** `hash` of the text; without one it cannot be foretold. False: it does not fit, and nothing has changed. */
  replace(entities: Collections, hash: string | undefined): boolean {
    const size = sizeOf(entities);
    if (!this.#fits(size)) return false;
    this.#sizes = [...this.#sizes, size].slice(-3);
    this.#entities = entities;
    this.#hash = Object.keys(entities).length === 0 ? NOTHING : (hash ?? randomBytes(16).toString('hex'));
    this.#loads++;
    return true;
  }

  /** As after a start without a config. */
  clear(): void {
    this.#entities = {};
    this.#hash = NOTHING;
    this.#sizes = [];
  }

  /** The map keeps the last two loads beside the new one (docs/kong/more-observations.md section 8); a rough measure. */
  #fits(size: number): boolean {
    return this.#sizes.slice(-2).reduce((sum, one) => sum + one, size) <= this.#mapSize;
  }
}

/** Roughly, in bytes. */
const sizeOf = (collections: Collections): number =>
  Object.values(collections).reduce(
    (sum, entities) =>
      Object.values(entities).reduce((all, entity) => all + JSON.stringify(entity).length, sum),
    0,
  );

/** Workspaces are hidden, and alone they are nothing. A key may be any text, so the maps have no prototype. */
export function grouped({ entities }: FlatConfig): Collections {
  const out: Collections = {};
  for (const { type, key, value } of entities) {
    if (type === 'workspaces') continue;
    out[type] ??= Object.create(null) as Collections[string];
    out[type][key] = value;
  }
  return out;
}
