/**
 * The forms that follow from one schema file. What a schema says of an entity falls into two parts: the *body*, which is
 * judged once, and the *links*, its foreign references with the rules that read them, which Kong judges in up to three forms
 * (docs/kong/declarative-format.md sections 7 and 8).
 */
import type { EntityCheck, Schema } from './types.ts';

/** A schema ready to compile: keywords are replaced by the ones that generate code (keywords.ts). */
export type CompiledSchema = Record<string, unknown>;

/** In the order of the passes: at the top of a file, nested in a parent, and with every reference resolved. */
export type LinkForm = 'written' | 'nested' | 'loaded';

/** An entity without its references; `nestable` are the collections that may nest in it. */
export function body(schema: Schema, nestable: readonly string[] = []): CompiledSchema {
  const { properties = {}, ...rest } = schema;
  const isEntity = schema['x-entity'] !== undefined;
  const replaced = new Set(schema['x-subschemas']?.schemas ? [] : schema['x-subschemas']?.replaces);
  const own = Object.entries(properties).map(([name, field]): [string, Schema] =>
    'x-foreign' in field || replaced.has(name) ? [name, {}] : [name, field],
  );
  const annotations: [string, Schema][] = [
    ['_comment', { type: ['string', 'null'], minLength: 1 }],
    ['_ignore', { type: ['array', 'null'], items: { 'x-not-null': true } as Schema }],
    ['updated_at', {}],
    ...(schema['x-entity']?.ttl ? [['ttl', {}] as [string, Schema]] : []),
    ...nestable.filter((name) => !(name in properties)).map((name): [string, Schema] => [name, {}]),
  ];
  const links = new Set(foreignFields(schema));
  return prepare({
    ...rest,
    properties: Object.fromEntries(
      isEntity ? [...own, ...annotations] : own.filter(([name]) => !links.has(name)),
    ),
    required: schema.required?.filter((name) => !links.has(name)),
    'x-entity-checks': allChecks(schema).filter((check) => !readsLinks(check, links)),
  });
}

/** The references of an entity and the rules that read them; undefined when there is nothing to judge. */
export function links(schema: Schema, form: LinkForm): CompiledSchema | undefined {
  const fields = foreignFields(schema);
  if (fields.length === 0) return undefined;
  const names = new Set(fields);
  const checks = allChecks(schema).filter((check) => readsLinks(check, names));
  const required = form === 'nested' ? [] : (schema.required ?? []).filter((name) => names.has(name));
  const properties = Object.fromEntries(
    Object.entries(schema.properties ?? {}).map(([name, field]): [string, Schema] => {
      if (!names.has(name)) return [name, onlyDefault(field)];
      return [name, link(form, required.includes(name), field['x-null'])];
    }),
  );
  return prepare({ type: 'object', properties, required, 'x-entity-checks': checks });
}

/** Fields that a rule over links reads keep their defaults, nothing else. */
const onlyDefault = ({ default: value, 'x-auto': auto }: Schema): Schema => ({
  ...(value === undefined ? {} : { default: value }),
  ...(auto ? { 'x-auto': auto } : {}),
});

function link(form: LinkForm, required: boolean, mustBeNull = false): Schema {
  if (mustBeNull || form === 'nested') return { 'x-null': true };
  if (form === 'written') return { type: required ? 'string' : ['string', 'null'], minLength: 1 };
  const id: Schema = { type: 'string', minLength: 1, format: 'uuid' };
  return { type: required ? 'object' : ['object', 'null'], properties: { id }, required: ['id'] };
}

export const foreignFields = (schema: Schema): string[] =>
  Object.entries(schema.properties ?? {}).flatMap(([name, field]) => ('x-foreign' in field ? [name] : []));

/** The rules of a schema with those that its transformations bring (docs/kong/transform.md section 1). */
export function allChecks(schema: Schema): EntityCheck[] {
  const transformations = schema['x-entity']?.transformations ?? [];
  const together = transformations
    .map(({ input, needs = [] }) => ({ mutually_required: [...input, ...needs] }))
    .filter((check) => check.mutually_required.length > 1);
  return [...(schema['x-entity-checks'] ?? []), ...together];
}

/** The dotted fields that a rule reads. */
export function fieldsOf(check: EntityCheck): string[] {
  const { conditional: c, conditional_at_least_one_of: l, custom, ...lists } = check;
  if (c) return [c.if_field, c.then_field];
  if (l) return [l.if_field, ...l.then_at_least_one_of, ...(l.else_then_at_least_one_of ?? [])];
  return custom ? custom.fields : Object.values(lists).flat();
}

/** Whether a rule reads one of these references. */
export const readsLinks = (check: EntityCheck, links: ReadonlySet<string>): boolean =>
  fieldsOf(check).some((field) => links.has(field.split('.')[0]!));

/**
 * Replaces what Ajv would judge differently from Kong, or not at all, by our own keywords. No record within an entity is
 * asked about `updated_at` (docs/kong/validation.md, "Order of work for one record").
 */
function prepare(schema: Schema): CompiledSchema {
  const {
    minLength,
    maxLength,
    properties,
    items,
    propertyNames,
    additionalProperties,
    'x-check': check,
    ...rest
  } = schema;
  const types = [rest.type ?? []].flat();
  const out: CompiledSchema = { ...rest };
  for (const annotation of ['$schema', 'title', 'description', 'default', 'deprecated', 'writeOnly'])
    delete out[annotation];
  if (minLength === 1) out.minLength = 1;
  if (maxLength !== undefined || (minLength ?? 0) > 1) out['x-bytes'] = [minLength ?? 0, maxLength ?? null];
  if (types.includes('integer')) out.maximum ??= Number.MAX_VALUE;
  if (types.includes('integer')) out.minimum ??= -Number.MAX_VALUE;
  if (check)
    out[
      types.includes('object') ? 'x-check-record' : types.includes('array') ? 'x-check-list' : 'x-check-text'
    ] = check;
  const fields =
    properties &&
    Object.fromEntries(Object.entries(properties).map(([name, field]) => [name, prepareInner(field)]));
  if (fields && isMap(additionalProperties)) out.properties = fields;
  else if (fields) out['x-fields'] = { fields, closed: additionalProperties === false };
  if (items) out.items = prepareInner(items);
  if (propertyNames) out.propertyNames = prepare(propertyNames);
  if (isMap(additionalProperties)) out.additionalProperties = prepareInner(additionalProperties);
  const { key, schemas } = rest['x-subschemas'] ?? {};
  if (key && schemas)
    out['x-subschemas'] = { key, absent: properties?.[key]?.default ?? null, groups: subschemas(schemas) };
  else delete out['x-subschemas'];
  const checks = rest['x-entity-checks'] ?? [];
  if (checks.length)
    out['x-entity-checks'] = checks.map((check) => ({ ...check, defaults: defaultsFor(check, schema) }));
  else delete out['x-entity-checks'];
  if ((rest.required ?? []).length === 0) delete out.required;
  return out;
}

function prepareInner(schema: Schema): CompiledSchema {
  const isRecord = schema.properties && schema.additionalProperties === false;
  return prepare(isRecord ? { ...schema, properties: { updated_at: {}, ...schema.properties } } : schema);
}

const isMap = (values: Schema['additionalProperties']): values is Schema => typeof values === 'object';

/** Equal subschemas once, with all the values that lead to them. */
function subschemas(schemas: Record<string, Schema>): unknown[] {
  const groups = new Map<string, { values: string[]; schema: CompiledSchema }>();
  for (const [value, schema] of Object.entries(schemas)) {
    const key = JSON.stringify(schema);
    const group = groups.get(key);
    if (group) group.values.push(value);
    else groups.set(key, { values: [value], schema: prepare(schema) });
  }
  return [...groups.values()];
}

function defaultsFor(check: EntityCheck, schema: Schema): Record<string, unknown[]> {
  return Object.fromEntries(fieldsOf(check).map((field) => [field, defaultsAlong(schema, field.split('.'))]));
}

/** What a dotted field is when its path breaks off at its first, second, … key. */
export function defaultsAlong(schema: Schema | undefined, path: readonly string[]): unknown[] {
  const field = schema?.properties?.[path[0]!];
  const rest = path.slice(1);
  return [whenAbsent(field, rest), ...(rest.length ? defaultsAlong(field, rest) : [])];
}

function whenAbsent(field: Schema | undefined, rest: readonly string[]): unknown {
  if (field?.default !== undefined)
    return (
      rest.reduce<unknown>((value, key) => (value as Record<string, unknown>)?.[key], field.default) ?? null
    );
  if (field?.['x-auto'] || field?.['x-random-default']) return 'drawn at random';
  const filled = field?.type === 'object' && rest.length > 0;
  return filled ? whenAbsent(field.properties?.[rest[0]!], rest.slice(1)) : null;
}
