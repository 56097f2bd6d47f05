/** Where an error is: in the schema, in the entity as judged, in the entity as written. */
import type { ErrorObject } from 'ajv';
import type { Path } from '../../diagnostic.ts';
import type { LinkForm } from '../forms.ts';
import { keysOf } from '../pointer.ts';
import type { Registry } from '../registry.ts';
import type { Schema } from '../types.ts';

export type Fields = Record<string, unknown>;

/** What was judged. */
export interface Subject {
  /** The schema's name: `services`, `plugins/key-auth`. */
  name: string;
  form: 'body' | LinkForm;
  /** As judged, with lists that stand for maps as maps. */
  entity: Fields;
  written: Fields;
  registry: Registry;
}

export interface Context extends Subject {
  root: Schema;
}

export interface Place {
  /** The keys from the entity down. */
  keys: string[];
  /** The same as in the document: positions in lists are numbers. */
  path: Path;
  /** What is there. */
  value: unknown;
  /** What the schema says of it. */
  schema: Schema | undefined;
}

export function placeOf(error: ErrorObject, { root, entity, written }: Context): Place {
  const keys = keysOf(error.instancePath);
  const { value, schema } = lookUp(root, error.keyword === 'type' ? written : entity, keys);
  return { keys, path: documentPath(keys, written), value, schema };
}

export function lookUp(
  schema: Schema | undefined,
  value: unknown,
  keys: readonly string[],
): Pick<Place, 'schema' | 'value'> {
  let at = { schema, value };
  for (const key of keys)
    at = { schema: childSchema(at.schema, key), value: (at.value as Fields | undefined)?.[key] };
  return at;
}

export function childSchema(schema: Schema | undefined, key: string): Schema | undefined {
  if (schema?.items) return schema.items;
  if (schema?.properties && Object.hasOwn(schema.properties, key)) return schema.properties[key];
  return typeof schema?.additionalProperties === 'object' ? schema.additionalProperties : undefined;
}

export function documentPath(keys: readonly string[], written: unknown): (string | number)[] {
  let value = written;
  return keys.map((key) => {
    const isPosition = Array.isArray(value) && /^\d+$/.test(key);
    value = (value as Fields | undefined)?.[key];
    return isPosition ? Number(key) : key;
  });
}

/** A path in words: `config.methods[0]`. */
export const fieldName = (path: Path): string =>
  path.reduce<string>((name, key) => {
    if (typeof key === 'number') return `${name}[${key}]`;
    return name ? `${name}.${key}` : key;
  }, '');
