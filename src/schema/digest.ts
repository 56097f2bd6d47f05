/**
 * What the stages between text and verdict need to know of every entity type, gathered once from the schemas: identity,
 * references, nesting, uniqueness, order. Small, so that start-up need not read the schemas themselves.
 */
import { allChecks, defaultsAlong, foreignFields, readsLinks } from './forms.ts';
import type { EntityCheck, Identity, Schema, Shorthand } from './types.ts';

export interface Reference {
  field: string;
  /** The collection referred to. */
  target: string;
  required: boolean;
  /** Deleting the target deletes the referrer. */
  cascade: boolean;
}

export interface ShorthandField extends Shorthand {
  /** The keys of the record that holds it, from the entity. */
  record: string[];
  name: string;
}

export interface EntityType extends Omit<Identity, 'transformations'> {
  name: string;
  /** The endpoint key identifies one entity, and can be referred to. */
  endpointUnique: boolean;
  /** The primary key is one generated UUID. */
  generatesId: boolean;
  references: Reference[];
  /** Rules read the references even where none is written. */
  judgesAbsentLinks: boolean;
  /** Fields that must differ between entities, besides the endpoint key and references. */
  unique: string[];
  /** Fields that Kong draws at random when absent. */
  auto: string[];
  /** Fields of the cache key without which there is none. */
  required: string[];
  /** Collections that nest in it, with the field that refers to it. */
  children: Record<string, string>;
  /** Collections that would nest in it, if the node loaded the plugins that bring them. */
  unloaded?: string[];
  /** The field whose value selects further rules, and what it is when absent. */
  subschemas?: { key: string; absent: unknown; known?: string[] };
  shorthands: ShorthandField[];
}

/** Some fields of one record. */
export interface FieldGroup {
  /** The keys of the record, from the entity. */
  record: string[];
  names: string[];
}

/** What is to be known of a plugin or vault. */
export interface Subschema {
  shorthands: ShorthandField[];
  /** Scopes that it cannot have. */
  forbids: string[];
  /** Fields that still work. */
  deprecated: FieldGroup[];
  /** Fields that Kong draws at random when absent. */
  auto: FieldGroup[];
  /** Fields for which every Kong process draws a default of its own. */
  randomDefaults: FieldGroup[];
}

export interface Digest {
  /** By collection, in the order in which Kong processes them. */
  types: Record<string, EntityType>;
  /** By schema name (`plugins/acl`). */
  subschemas: Record<string, Subschema>;
  /** By a setting of nodes (`expressions`): the names of the schemas that are others there. */
  nodes: Record<string, string[]>;
}

export function digest(all: Record<string, Schema>): Digest {
  const isOther = (name: string) => name.startsWith('nodes/');
  const schemas = Object.fromEntries(Object.entries(all).filter(([name]) => !isOther(name)));
  const entities = Object.entries(schemas).filter(([name]) => !name.includes('/'));
  const types = Object.fromEntries(entities.map(([name, schema]) => [name, entityType(name, schema)]));
  for (const child of Object.values(types)) {
    for (const { field, target } of child.references) {
      const parent = types[target];
      const taken = schemas[target]?.properties?.[child.name];
      if (parent && !taken) parent.children[child.name] = field;
    }
  }
  const subschemas = Object.entries(schemas).filter(([name]) => name.includes('/'));
  return {
    types: Object.fromEntries(processingOrder(types).map((name) => [name, types[name]!])),
    subschemas: Object.fromEntries(
      subschemas.map(([name, schema]) => [
        name,
        {
          shorthands: shorthands(schema),
          forbids: forbidden(schema),
          deprecated: groups(schema, 'deprecated'),
          auto: groups(schema, 'x-auto'),
          randomDefaults: groups(schema, 'x-random-default'),
        },
      ]),
    ),
    nodes: others(Object.keys(all).filter(isOther)),
  };
}

/** `nodes/expressions/routes` under `expressions`. */
function others(names: string[]): Digest['nodes'] {
  const nodes: Digest['nodes'] = {};
  for (const [, setting, ...name] of names.map((full) => full.split('/')))
    (nodes[setting!] ??= []).push(name.join('/'));
  return nodes;
}

function entityType(name: string, schema: Schema): EntityType {
  const { transformations: _, ...identity } = schema['x-entity'] ?? { primaryKey: ['id'] };
  const properties = Object.entries(schema.properties ?? {});
  const field = (key: string | undefined) => (key ? schema.properties?.[key] : undefined);
  const sub = schema['x-subschemas'];
  const links = new Set(foreignFields(schema));
  return {
    name,
    ...identity,
    endpointUnique: field(identity.endpointKey)?.['x-unique'] === true,
    generatesId: identity.primaryKey.length === 1 && field(identity.primaryKey[0])?.format === 'uuid',
    references: properties.flatMap(([key, value]) =>
      value['x-foreign']
        ? [
            {
              field: key,
              target: value['x-foreign'],
              required: schema.required?.includes(key) ?? false,
              cascade: value['x-on-delete'] === 'cascade',
            },
          ]
        : [],
    ),
    judgesAbsentLinks: allChecks(schema).some((check) => readsLinks(check, links) && !forbidsOnly(check)),
    unique: properties.flatMap(([key, value]) =>
      value['x-unique'] && key !== identity.endpointKey ? [key] : [],
    ),
    auto: properties.flatMap(([key, value]) => (value['x-auto'] ? [key] : [])),
    required: (identity.cacheKey ?? []).filter((key) => schema.required?.includes(key)),
    children: {},
    ...(sub
      ? {
          subschemas: {
            key: sub.key,
            absent: defaultsAlong(schema, [sub.key])[0],
            ...(sub.schemas ? { known: Object.keys(sub.schemas) } : {}),
          },
        }
      : {}),
    shorthands: shorthands(schema),
  };
}

/** A rule that can only say that a field must not be set. */
const forbidsOnly = ({ conditional }: EntityCheck): boolean => conditional?.then_match.eq === null;

function shorthands(schema: Schema, record: string[] = []): ShorthandField[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, field]) => [
    ...(field['x-shorthand'] ? [{ ...field['x-shorthand'], record, name }] : []),
    ...(field.properties ? shorthands(field, [...record, name]) : []),
  ]);
}

/** The fields that have a keyword, by the record that holds them. */
function groups(
  schema: Schema,
  keyword: 'deprecated' | 'x-auto' | 'x-random-default',
  record: string[] = [],
): FieldGroup[] {
  const fields = Object.entries(schema.properties ?? {});
  const names = fields.filter(([, field]) => field[keyword]).map(([name]) => name);
  const below = fields.flatMap(([name, field]) => groups(field, keyword, [...record, name]));
  return names.length ? [{ record, names }, ...below] : below;
}

const forbidden = (schema: Schema): string[] =>
  Object.entries(schema.properties ?? {}).flatMap(([name, field]) => (field['x-null'] ? [name] : []));

/**
 * Referred before referrer, otherwise workspaces first, Kong's own collections before those of plugins, then by name
 * (docs/kong/declarative-format.md section 5, "Order rule").
 */
function processingOrder(types: Record<string, EntityType>): string[] {
  const score = (name: string) => (name === 'workspaces' ? 2 : types[name]!.plugin ? 0 : 1);
  const names = Object.keys(types).sort((a, b) => score(a) - score(b) || (a < b ? 1 : -1));
  const order: string[] = [];
  const seen = new Set<string>();
  const visit = (name: string) => {
    if (seen.has(name)) return;
    seen.add(name);
    for (const other of names)
      if (types[other]!.references.some((reference) => reference.target === name)) visit(other);
    order.unshift(name);
  };
  names.forEach(visit);
  return order;
}
