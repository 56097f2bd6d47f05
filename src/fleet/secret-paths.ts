/** Where in a value its secrets are. */
import type { Entry } from '../config/entries.ts';
import type { Registry } from '../schema/registry.ts';
import { SecretPaths } from '../schema/secrets.ts';
import type { Schema } from '../schema/types.ts';

export function secretPathsIn(schema: Schema | undefined, value: unknown): readonly (string | number)[][] {
  const paths = new SecretPaths();
  paths.described(schema, value, []);
  return paths.found;
}

/** The paths of an entity's secrets, its plugin's or vault's included. */
export function secretsOf(
  { type, value }: Pick<Entry, 'type' | 'value'>,
  registry: Registry,
): readonly (string | number)[][] {
  const sub = type.subschemas && !type.subschemas.known ? `${type.name}/${value[type.subschemas.key]}` : '';
  if (!registry.has(sub)) return secretPathsIn(registry.schema(type.name), value);
  // The plugin's own schema knows its config.
  const { config, ...rest } = value;
  const inner = secretPathsIn(registry.schema(sub).properties?.config, config);
  return [...secretPathsIn(registry.schema(type.name), rest), ...inner.map((path) => ['config', ...path])];
}
