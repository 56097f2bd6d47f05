/** The source as it may be shown: secrets masked, lines and columns as they were. */
import type { Locator } from '../document/index.ts';
import type { EntityType } from '../schema/digest.ts';
import type { Registry } from '../schema/registry.ts';
import { maskByKeys, maskUrlPasswords, secretPaths, suspectPaths } from '../schema/secrets.ts';
import { type Fields, isFields } from './entries.ts';

/** What an entity may have beside the fields of its schema, and no secrets. */
const ANYWHERE = new Set(['_comment', '_ignore', 'ttl', 'updated_at']);

type Paths = Generator<(string | number)[]>;

/** A text that cannot be read has no `document`. */
export function masked(
  text: string,
  document?: Fields,
  locator?: () => Locator,
  registry?: Registry,
): string {
  if (!document || !locator || !registry) return maskUrlPasswords(maskByKeys(text));
  const spans = [...new Secrets(registry.whole).ofDocument(document)]
    .flatMap((path) => [locator().offsets(path) ?? []])
    .filter((span): span is [number, number] => span.length > 0)
    .sort(([a], [b]) => a - b);
  const parts: string[] = [];
  let done = 0;
  for (const [start, end] of spans) {
    if (start < done) continue;
    parts.push(text.slice(done, start), text.slice(start, end).replace(/[^\s"'|>]/g, '*'));
    done = end;
  }
  return maskUrlPasswords(parts.join('') + text.slice(done));
}

/** The paths of what may be a secret, in a document that may be wrong in any way. */
class Secrets {
  readonly #registry: Registry;

  constructor(registry: Registry) {
    this.#registry = registry;
  }

  *ofDocument(document: Fields): Paths {
    for (const [key, value] of Object.entries(document)) {
      const type = this.#registry.types.get(key);
      if (type) yield* this.#ofList(type, value, [key]);
      else if (!key.startsWith('_')) yield* suspectPaths(key, value, [key]);
    }
  }

  /** Also where something else than a list of entities stands. */
  *#ofList(type: EntityType, value: unknown, path: (string | number)[]): Paths {
    if (Array.isArray(value)) {
      for (const [index, item] of value.entries()) yield* this.#ofList(type, item, [...path, index]);
    } else if (isFields(value)) yield* this.#ofEntity(type, value, path);
    else yield* secretPaths(this.#registry.schema(type.name), value, path);
  }

  *#ofEntity(type: EntityType, entity: Fields, path: (string | number)[]): Paths {
    const { types } = this.#registry;
    const { properties = {} } = this.#registry.schema(type.name);
    const own: Fields = {};
    for (const [key, value] of Object.entries(entity)) {
      const nested = Object.hasOwn(properties, key) ? undefined : types.get(key);
      if (nested) yield* this.#ofList(nested, value, [...path, key]);
      else if (!ANYWHERE.has(key)) own[key] = value;
    }
    if (type.subschemas && !type.subschemas.known) yield* this.#ofConfigured(type, own, path);
    else yield* secretPaths(this.#registry.schema(type.name), own, path);
  }

  /** A plugin or vault. Of one that is not known, anything in its config may be a secret. */
  *#ofConfigured(
    { name, subschemas }: EntityType,
    { config, ...own }: Fields,
    path: (string | number)[],
  ): Paths {
    const full = `${name}/${own[subschemas!.key]}`;
    const known = this.#registry.has(full) ? this.#registry.schema(full).properties?.config : undefined;
    const inConfig = known?.properties ?? {};
    const place = [...path, 'config'];
    if (known) yield* secretPaths(known, config, place);
    else yield* suspectPaths('config', config, place, true);
    const { properties = {} } = this.#registry.schema(name);
    yield* secretPaths({ properties: { ...inConfig, ...properties } }, own, path);
  }
}
