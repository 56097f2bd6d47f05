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
  const sub = subschemaOf({ type, value });
  if (sub === undefined) return secretPathsIn(registry.schema(type.name), value);
  // The plugin's own schema knows its config; where there is none, anything may be a secret.
  const { config, ...rest } = value;
  const known = registry.has(sub) ? registry.schema(sub).properties?.config : { writeOnly: true };
  const inner = secretPathsIn(known, config);
  return [...secretPathsIn(registry.schema(type.name), rest), ...inner.map((path) => ['config', ...path])];
}

/** The schema that a plugin or vault has besides that of its type: `plugins/key-auth`. */
export function subschemaOf({ type, value }: Pick<Entry, 'type' | 'value'>): string | undefined {
  const { subschemas } = type;
  return subschemas && !subschemas.known ? `${type.name}/${value[subschemas.key]}` : undefined;
}
