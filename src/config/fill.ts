/** What Kong fills in: defaults, drawn values, nulls (docs/kong/declarative-format.md section 10). */
import { randomBytes, randomInt } from 'node:crypto';
import type { EntityType } from '../schema/digest.ts';
import type { Registry } from '../schema/registry.ts';
import type { Schema } from '../schema/types.ts';
import { type Fields, isFields } from './entries.ts';

/** A whole entity, with what its plugin or vault adds. */
export function filledEntity(type: EntityType, value: Fields, registry: Registry): Fields {
  const out = filledRecord(registry.schema(type.name), value);
  const sub = type.subschemas && !type.subschemas.known ? `${type.name}/${value[type.subschemas.key]}` : '';
  if (registry.has(sub)) Object.assign(out, filledRecord(registry.schema(sub), value));
  // Of a plugin that the node has and we do not know, nothing can be filled in.
  else if (sub !== '' && value.config !== undefined) out.config = value.config;
  if (type.subschemas?.known) Object.assign(out, replacedDefaults(registry.schema(type.name), value, out));
  return out;
}

/** A route's protocols change what a field is when it is absent. */
function replacedDefaults(schema: Schema, value: Fields, out: Fields): Fields {
  const { key, schemas = {}, replaces = [] } = schema['x-subschemas']!;
  const list = out[key] as unknown[];
  const sub = schemas[list.find((item) => typeof item === 'string' && item in schemas) as string];
  const changed = replaces.filter(
    (field) => value[field] === undefined && sub?.properties?.[field]?.default !== undefined,
  );
  return Object.fromEntries(changed.map((field) => [field, sub!.properties![field]!.default]));
}

/** A whole record: every declared field, in the schema's order, and no others. Shorthand fields have been replaced before. */
function filledRecord(schema: Schema, record: Fields): Fields {
  const out: Fields = {};
  for (const [name, field] of Object.entries(schema.properties ?? {})) {
    const isInputOnly = field['x-shorthand'] && !field['x-shorthand'].to.includes(name);
    if (!isInputOnly) out[name] = filled(field, record[name]);
  }
  return out;
}

function filled(schema: Schema, value: unknown): unknown {
  if (value === undefined) return absent(schema);
  if (value === null) return null;
  const types = [schema.type].flat();
  if (types.includes('array')) return filledList(schema, Array.isArray(value) ? value : []);
  if (types.includes('object') && schema.properties)
    return filledRecord(schema, isFields(value) ? value : {});
  if (types.includes('object') && typeof schema.additionalProperties === 'object') {
    const values = schema.additionalProperties;
    return Object.fromEntries(
      Object.entries(value as Fields).map(([key, item]) => [key, filled(values, item)]),
    );
  }
  return value;
}

function absent(schema: Schema): unknown {
  if (Array.isArray(schema.default)) return structuredClone(schema.default);
  if (schema.default !== undefined) return filled(schema, schema.default);
  if (schema['x-auto'] && schema.format !== 'uuid') return randomText();
  if (schema.type !== 'object' || !schema.properties) return null;
  // Kong goes over a record that it has made once more, which fills in the records in the lists of its defaults.
  return filledRecord(schema, filledRecord(schema, {}));
}

/** A set loses its duplicates, the first one stays. */
function filledList(schema: Schema, list: unknown[]): unknown[] {
  const items = schema.items ? list.map((item) => filled(schema.items!, item)) : list;
  if (!schema['x-set']) return items;
  const seen = new Set<unknown>();
  return items.filter((item) => {
    const key = typeof item === 'object' ? JSON.stringify(item) : item;
    return !seen.has(key) && seen.add(key);
  });
}

/** 32 letters and digits, as Kong draws for a key or secret that is not given (docs/kong/transform.md section 5). */
export function randomText(): string {
  const letter = (first: number) => String.fromCharCode(first + randomInt(26));
  return randomBytes(24)
    .toString('base64')
    .replace(/[/+]/g, (sign) => letter(sign === '/' ? 65 : 97));
}
