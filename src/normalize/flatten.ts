/** The flat form of a config for programs that use dbless as a library. */
import { flatten as flatten_ } from '../config/flatten.ts';
import { type OpenOptions, open } from '../config/open.ts';
import type { Path, Result, Span } from '../diagnostic.ts';

/** An entity as Kong holds it. */
export interface FlatEntity {
  /** For instance `services`. */
  collection: string;
  /** The primary key: the id of most; the parts of a composite key are joined with `:`. */
  key: string;
  /** Every field that Kong stores, defaults filled in, references as `{ id }`. */
  value: Record<string, unknown>;
  /** Where it is written in the document. */
  path: Path;
  /** The place of that in the text; absent when there is none. */
  at?: Span;
  /** Kong draws the id anew at each load, so it only stands for one. */
  hasRandomId: boolean;
}

export interface FlatConfig {
  /** The top-level fields that start with an underscore. */
  meta: Record<string, unknown>;
  /** Collections in Kong's order (docs/kong/declarative-format.md section 5). */
  entities: FlatEntity[];
}

export interface FlattenOptions extends OpenOptions {
  /** The time of loading in seconds since 1970, which Kong notes in each entity. Default: now. */
  now?: number;
}

/**
 * What a Kong 3.10 node makes of a config (docs/kong/declarative-format.md sections 9 to 11): nesting undone, ids
 * derived, defaults filled in. No value when a node would refuse it; the diagnostics are those of `parse`. Never throws.
 */
export function flatten(
  source: Uint8Array | string | object,
  options: FlattenOptions = {},
): Result<FlatConfig> {
  const opened = open(source, options);
  const { judged, valid, registry, locator } = opened;
  const diagnostics = opened.diagnostics();
  if (!judged || !valid) return { diagnostics };
  const { meta, entities } = flatten_(judged, registry, options.now);
  const flat = entities.map(({ type, key, value, path, randomId }): FlatEntity => {
    const at = opened.source.format && locator().value(path);
    return { collection: type, key, value, path, ...(at ? { at } : {}), hasRandomId: randomId };
  });
  return { value: { meta, entities: flat }, diagnostics };
}
