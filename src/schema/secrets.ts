/** Which fields are secret: the ones that schemas mark `writeOnly`. */
import type { Registry } from './registry.ts';
import type { Schema } from './types.ts';

/** Whether the field at `path` of an entity of `name` (`services`, `plugins/key-auth`), or a record around it, is secret. */
export function isSecretField(registry: Registry, name: string, path: readonly (string | number)[]): boolean {
  let schema: Schema | undefined = registry.schema(name);
  for (const key of path) {
    schema =
      schema?.items ??
      schema?.properties?.[key] ??
      (typeof schema?.additionalProperties === 'object' ? schema.additionalProperties : undefined);
    if (schema?.writeOnly) return true;
  }
  return false;
}

type SecretPath = (string | number)[];

/**
 * Collects the paths of secret values, and of those that may be: what stands where no field is, in a record that has secrets
 * or under a name that sounds like one. It may be a secret with a slip in its name. A vault reference is none, it only says
 * where a secret is. What aliases share is looked at once, at the first place, since it is written once.
 */
export class SecretPaths {
  readonly found: SecretPath[] = [];
  /** In which ways something was looked at: mostly one, so a set is made only for a second one. */
  readonly #seen = new Map<object, unknown>();

  /** A value that a schema describes. */
  described(schema: Schema | undefined, value: unknown, path: SecretPath): void {
    if (!schema || value === null || value === undefined) return;
    if (schema.writeOnly) this.all(value, path);
    else if (typeof value !== 'object') {
      if ((schema.properties || schema.items) && holdsSecrets(schema)) this.all(value, path);
    } else if (this.isNew(value, schema)) {
      for (const [key, item] of itemsOf(value)) {
        const field = Array.isArray(value) ? (schema.items ?? schema) : fieldOf(schema, String(key));
        if (field && typeof item !== 'object' && !holdsSecrets(field)) continue;
        const place = [...path, key];
        if (field) this.described(field, item, place);
        else if (holdsSecrets(schema)) this.#doubtful(item, place);
        else this.stray(String(key), item, place);
      }
    }
  }

  /** What no schema describes. */
  stray(key: string, value: unknown, path: SecretPath): void {
    if (SOUNDS_SECRET.test(key)) this.#doubtful(value, path);
    else if (typeof value === 'object' && value !== null && this.isNew(value, 'stray'))
      for (const [name, item] of itemsOf(value)) this.stray(String(name), item, [...path, name]);
  }

  /** The value of a field that is not known; a switch is none that anybody keeps secret. */
  #doubtful(value: unknown, path: SecretPath): void {
    if (typeof value !== 'boolean') this.all(value, path);
  }

  /** Everything in it. */
  all(value: unknown, path: SecretPath): void {
    if (typeof value === 'object' && value !== null) {
      if (this.isNew(value, 'all')) for (const [key, item] of itemsOf(value)) this.all(item, [...path, key]);
    } else if (value !== null && !(typeof value === 'string' && value.startsWith('{vault://')))
      this.found.push(path);
  }

  /** Whether this has not been looked at in this way. */
  isNew(value: object, way: unknown): boolean {
    const ways = this.#seen.get(value);
    if (ways === undefined) this.#seen.set(value, way);
    else if (ways instanceof Set) {
      if (ways.has(way)) return false;
      ways.add(way);
    } else if (ways === way) return false;
    else this.#seen.set(value, new Set([ways, way]));
    return true;
  }
}

const SOUNDS_SECRET = /pass|pwd|secret|token|key|cred|auth|jwt|priv|salt/i;

const itemsOf = (value: object): Iterable<[string | number, unknown]> =>
  Array.isArray(value) ? value.entries() : Object.entries(value);

function fieldOf({ properties = {}, additionalProperties }: Schema, key: string): Schema | undefined {
  if (Object.hasOwn(properties, key)) return properties[key];
  return typeof additionalProperties === 'object' ? additionalProperties : undefined;
}

const holding = new WeakMap<Schema, boolean>();

function holdsSecrets(schema: Schema): boolean {
  const known = holding.get(schema);
  if (known !== undefined) return known;
  const holds =
    schema.writeOnly === true ||
    [...Object.values(schema.properties ?? {}), schema.items, schema.additionalProperties].some(
      (inner) => typeof inner === 'object' && holdsSecrets(inner),
    );
  holding.set(schema, holds);
  return holds;
}

const SECRET_KEYS =
  /^(.*?["']?\b(?:password|secret|client_secret|key|key_alt|token|access_token|refresh_token|private_key|jwk|value|apikey|\w*(?:_secret|_password|_token|secret_\w+))["']?\s*:\s+)(\S.*)$/i;

/** Masks what looks like a secret in a text that cannot be read: the values of keys of such names. */
export function maskByKeys(text: string): string {
  return text
    .split('\n')
    .map((line) =>
      line.replace(SECRET_KEYS, (_, key: string, value: string) => key + value.replace(/[^\s]/g, '*')),
    )
    .join('\n');
}

/** Masks the passwords of URLs, whatever their scheme: `https://user:****@host`. */
export const maskUrlPasswords = (text: string): string =>
  text.replace(
    /(:\/\/[^\s/:@"']*:)([^\s/@"']+)(?=@)/g,
    (_, head: string, password: string) => head + '*'.repeat(password.length),
  );
