/** Schemas as a node gives them: derived again, they are what they came from. */
import { expect, test } from 'vitest';
import { type KongSchema as Answer, entitySchema, subschema } from '../../src/schema/from-kong.ts';
import { bundledRegistry } from '../../src/schema/registry.ts';
import { kongSchema } from '../../src/stand-in/api/kong-schema.ts';

const registry = bundledRegistry();
const names = [
  ...registry.types.keys(),
  ...registry.names('plugins').map((name) => `plugins/${name}`),
  ...registry.names('vaults').map((name) => `vaults/${name}`),
];

/** Functions, patterns and our own words, which a node does not tell or which cannot be told back. */
const UNTOLD = new Set(
  (
    '$schema title description deprecated writeOnly pattern allOf x-check x-match-none x-exclusive-sets x-entity ' +
    'x-subschemas x-shorthand x-random-default x-not x-none-of x-plugin x-nothing x-entity-checks'
  ).split(' '),
);

function told(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(told);
  if (typeof value !== 'object' || value === null) return value;
  const known = Object.entries(value).filter(([key, item]) => !UNTOLD.has(key) && item !== undefined);
  return Object.fromEntries(known.map(([key, item]) => [key, told(item)]));
}

test.each(names)('%s', (name) => {
  const schema = registry.schema(name);
  const answer = JSON.parse(JSON.stringify(kongSchema(schema))) as Answer;
  const derive = name.includes('/') ? subschema : entitySchema;
  const again = derive(name.split('/').at(-1)!, answer, {});
  expect(told(again.properties)).toEqual(told(schema.properties));
});
