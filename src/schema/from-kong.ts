/**
 * Derives our JSON Schema from what a Kong node answers to `GET /schemas/…` (docs/kong/admin-config-api.md section 8), and
 * from overlays: what such an answer leaves out, written by hand in schemas/overlays/.
 */
import { checks } from './checks/index.ts';
import { luaPatternToRegExp } from './checks/lua-pattern.ts';
import type {
  EntityCheck,
  Identity,
  Json,
  JsonType,
  Matcher,
  Schema,
  Shorthand,
  Subschemas,
} from './types.ts';

/** A field as a node describes it. Functions are dropped by the node, so custom validators are invisible here. */
export interface KongField {
  type: string;
  required?: boolean;
  default?: Json;
  auto?: boolean;
  unique?: boolean;
  uuid?: boolean;
  timestamp?: boolean;
  encrypted?: boolean;
  referenceable?: boolean;
  reference?: string;
  on_delete?: string;
  eq?: Json;
  ne?: Json;
  one_of?: Json[];
  not_one_of?: Json[];
  between?: [number, number];
  gt?: number;
  len_eq?: number;
  len_min?: number;
  len_max?: number;
  match?: string;
  match_all?: { pattern: string }[];
  match_any?: { patterns: string[] };
  match_none?: { pattern: string }[];
  starts_with?: string;
  is_regex?: boolean;
  mutually_exclusive_subsets?: string[][];
  elements?: KongField;
  keys?: KongField;
  values?: KongField;
  fields?: Record<string, KongField>[];
  shorthand_fields?: Record<string, KongField>[];
  entity_checks?: KongCheck[];
  deprecation?: { replaced_with?: { path: string[] }[] };
}

type KongMatcher = Omit<KongField, 'type' | 'elements'> & {
  type?: string;
  elements?: KongMatcher;
  contains?: Json;
};

/** A check as a node describes it: one key, the kind. */
export interface KongCheck {
  [kind: string]: unknown;
}

/** A node's answer for one entity type, plugin or vault. */
export interface KongSchema {
  fields: Record<string, KongField>[];
  shorthand_fields?: Record<string, KongField>[];
  entity_checks?: KongCheck[];
}

/** What the answers leave out, for one schema; paths are dotted, `[]` an element, `{}` a map's value, `{key}` its key. */
export interface Overlay {
  identity?: Identity;
  /**
   * Custom checks: path → name; `@entity` at the end of a path: the names of its custom entity checks, in order, null for
   * one that is left out.
   */
  checks?: Record<string, string | (string | null)[]>;
  /** Shorthand fields whose translation the answer does not give. */
  shorthands?: Record<string, Shorthand>;
  subschemas?: Subschemas;
  /** Secrets that Kong does not mark as encrypted. */
  secrets?: string[];
  describe?: (path: string) => string | undefined;
}

const TYPES: Record<string, JsonType> = { array: 'array', set: 'array', map: 'object', record: 'object' };

export function entitySchema(name: string, answer: KongSchema, overlay: Overlay): Schema {
  const schema = record(withoutTransient(answer, overlay), '', overlay);
  return {
    ...head(name, overlay),
    ...schema,
    'x-entity': overlay.identity ?? { primaryKey: ['id'] },
    ...(overlay.subschemas ? { 'x-subschemas': overlay.subschemas } : {}),
  };
}

/** A plugin or a vault: what it says of the entity it configures. It does not close the record, the entity type does. */
export function subschema(name: string, answer: KongSchema, overlay: Overlay): Schema {
  const { additionalProperties: _, ...schema } = record(answer, '', overlay);
  return { ...head(name, overlay), ...schema };
}

function head(name: string, overlay: Overlay): Schema {
  const description = overlay.describe?.('');
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: name,
    ...(description ? { description } : {}),
  };
}

function withoutTransient(answer: KongSchema, overlay: Overlay): KongSchema {
  const transient = overlay.identity?.transient ?? [];
  return { ...answer, fields: answer.fields.filter((field) => !transient.includes(Object.keys(field)[0]!)) };
}

function record(
  kong: Pick<KongField, 'fields' | 'shorthand_fields' | 'entity_checks'>,
  path: string,
  overlay: Overlay,
): Schema {
  const properties: Record<string, Schema> = {};
  const required: string[] = [];
  for (const [name, field] of (kong.fields ?? []).flatMap(Object.entries<KongField>)) {
    const at = path ? `${path}.${name}` : name;
    properties[name] = property(field, at, overlay);
    if (isNeeded(field, properties[name])) required.push(name);
  }
  for (const [name, field] of (kong.shorthand_fields ?? []).flatMap(Object.entries<KongField>)) {
    const at = path ? `${path}.${name}` : name;
    const shorthand = overlay.shorthands?.[at] ?? renamed(field);
    if (properties[name]) properties[name]['x-shorthand'] = shorthand;
    else properties[name] = { ...property(field, at, overlay), deprecated: true, 'x-shorthand': shorthand };
    if (name === 'url') delete properties[name].deprecated;
  }
  const checks = entityChecks(kong.entity_checks ?? [], path, overlay);
  return {
    type: 'object',
    properties,
    ...(required.length ? { required } : {}),
    additionalProperties: false,
    ...(checks.length ? { 'x-entity-checks': checks } : {}),
  };
}

/** Whether leaving the field out is an error: it is required, nothing fills it, and an empty record would not do. */
function isNeeded(field: KongField, schema: Schema): boolean {
  if (!field.required || field.auto || field.default !== undefined || field.eq === null) return false;
  return field.type !== 'record' || !acceptsEmpty(schema);
}

/** Whether a record whose fields Kong fills in all by itself is right. */
function acceptsEmpty(schema: Schema): boolean {
  const unset = (name: string) => schema.properties?.[name]?.default === undefined;
  const needsOne = schema['x-entity-checks']?.some((check) => check.at_least_one_of?.every(unset));
  return !schema.required?.length && !needsOne && !(schema['x-check'] && checks[schema['x-check']]?.({}));
}

function property(field: KongField, path: string, overlay: Overlay, nullable = !field.required): Schema {
  const description = overlay.describe?.(path);
  const check = overlay.checks?.[path] ?? (field.is_regex ? 'pcre' : undefined);
  const schema: Schema = { ...(description ? { description } : {}), ...shape(field, path, overlay) };
  if (typeof schema.type === 'string' && nullable) schema.type = [schema.type, 'null'];
  Object.assign(schema, bounds(field), texts(field));
  if (field.one_of?.length === 0) schema['x-nothing'] = true;
  else if (field.one_of) schema.enum = nullable ? [...field.one_of, null] : field.one_of;
  if (field.not_one_of) schema['x-none-of'] = field.not_one_of;
  if (field.ne !== undefined) schema['x-not'] = field.ne;
  if (field.eq === null) schema['x-null'] = true;
  if (field.mutually_exclusive_subsets) schema['x-exclusive-sets'] = field.mutually_exclusive_subsets;
  if (isRandom(field.default)) schema['x-random-default'] = true;
  else if (field.default !== undefined) schema.default = field.default;
  if (field.auto && field.type === 'string') schema['x-auto'] = true;
  if (field.unique) schema['x-unique'] = true;
  if (field.referenceable) schema['x-referenceable'] = true;
  if (field.encrypted || overlay.secrets?.includes(path)) schema.writeOnly = true;
  if (field.deprecation) schema.deprecated = true;
  if (typeof check === 'string') schema['x-check'] = check;
  return schema;
}

function shape(field: KongField, path: string, overlay: Overlay): Schema {
  const size = sizes(field);
  switch (field.type) {
    case 'record':
      return record(field, path, overlay);
    case 'foreign':
      return {
        'x-foreign': field.reference!,
        ...(field.on_delete ? { 'x-on-delete': field.on_delete } : {}),
        ...(field.required ? {} : { type: ['string', 'object', 'null'] }),
      };
    case 'array':
    case 'set':
      return {
        type: 'array',
        items: property(field.elements!, `${path}[]`, overlay, false),
        ...(size.min ? { minItems: size.min } : {}),
        ...(size.max !== undefined ? { maxItems: size.max } : {}),
        ...(field.type === 'set' ? { 'x-set': true } : {}),
      };
    case 'map':
      return {
        type: 'object',
        propertyNames: property(field.keys!, `${path}{key}`, overlay, false),
        additionalProperties: property(field.values!, `${path}{}`, overlay, false),
        ...(size.min ? { minProperties: size.min } : {}),
        ...(size.max !== undefined ? { maxProperties: size.max } : {}),
      };
    case 'any':
    case 'json':
      return {};
    default:
      return { type: TYPES[field.type] ?? (field.type as JsonType) };
  }
}

function sizes(field: KongField): { min?: number; max?: number } {
  return { min: field.len_eq ?? field.len_min, max: field.len_eq ?? field.len_max };
}

function bounds(field: KongField): Schema {
  return {
    ...(field.between ? { minimum: field.between[0], maximum: field.between[1] } : {}),
    ...(field.gt !== undefined ? { exclusiveMinimum: field.gt } : {}),
    ...(field.timestamp ? { exclusiveMinimum: 0 } : {}),
  };
}

function texts(field: KongField): Schema {
  if (field.type !== 'string') return {};
  const size = sizes(field);
  const patterns = [
    ...(field.starts_with ? [`^${literally(field.starts_with)}`] : []),
    ...[...(field.match ? [{ pattern: field.match }] : []), ...(field.match_all ?? [])].map((m) =>
      luaPatternToRegExp(m.pattern),
    ),
    ...(field.match_any ? [anyOf(field.match_any.patterns)] : []),
  ];
  return {
    ...((size.min ?? 1) > 0 ? { minLength: size.min ?? 1 } : {}),
    ...(size.max !== undefined ? { maxLength: size.max } : {}),
    ...(field.uuid ? { format: 'uuid' } : {}),
    ...(patterns.length === 1 ? { pattern: patterns[0] } : {}),
    ...(patterns.length > 1 ? { allOf: patterns.map((pattern) => ({ pattern })) } : {}),
    ...(field.match_none
      ? { 'x-match-none': field.match_none.map((m) => luaPatternToRegExp(m.pattern)) }
      : {}),
  };
}

const literally = (text: string) => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');

/** One regular expression for several Lua patterns, each with anchors of its own. */
const anyOf = (patterns: string[]) =>
  patterns.map((pattern) => `(?:${luaPatternToRegExp(pattern)})`).join('|');

/** The facts write it so; a node's own answer would show the value that this one process drew. */
const isRandom = (value: Json | undefined) =>
  typeof value === 'object' && value !== null && '$random' in value;

function renamed(field: KongField): Shorthand {
  const to = (field.deprecation?.replaced_with ?? []).map((replacement) => replacement.path.join('.'));
  return { to, rule: to.length ? 'match' : 'newer' };
}

function entityChecks(checks: KongCheck[], path: string, overlay: Overlay): EntityCheck[] {
  const here = path ? `${path}.@entity` : '@entity';
  const names = [...((overlay.checks?.[here] as (string | null)[] | undefined) ?? [])];
  return checks.flatMap((check): EntityCheck | [] => {
    if (check.custom_entity_check) {
      const name = names.shift();
      if (name === null) return [];
      const { field_sources: fields, run_with_invalid_fields: always } = check.custom_entity_check as {
        field_sources: string[];
        run_with_invalid_fields?: boolean;
      };
      return { custom: { check: name ?? '', fields, ...(always ? { always } : {}) } };
    }
    if (check.conditional) {
      const rule = check.conditional as {
        if_field: string;
        if_match: KongMatcher;
        then_field: string;
        then_match: KongMatcher;
      };
      const then = overlay.checks?.[`${path ? `${path}.` : ''}@then.${rule.then_field}`];
      return {
        conditional: {
          if_field: rule.if_field,
          if_match: matcher(rule.if_match),
          then_field: rule.then_field,
          then_match: { ...matcher(rule.then_match), ...(typeof then === 'string' ? { check: then } : {}) },
        },
      };
    }
    if (check.conditional_at_least_one_of) {
      const {
        if_match,
        else_match,
        then_err: _then,
        else_then_err: _else,
        ...rest
      } = check.conditional_at_least_one_of as {
        if_match: KongMatcher;
        else_match?: KongMatcher;
        [key: string]: unknown;
      };
      const rule = {
        ...rest,
        if_match: matcher(if_match),
        ...(else_match ? { else_match: matcher(else_match) } : {}),
      };
      return { conditional_at_least_one_of: rule as unknown as EntityCheck['conditional_at_least_one_of'] };
    }
    return check as EntityCheck;
  });
}

function matcher(kong: KongMatcher): Matcher {
  const { match, match_any, elements, type, eq, ne, one_of, not_one_of, gt, len_eq, contains, required } =
    kong;
  const patterns = match ? [luaPatternToRegExp(match)] : match_any?.patterns.map(luaPatternToRegExp);
  const rules = { type, eq, ne, one_of, not_one_of, gt, len_eq, contains, required, patterns };
  return {
    ...(Object.fromEntries(Object.entries(rules).filter(([, value]) => value !== undefined)) as Matcher),
    ...(elements ? { elements: matcher(elements) } : {}),
  };
}
