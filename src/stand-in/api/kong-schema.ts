/** A schema in the form in which a node gives it: the way of schema/from-kong.ts back, as far as it is open. */
import type { Schema } from '../../schema/types.ts';

export type KongField = Record<string, unknown>;

export interface KongSchema {
  fields: Record<string, KongField>[];
  shorthand_fields?: Record<string, KongField>[];
  entity_checks?: unknown[];
}

export function kongSchema(schema: Schema): KongSchema {
  const all = Object.entries(schema.properties ?? {});
  const inputOnly = (field: Schema) => field['x-shorthand'] && field['x-shorthand'].to.length > 0;
  const named = ([name, field]: [string, Schema]) => ({
    [name]: kongField(field, schema.required?.includes(name) || isNeverNull(field)),
  });
  const shorthands = all.filter(([, field]) => inputOnly(field)).map(named);
  return {
    fields: all.filter(([, field]) => !inputOnly(field)).map(named),
    ...(shorthands.length > 0 ? { shorthand_fields: shorthands } : {}),
    // Functions are left out.
    entity_checks: (schema['x-entity-checks'] ?? []).filter((check) => !check.custom),
  };
}

/** A field that may not be null and has a default is a required one to Kong. */
const isNeverNull = ({ type }: Schema): boolean => type !== undefined && ![type].flat().includes('null');

function kongField(schema: Schema, required?: boolean): KongField {
  const out: KongField = {
    ...typeOf(schema),
    ...(required ? { required: true } : {}),
    ...(schema.default === undefined ? {} : { default: schema.default }),
    ...(schema['x-null'] ? { eq: null } : {}),
    ...(schema['x-auto'] ? { auto: true } : {}),
    ...(schema['x-unique'] ? { unique: true } : {}),
    ...(schema.format === 'uuid' ? { uuid: true } : {}),
    ...(schema['x-referenceable'] ? { referenceable: true } : {}),
    ...(schema['x-on-delete'] ? { on_delete: schema['x-on-delete'] } : {}),
  };
  const choices = schema.enum?.filter((one) => one !== null);
  if (choices) out.one_of = choices;
  if (schema.minimum !== undefined && schema.maximum !== undefined)
    out.between = [schema.minimum, schema.maximum];
  if (schema.exclusiveMinimum !== undefined) out.gt = schema.exclusiveMinimum;
  const [least, most] = sizesOf(schema);
  if (least !== undefined && least === most) out.len_eq = least;
  else {
    if (least !== undefined) out.len_min = least;
    if (most !== undefined) out.len_max = most;
  }
  return out;
}

function typeOf(schema: Schema): KongField {
  if (schema['x-foreign']) return { type: 'foreign', reference: schema['x-foreign'] };
  const type = [schema.type ?? []].flat().find((one) => one !== 'null');
  if (type === 'array') {
    const kind = schema['x-set'] ? 'set' : 'array';
    return { type: kind, ...(schema.items ? { elements: kongField(schema.items) } : {}) };
  }
  if (type !== 'object') return { type: type ?? 'any' };
  if (typeof schema.additionalProperties !== 'object') {
    const { entity_checks, ...record } = kongSchema(schema);
    return { type: 'record', ...record, ...(entity_checks?.length ? { entity_checks } : {}) };
  }
  return {
    type: 'map',
    keys: { type: 'string', ...(schema.propertyNames ? kongField(schema.propertyNames) : {}) },
    values: kongField(schema.additionalProperties),
  };
}

/** That a string has at least one byte goes without saying; that it may be empty does not. */
function sizesOf(schema: Schema): [least?: number, most?: number] {
  const least = schema.minItems ?? schema.minProperties ?? schema.minLength;
  const most = schema.maxItems ?? schema.maxProperties ?? schema.maxLength;
  const isText = [schema.type].flat().includes('string') && !schema['x-foreign'];
  if (isText && least === undefined) return [0, most];
  return [isText && least === 1 && most === undefined ? undefined : least, most];
}
