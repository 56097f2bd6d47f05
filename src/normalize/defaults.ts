/**
 * The defaults that Kong would fill in (docs/kong/declarative-format.md section 10), written out: all that are the same
 * at every load. What Kong draws, times and nulls are left out.
 */
import type { Entry, Fields } from '../config/entries.ts';
import { isFields } from '../config/entries.ts';
import { filledEntity } from '../config/fill.ts';
import { type Comment, carryComments, type MapTree, treeOf } from '../document/layout.ts';
import type { Registry } from '../schema/registry.ts';
import { expand } from '../schema/shorthands.ts';
import type { Schema } from '../schema/types.ts';
import type { Fill } from './rebuild.ts';

const TIMES = new Set(['created_at', 'updated_at']);

export function defaultsBy(registry: Registry): Fill {
  return (entry: Entry, own: MapTree, left: Comment[]): MapTree => {
    const fields = withDefaults(entry, registry);
    const tree = treeOf(fields) as MapTree;
    carryComments(own, tree, left);
    return tree;
  };
}

/** The fields of an entity, shorthand fields replaced, without what nests in it. */
function withDefaults({ type, value }: Entry, registry: Registry): Fields {
  const filled = filledEntity(type, value, registry);
  const schemas = [registry.schema(type.name)];
  const sub = type.subschemas && !type.subschemas.known ? `${type.name}/${value[type.subschemas.key]}` : '';
  if (registry.has(sub)) schemas.unshift(registry.schema(sub));
  else if (sub !== '') schemas.unshift({ properties: { config: {} } });
  const out: Fields = {};
  for (const [key, item] of Object.entries(filled)) {
    const field = schemas.find(({ properties }) => properties?.[key])?.properties?.[key];
    const kept = field && keptValue(field, value[key], item, key);
    if (kept !== undefined) out[key] = kept;
  }
  for (const key of ['_comment', '_ignore', 'ttl', 'updated_at'])
    if (value[key] !== undefined && Object.hasOwn(value, key)) out[key] = value[key];
  // an algorithm that follows from another field, now that this is written
  return expand(out, type.shorthands).value;
}

/** What is written of a field: undefined for nothing. */
function keptValue(schema: Schema, written: unknown, filled: unknown, key: string): unknown {
  if (written === null) return null;
  if (written === undefined && (isDrawn(schema) || TIMES.has(key))) return undefined;
  if (filled === null || filled === undefined) return undefined;
  if (Array.isArray(filled)) {
    if (written === undefined && !filled.every((item) => isWhole(schema.items, item))) return undefined;
    return keptList(schema, written, filled);
  }
  if (!isFields(filled)) return filled;
  return schema.properties ? keptRecord(schema, written, filled) : keptMap(schema, written, filled);
}

/** Another value for such a field would change what it is short for. */
const isDrawn = (schema: Schema): boolean =>
  schema['x-auto'] === true ||
  schema['x-random-default'] === true ||
  schema['x-shorthand'] !== undefined ||
  schema['x-foreign'] !== undefined;

/** Kong does not fill in the records in a default list, but does once the list is written. */
const isWhole = (schema: Schema | undefined, item: unknown): boolean =>
  !isFields(item) || Object.keys(schema?.properties ?? {}).every((key) => Object.hasOwn(item, key));

function keptList(schema: Schema, written: unknown, filled: unknown[]): unknown[] {
  const items = Array.isArray(written) && written.length === filled.length ? written : [];
  return filled.map(
    (item, index) => (schema.items ? keptValue(schema.items, items[index], item, '') : item) ?? item,
  );
}

function keptRecord(schema: Schema, written: unknown, filled: Fields): unknown {
  const own = isFields(written) ? written : {};
  const out: Fields = {};
  for (const [key, field] of Object.entries(schema.properties ?? {})) {
    const kept = keptValue(field, own[key], filled[key], key);
    if (kept !== undefined) out[key] = kept;
  }
  return Object.keys(out).length > 0 || written !== undefined ? out : undefined;
}

function keptMap(schema: Schema, written: unknown, filled: Fields): Fields {
  const values = schema.additionalProperties;
  if (typeof values !== 'object') return filled;
  const own = isFields(written) ? written : {};
  return Object.fromEntries(
    Object.entries(filled).map(([key, item]) => [key, keptValue(values, own[key], item, key) ?? item]),
  );
}
