/** Words for what is wrong with one value. */
import type { ErrorObject } from 'ajv';
import type { Code } from '../../diagnostic.ts';
import type { Finding } from '../finding.ts';
import { listed, rangeOf, sizeOf, suggested } from './phrases.ts';
import { type Context, fieldName, type Place } from './place.ts';
import { fromProblem } from './problem.ts';
import { missing, unknownField, wrongTypes } from './shape.ts';
import { wordsForPattern } from './words.ts';

type Words = [code: Code, what: string, help?: string];
type Params = ErrorObject['params'];

/** By keyword: what the value must be or have, and what to do. */
const WORDS: Record<string, (params: Params, place: Place, context: Context) => Words> = {
  'x-null': (_, place, context) => ['forbidden-field', ...forbidden(place, context)],
  'x-nothing': () => ['invalid-value', 'names nothing that is installed', 'no value is possible; remove it'],
  'x-not-null': () => ['missing-field', 'must not be null', 'give it a value, or remove it'],
  enum: ({ allowedValues }, { value }) => [
    'invalid-value',
    `must be ${listed(allowedValues, 'or')}`,
    suggested(value, allowedValues) ?? insteadOfCluster(value, allowedValues),
  ],
  'x-not': ({ limit }) => ['invalid-value', `must not be ${JSON.stringify(limit)}`],
  'x-none-of': ({ limit }) => ['invalid-value', `must not be ${listed(limit, 'or')}`, 'use another name'],
  minimum: (_, { schema }) => ['out-of-range', `must be ${rangeOf(schema)}`],
  maximum: (_, { schema }) => ['out-of-range', `must be ${rangeOf(schema)}`],
  exclusiveMinimum: (_, { schema }) => ['out-of-range', `must be ${rangeOf(schema)}`],
  minLength: () => ['invalid-length', 'must not be empty', 'give it a value, or remove it'],
  'x-bytes': (_, { schema }) => ['invalid-length', sizeOf(schema)],
  minItems: (_, { schema }) => ['invalid-length', sizeOf(schema)],
  maxItems: (_, { schema }) => ['invalid-length', sizeOf(schema)],
  minProperties: (_, { schema }) => ['invalid-length', sizeOf(schema)],
  maxProperties: (_, { schema }) => ['invalid-length', sizeOf(schema)],
  format: (_, { path }) => [
    'invalid-value',
    'must be a UUID',
    `for example 3f2504e0-4f89-41d3-9a0c-0305e82c3301${path[0] === 'id' ? '; or leave it out, and Kong gives it one' : ''}`,
  ],
  pattern: ({ pattern }) => ['invalid-value', ...wordsForPattern(pattern)],
  'x-match-none': ({ limit }, { value }) => ['invalid-value', ...wordsForPattern(matching(limit, value))],
  'x-exclusive-sets': ({ limit }) => [
    'field-combination',
    `must not mix ${limit.map((set: string[]) => set.join('/')).join(' with ')}`,
    'use members of one of these groups only',
  ],
};

export function valueFindings(error: ErrorObject, place: Place, context: Context): Finding[] {
  const { keyword, params, propertyName } = error;
  if (propertyName !== undefined) return keyFindings(error, propertyName, place, context);
  if (keyword === 'required') return missing(place.keys, params.missingProperty, place.schema, context);
  if (keyword === 'x-fields') return [unknownField(params.additionalProperty, place, context)];
  if (keyword === 'type') return wrongTypes(error, place, context);
  if (keyword.startsWith('x-check-'))
    return [{ ...fromProblem(params.problem, place.path), kong: { path: place.path } }];
  const [code, what, help] = WORDS[keyword]?.(params, place, context) ?? ['invalid-value', 'is not valid'];
  return [{ code, path: place.path, message: `${fieldName(place.path)} ${what}`.trim(), help }];
}

/** The key of a map, not its value, is what is wrong. */
function keyFindings(error: ErrorObject, key: string, place: Place, context: Context): Finding[] {
  const inner = { keys: [], path: [], value: key, schema: place.schema?.propertyNames };
  const [found] = valueFindings({ ...error, propertyName: undefined } as never, inner, context);
  const { kong: _, ...finding } = found!;
  const field = fieldName(place.path);
  const message = `${field ? `${field}: ` : ''}the key "${key}" ${finding.message}`;
  return [{ ...finding, path: [...place.path, key], message, aboutKey: true }];
}

/** The policy of a node with a database. */
const insteadOfCluster = (value: unknown, allowed: unknown[]): string | undefined =>
  value === 'cluster' && allowed.includes('redis')
    ? 'cluster needs a database; use redis to count across nodes, or local'
    : undefined;

/** The pattern that the value must not match, and does. */
const matching = (patterns: string[], value: unknown): string =>
  patterns.find((pattern) => new RegExp(pattern, 'u').test(String(value))) ?? patterns[0]!;

function forbidden({ path }: Place, { form, name }: Context): [string, string] {
  if (form === 'nested')
    return [
      'must not be set here: it follows from the nesting',
      'remove it, or move the entity to the top level',
    ];
  if (form === 'body')
    return ['must not be set with these protocols', `remove ${fieldName(path)}, or change protocols`];
  return [
    `must not be set: the plugin ${name.split('/').at(-1)} cannot be scoped to a ${path[0]}`,
    `remove ${path[0]}`,
  ];
}
