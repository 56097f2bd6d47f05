/**
 * Schemas for editors: plain JSON Schema of files as they are written, where references are names and children nest. The
 * whole format, or one part of it.
 */
import type { EntityType } from './digest.ts';
import { bundledRegistry, type Registry } from './registry.ts';
import type { Json, Schema } from './types.ts';

/** A schema as an editor sees it; `definitions` hold what it refers to. */
export type EditorSchema = { [key: string]: Json | undefined };

const WHOLE = 'document/declarative-config';

/** The names that `editorSchema` knows: entity types, `plugins/key-auth`, `vaults/env`. */
export function schemaNames(registry: Registry = bundledRegistry()): string[] {
  const named = (['plugins', 'vaults'] as const).flatMap((folder) =>
    registry.names(folder).map((name) => `${folder}/${name}`),
  );
  return [...registry.types.keys(), ...named];
}

/** The whole format without a name; undefined for a name that nothing has. */
export function editorSchema(
  name?: string,
  registry: Registry = bundledRegistry(),
): EditorSchema | undefined {
  if (name !== undefined && !schemaNames(registry).includes(name)) return undefined;
  const $schema = 'http://json-schema.org/draft-07/schema#';
  if (name?.includes('/')) return { $schema, ...plain(registry.schema(name)) };
  if (name)
    return { $schema, ...reference(name), definitions: definitions(registry, reachable(registry, name)) };
  const { properties, ...top } = plain(registry.schema(WHOLE)) as { properties: Record<string, Json> };
  const lists = [...registry.types.keys()].map((type) => [type, listOf(type)]);
  return {
    $schema,
    ...top,
    properties: { ...properties, ...Object.fromEntries(lists) },
    definitions: definitions(registry, [...registry.types.keys()]),
  };
}

const reference = (type: string) => ({ $ref: `#/definitions/${type}` });
const listOf = (type: string): Json => ({ type: ['array', 'null'], items: reference(type) });

/** The type and all that nests in it. */
function reachable(registry: Registry, name: string, found: string[] = []): string[] {
  if (found.includes(name)) return found;
  found.push(name);
  for (const child of Object.keys(registry.types.get(name)?.children ?? {}))
    reachable(registry, child, found);
  return found;
}

function definitions(registry: Registry, names: string[]): Json {
  return Object.fromEntries(names.map((name) => [name, entity(registry, registry.types.get(name)!)])) as Json;
}

/** Nesting gives the reference to the parent, so no reference is required here. */
function entity(registry: Registry, type: EntityType): Json {
  const schema = registry.schema(type.name);
  const { properties, required, ...rest } = plain(schema) as {
    properties: Record<string, Json>;
    required?: string[];
  };
  const links = new Set(type.references.map((one) => one.field));
  const children = Object.keys(type.children).map((child) => [child, listOf(child)]);
  const needed = required?.filter((field) => !links.has(field));
  const folder = schema['x-subschemas']?.schemas
    ? undefined
    : schema['x-subschemas'] && (type.name as 'plugins' | 'vaults');
  return {
    ...rest,
    properties: {
      ...properties,
      ...Object.fromEntries(
        type.references.map((one) => [
          one.field,
          { ...(properties[one.field] as object), type: ['string', 'object', 'null'] },
        ]),
      ),
      ...(type.ttl ? { ttl: { description: 'When the entry expires, as a Unix time in seconds.' } } : {}),
      ...Object.fromEntries(children),
      _comment: { type: ['string', 'null'], description: 'A note for people; Kong ignores it.' },
      _ignore: { type: ['array', 'null'], description: 'Anything at all, ignored by Kong.' },
    },
    ...(needed?.length ? { required: needed } : {}),
    ...(folder ? { allOf: registry.names(folder).map((name) => configuredBy(registry, folder, name)) } : {}),
  } as Json;
}

/** What a plugin or vault of this name adds. */
function configuredBy(registry: Registry, folder: string, name: string): Json {
  const { properties, required } = plain(registry.schema(`${folder}/${name}`)) as {
    properties: Json;
    required?: string[];
  };
  const then = { properties, ...(required?.length ? { required } : {}) } as Json;
  return { if: { properties: { name: { const: name } }, required: ['name'] }, then };
}

/** Without the keywords that only we know; what they say of null and length is kept. */
function plain(value: unknown): EditorSchema {
  return strip(value as Json) as EditorSchema;
}

function strip(value: Json): Json {
  if (Array.isArray(value)) return value.map(strip);
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([key]) => key !== '$schema' && !key.startsWith('x-'));
  const stripped = Object.fromEntries(kept.map(([key, child]) => [key, strip(child)]));
  return (value as Schema)['x-null'] ? { ...stripped, type: 'null' } : stripped;
}
