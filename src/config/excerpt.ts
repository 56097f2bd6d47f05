/** The source as it may be shown: secrets masked, lines and columns as they were. */
import type { Locator } from '../document/index.ts';
import type { EntityType } from '../schema/digest.ts';
import type { Registry } from '../schema/registry.ts';
import { maskByKeys, maskUrlPasswords, SecretPaths } from '../schema/secrets.ts';
import type { Schema } from '../schema/types.ts';
import { type Fields, isFields } from './entries.ts';

/** What an entity may have beside the fields of its schema, and no secrets. */
const ANYWHERE = new Set(['_comment', '_ignore', 'ttl', 'updated_at']);

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
  readonly #paths = new SecretPaths();
  readonly #mixed = new Map<string, Schema>();

  constructor(registry: Registry) {
    this.#registry = registry;
  }

  ofDocument(document: Fields): (string | number)[][] {
    for (const [key, value] of Object.entries(document)) {
      const type = this.#registry.types.get(key);
      if (type) this.#list(type, value, [key]);
      else if (!key.startsWith('_')) this.#paths.stray(key, value, [key]);
    }
    return this.#paths.found;
  }

  /** Also where something else than a list of entities stands. */
  #list(type: EntityType, value: unknown, path: (string | number)[]): void {
    if (Array.isArray(value)) {
      if (this.#paths.isNew(value, type))
        for (const [index, item] of value.entries()) this.#list(type, item, [...path, index]);
    } else if (!isFields(value)) this.#paths.described(this.#registry.schema(type.name), value, path);
    else if (this.#paths.isNew(value, type)) this.#entity(type, value, path);
  }

  #entity(type: EntityType, entity: Fields, path: (string | number)[]): void {
    const { types } = this.#registry;
    const schema = this.#registry.schema(type.name);
    const own: Fields = {};
    for (const [key, value] of Object.entries(entity)) {
      const nested = Object.hasOwn(schema.properties ?? {}, key) ? undefined : types.get(key);
      if (nested) this.#list(nested, value, [...path, key]);
      else if (!ANYWHERE.has(key)) own[key] = value;
    }
    if (type.subschemas && !type.subschemas.known) this.#configured(type, own, path);
    else this.#paths.described(schema, own, path);
  }

  /** A plugin or vault. Of one that is not known, anything in its config may be a secret. */
  #configured({ name, subschemas }: EntityType, { config, ...own }: Fields, path: (string | number)[]): void {
    const full = `${name}/${own[subschemas!.key]}`;
    const known = this.#registry.has(full) ? this.#registry.schema(full).properties?.config : undefined;
    if (known) this.#paths.described(known, config, [...path, 'config']);
    else this.#paths.all(config ?? null, [...path, 'config']);
    let mixed = this.#mixed.get(full);
    if (!mixed) {
      // A field of the config may stand beside it.
      mixed = { properties: { ...known?.properties, ...this.#registry.schema(name).properties } };
      this.#mixed.set(full, mixed);
    }
    this.#paths.described(mixed, own, path);
  }
}
