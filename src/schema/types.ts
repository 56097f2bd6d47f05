/** A JSON value, as found in schemas. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

export type JsonType = 'string' | 'number' | 'integer' | 'boolean' | 'array' | 'object' | 'null';

/** How a field that exists only in files becomes the fields Kong stores (docs/kong/validation.md, "Shorthand fields"). */
export interface Shorthand {
  /** Dotted paths of the fields that take its place, from the record that holds it. Empty: it is dropped. */
  to: string[];
  /** `newer`: a value already at the new place stays; `older`: it is overwritten; `match`: it stays, but must be equal; others are named translations. */
  rule: 'newer' | 'older' | 'match' | 'url' | 'algorithm' | 'hash-on';
}

/** A rule over a value, in the words of Kong's own schemas (docs/kong/validation.md section 1). */
export interface Matcher {
  type?: string;
  eq?: Json;
  ne?: Json;
  one_of?: Json[];
  not_one_of?: Json[];
  gt?: number;
  len_eq?: number;
  contains?: Json;
  required?: boolean;
  /** JavaScript regular expressions, any of which has to match. */
  patterns?: string[];
  elements?: Matcher;
  /** The name of a custom check. */
  check?: string;
}

/** A rule across fields; names may be dotted. In the words of Kong's own schemas (docs/kong/validation.md, "Entity checks"). */
export interface EntityCheck {
  at_least_one_of?: string[];
  only_one_of?: string[];
  mutually_exclusive?: string[];
  mutually_required?: string[];
  distinct?: string[];
  conditional?: { if_field: string; if_match: Matcher; then_field: string; then_match: Matcher };
  conditional_at_least_one_of?: {
    if_field: string;
    if_match: Matcher;
    then_at_least_one_of: string[];
    else_match?: Matcher;
    else_then_at_least_one_of?: string[];
  };
  /** A custom check over the whole record, skipped when one of `fields` is already wrong. */
  custom?: { check: string; fields: string[]; always?: boolean };
}

/** A schema: plain JSON Schema, and the keywords of ours that docs/schema-keywords.md explains. */
export interface Schema {
  $schema?: string;
  title?: string;
  description?: string;
  type?: JsonType | JsonType[];
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: boolean | Schema;
  propertyNames?: Schema;
  items?: Schema;
  minItems?: number;
  maxItems?: number;
  minProperties?: number;
  maxProperties?: number;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  enum?: Json[];
  pattern?: string;
  allOf?: Schema[];
  format?: string;
  default?: Json;
  deprecated?: boolean;
  writeOnly?: boolean;
  'x-foreign'?: string;
  'x-on-delete'?: string;
  'x-null'?: boolean;
  'x-auto'?: boolean;
  'x-unique'?: boolean;
  'x-set'?: boolean;
  'x-nothing'?: boolean;
  'x-check'?: string;
  'x-not'?: Json;
  'x-none-of'?: Json[];
  'x-match-none'?: string[];
  'x-exclusive-sets'?: string[][];
  'x-referenceable'?: boolean;
  'x-random-default'?: boolean;
  'x-shorthand'?: Shorthand;
  'x-entity-checks'?: EntityCheck[];
  'x-entity'?: Identity;
  'x-plugin'?: { scopes: string[] };
  'x-subschemas'?: Subschemas;
}

/** What makes an entity type more than a record (docs/kong/declarative-format.md section 5). */
export interface Identity {
  /** The plugin that brings the collection; absent for Kong's own. */
  plugin?: string;
  primaryKey: string[];
  endpointKey?: string;
  cacheKey?: string[];
  /** Entries may carry a `ttl`. */
  ttl?: boolean;
  /** Fields that only copy nested entities. */
  transient?: string[];
  /** `false`: `kong config db_export` leaves the collection out. */
  exported?: boolean;
  /** Load-time transformations: if an input is set, all inputs and needs must be (docs/kong/transform.md section 1). */
  transformations?: { input: string[]; needs?: string[] }[];
}

/** Rules that depend on the value of one field (docs/kong/validation.md section 1, step 2). */
export interface Subschemas {
  key: string;
  /** The rules for each value. Absent: they are files in the folder named like the entity type. */
  schemas?: Record<string, Schema>;
  /** Fields that a subschema replaces rather than adds to. */
  replaces?: string[];
}
