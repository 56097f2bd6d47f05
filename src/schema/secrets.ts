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
 * The paths of secret values in a record, and of those that may be: what stands where no field is, in a record that has
 * secrets or under a name that sounds like one. It may be a secret with a slip in its name. A vault reference is none, it
 * only says where a secret is.
 */
export function* secretPaths(
  schema: Schema | undefined,
  value: unknown,
  path: SecretPath = [],
): Generator<SecretPath> {
  if (!schema || value === null || value === undefined) return;
  if (schema.writeOnly) yield* everyScalar(value, path);
  else if (Array.isArray(value)) {
    for (const [index, item] of value.entries())
      yield* secretPaths(schema.items ?? schema, item, [...path, index]);
  } else if (typeof value === 'object') {
    for (const [key, item] of Object.entries(value)) {
      const field = Object.hasOwn(schema.properties ?? {}, key)
        ? schema.properties![key]
        : schema.additionalProperties;
      if (typeof field === 'object') yield* secretPaths(field, item, [...path, key]);
      else yield* suspectPaths(key, item, [...path, key], holdsSecrets(schema));
    }
  } else if ((schema.properties || schema.items) && holdsSecrets(schema)) yield* everyScalar(value, path);
}

const SOUNDS_SECRET = /pass|pwd|secret|token|key|cred|auth|jwt|priv|salt/i;

/** What no schema describes. */
export function* suspectPaths(
  key: string,
  value: unknown,
  path: SecretPath,
  isSuspect = false,
): Generator<SecretPath> {
  if (isSuspect || SOUNDS_SECRET.test(key)) yield* everyScalar(value, path);
  else if (typeof value === 'object' && value !== null) {
    for (const [name, item] of itemsOf(value)) yield* suspectPaths(String(name), item, [...path, name]);
  }
}

function* everyScalar(value: unknown, path: SecretPath): Generator<SecretPath> {
  if (typeof value === 'object' && value !== null) {
    for (const [key, item] of itemsOf(value)) yield* everyScalar(item, [...path, key]);
  } else if (value !== null && !(typeof value === 'string' && value.startsWith('{vault://'))) yield path;
}

const itemsOf = (value: object): Iterable<[string | number, unknown]> =>
  Array.isArray(value) ? value.entries() : Object.entries(value);

const holdsSecrets = (schema: Schema): boolean =>
  schema.writeOnly === true ||
  [...Object.values(schema.properties ?? {}), schema.items, schema.additionalProperties].some(
    (inner) => typeof inner === 'object' && holdsSecrets(inner),
  );

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

/** Masks the passwords of URLs: `https://user:****@host`. */
export const maskUrlPasswords = (text: string): string =>
  text.replace(
    /(\b[a-z][a-z\d+.-]*:\/\/[^\s/:@"']*:)([^\s/@"']+)(?=@)/gi,
    (_, head: string, password: string) => head + '*'.repeat(password.length),
  );
