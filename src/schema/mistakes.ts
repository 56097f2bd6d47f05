/** Mistakes in schemas that are given by a folder: what would else be ignored in silence, or fail far from its cause. */

import { suggestion } from '../suggest.ts';
import { checks } from './checks/index.ts';
import type { EntityCheck, Schema } from './types.ts';

/** The first mistake, in words that name the file; undefined when there is none. */
export function mistakeIn(added: Record<string, unknown>, known: Iterable<string>): string | undefined {
  const types = new Set([...known, ...Object.keys(added)].filter((name) => !name.includes('/')));
  for (const [name, schema] of Object.entries(added)) {
    const mistake = isRecord(schema)
      ? (inSchema(schema, types) ?? inIdentity(schema))
      : 'it must be a JSON Schema, an object';
    if (mistake) return `${name}.json: ${mistake}`;
  }
  return undefined;
}

const KEYWORDS =
  `x-check x-none-of x-not x-nothing x-null x-match-none x-exclusive-sets x-set x-referenceable x-auto x-not-null
  x-random-default x-unique x-foreign x-on-delete x-shorthand x-entity-checks x-entity x-subschemas x-plugin`.split(
    /\s+/,
  );

function inSchema(schema: Schema, types: ReadonlySet<string>): string | undefined {
  const { properties, items, additionalProperties, propertyNames, 'x-entity-checks': rules = [] } = schema;
  for (const word of Object.keys(schema))
    if (word.startsWith('x-') && !KEYWORDS.includes(word)) return unknown('keyword', word, KEYWORDS);
  const target = schema['x-foreign'];
  if (target !== undefined && !types.has(target)) return unknown('entity type', target, types);
  for (const check of [schema['x-check'], ...rules.map((rule: EntityCheck) => rule.custom?.check)])
    if (check !== undefined && !Object.hasOwn(checks, check))
      return unknown('check', check, Object.keys(checks));
  const inner = [
    ...Object.entries(properties ?? {}),
    ['items', items],
    ['', additionalProperties],
    ['', propertyNames],
  ];
  for (const [field, one] of inner as [string, unknown][]) {
    if (!isRecord(one)) continue;
    const mistake = inSchema(one, types);
    if (mistake) return field ? `${field}: ${mistake}` : mistake;
  }
  return undefined;
}

function inIdentity({ 'x-entity': identity, properties = {} }: Schema): string | undefined {
  if (!identity) return undefined;
  const { primaryKey, endpointKey, cacheKey = [] } = identity;
  if (!Array.isArray(primaryKey)) return 'x-entity must have a primaryKey, a list of fields';
  const missing = [...primaryKey, ...(endpointKey ? [endpointKey] : []), ...cacheKey].find(
    (field) => !Object.hasOwn(properties, field),
  );
  return missing === undefined
    ? undefined
    : `x-entity names the field "${missing}", which properties do not have`;
}

function unknown(what: string, word: string, known: Iterable<string>): string {
  const hint = suggestion(word, known);
  return `there is no ${what} "${word}"${hint ? `; ${hint}` : ''}`;
}

const isRecord = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
