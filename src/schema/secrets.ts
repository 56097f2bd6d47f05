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

/** The paths of secret values in a record; a vault reference is none, it only says where a secret is. */
export function* secretPaths(
  schema: Schema | undefined,
  value: unknown,
  path: (string | number)[] = [],
): Generator<(string | number)[]> {
  if (!schema || value === null || value === undefined) return;
  if (schema.writeOnly) {
    if (!(typeof value === 'string' && value.startsWith('{vault://'))) yield path;
  } else if (Array.isArray(value)) {
    if (schema.items)
      for (const [index, item] of value.entries()) yield* secretPaths(schema.items, item, [...path, index]);
  } else if (typeof value === 'object') {
    for (const [key, item] of Object.entries(value)) {
      const field = Object.hasOwn(schema.properties ?? {}, key)
        ? schema.properties![key]
        : schema.additionalProperties;
      if (typeof field === 'object') yield* secretPaths(field, item, [...path, key]);
    }
  }
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

/** Masks the passwords of URLs: `https://user:****@host`. */
export const maskUrlPasswords = (text: string): string =>
  text.replace(
    /(\b[a-z][a-z\d+.-]*:\/\/[^\s/:@"']*:)([^\s/@"']+)(?=@)/gi,
    (_, head: string, password: string) => head + '*'.repeat(password.length),
  );
