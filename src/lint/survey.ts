/**
 * One walk over all entities notes what is out of the ordinary; the rules then look at that only. A walk of its own for each
 * rule would cost more than most of them.
 */
import type { Entry } from '../config/entries.ts';
import type { Lookup } from '../config/lookup.ts';
import type { EntityType } from '../schema/digest.ts';

export interface Survey {
  /** Without what their id derives from; by collection. */
  anonymous: ReadonlyMap<string, readonly Entry[]>;
  /** With a reference written out. */
  referring: readonly Entry[];
  plugins: ReadonlyMap<string, readonly Entry[]>;
  /** Plugins that say for which protocols they are. */
  pluginsWithProtocols: readonly Entry[];
  /** Routes with a path that is not made of plain words: a regex, the path of all paths, signs. */
  routesWithOddPaths: readonly Entry[];
  /** Routes with protocols that are not of HTTP. */
  streamRoutes: readonly Entry[];
  /** Routes with the older way to join paths. */
  routesOfV1: readonly Entry[];
}

export function survey(types: Iterable<EntityType>, lookup: Lookup): Survey {
  const surveyor = new Surveyor();
  for (const type of types) surveyor.visit(type, lookup.all(type.name));
  return surveyor;
}

class Surveyor implements Survey {
  readonly anonymous = new Map<string, readonly Entry[]>();
  readonly referring: Entry[] = [];
  readonly plugins = new Map<string, Entry[]>();
  readonly pluginsWithProtocols: Entry[] = [];
  readonly routesWithOddPaths: Entry[] = [];
  readonly streamRoutes: Entry[] = [];
  readonly routesOfV1: Entry[] = [];

  visit(type: EntityType, entries: readonly Entry[]): void {
    if (entries.length === 0) return;
    const anonymous: Entry[] = [];
    const name = nameField(type);
    const fields = type.references.map(({ field }) => field);
    const note = type.name === 'routes' ? this.#route : type.name === 'plugins' ? this.#plugin : undefined;
    for (const entry of entries) {
      const { value } = entry;
      if (name !== undefined && value.id === undefined && (name === null || typeof value[name] !== 'string'))
        anonymous.push(entry);
      // What is nested refers to its parent without a word, and most types refer to nothing else.
      if (fields.length > 1 || !entry.parent) this.#references(entry, fields);
      note?.call(this, entry);
    }
    if (anonymous.length) this.anonymous.set(type.name, anonymous);
  }

  #references(entry: Entry, fields: readonly string[]): void {
    for (let index = 0; index < fields.length; index++) {
      const written = entry.value[fields[index]!];
      if (written === undefined || written === null) continue;
      this.referring.push(entry);
      return;
    }
  }

  #plugin(entry: Entry): void {
    const { name, protocols } = entry.value;
    if (typeof name !== 'string') return;
    const same = this.plugins.get(name);
    if (same) same.push(entry);
    else this.plugins.set(name, [entry]);
    if (protocols !== undefined) this.pluginsWithProtocols.push(entry);
  }

  #route(entry: Entry): void {
    const { paths, protocols, path_handling } = entry.value;
    if (path_handling === 'v1') this.routesOfV1.push(entry);
    // Protocols are all of one family, so the first tells.
    if (Array.isArray(protocols) && !HTTP.has(protocols[0])) this.streamRoutes.push(entry);
    if (!Array.isArray(paths)) return;
    for (let index = 0; index < paths.length; index++) {
      const path = paths[index];
      if (typeof path !== 'string' || (PLAIN.test(path) && !path.includes('/:'))) continue;
      this.routesWithOddPaths.push(entry);
      return;
    }
  }
}

/** A path of words; signs that a plain path may well have among them. */
const PLAIN = /^\/[\w\-/.~%:@!&',;=]+$/;

const HTTP = new Set<unknown>(['grpc', 'grpcs', 'http', 'https']);

/**
 * The field from which the id derives: none (null) for a type whose ids are always drawn, undefined for one whose ids
 * never are. What nests in an entity with such an id and derives its own from it is not counted.
 */
export function nameField({
  generatesId,
  cacheKey,
  auto,
  endpointKey,
}: EntityType): string | null | undefined {
  if (!generatesId) return undefined;
  if (cacheKey) return cacheKey.some((field) => auto.includes(field)) ? null : undefined;
  return endpointKey ?? null;
}
