import { expect, test } from 'vitest';
import { entriesOf, type Fields } from '../../src/config/entries.ts';
import { flatten } from '../../src/config/flatten.ts';
import { judge } from '../../src/config/judge.ts';
import { openSource } from '../../src/config/source.ts';
import { bundledRegistry } from '../../src/schema/registry.ts';
import { Validator } from '../../src/schema/validator.ts';
import { readVerdicts } from '../verdicts.ts';

interface Case {
  id: string;
  config: Fields;
  entities: Record<string, Record<string, Fields>>;
  meta: Fields;
  random_ids: string[];
  random_fields: string[];
}

interface YamlCase {
  id: string;
  filename: string;
  content: string;
  entities?: Record<string, Record<string, Fields>>;
}

const registry = bundledRegistry();
const validator = new Validator(registry);

/** By collection, sorted; times and what Kong draws at random replaced. */
function comparable(
  entities: [type: string, value: Fields][],
  isRandom: (id: string) => boolean,
  randomFields: Set<string>,
): unknown {
  const plain = (value: unknown, key = '', type = ''): unknown => {
    if (typeof value === 'string' && isRandom(value)) return '<random>';
    if (randomFields.has(`${type}.${key}`)) return '<random>';
    if (key === 'created_at' || key === 'updated_at') return value === null ? null : '<time>';
    if (Array.isArray(value)) return value.map((item) => plain(item));
    if (typeof value === 'object' && value !== null) {
      const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
      return Object.fromEntries(entries.map(([name, item]) => [name, plain(item, name, type)]));
    }
    return value;
  };
  return entities.map(([type, value]) => `${type} ${JSON.stringify(plain(value, '', type))}`).sort();
}

const cases = readVerdicts<Case>('flatten');

test.each(cases.map((one) => [one.id, one] as const))('%s flattens as Kong flattens it', (_, one) => {
  const flat = flatten(judge(one.config, [], validator), registry);
  const kongRandom = new Set(one.random_ids.map((id) => id.split('/')[1]!));
  const ourRandom = new Set(flat.entities.filter((entity) => entity.randomId).map((entity) => entity.key));
  const randomFields = new Set(one.random_fields.map((field) => field.replace(/\/.*\//, '.')));
  const kong = Object.entries(one.entities).flatMap(([type, byKey]) =>
    Object.values(byKey).map((value): [string, Fields] => [type, value]),
  );
  expect(
    comparable(
      flat.entities.map((entity) => [entity.type, entity.value]),
      (id) => ourRandom.has(id),
      randomFields,
    ),
  ).toEqual(comparable(kong, (id) => kongRandom.has(id), randomFields));
  expect(flat.meta).toEqual(one.meta);
});

const VERSION_4 = /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab]/;
const texts = readVerdicts<YamlCase>('yaml').filter(({ entities }) => entities);

test.each(texts.map((one) => [one.id, one] as const))(
  '%s, a text, flattens as Kong flattens it',
  (_, one) => {
    const { value } = openSource(one.content, { filename: one.filename });
    const flat = flatten(judge(value!, [], validator), registry);
    const ours = flat.entities.map(({ type, value }): [string, Fields] => [type, value]);
    const kong = Object.entries(one.entities!).flatMap(([type, byKey]) =>
      Object.values(byKey).map((value): [string, Fields] => [type, value]),
    );
    const isDrawn = (id: string) => VERSION_4.test(id) && !one.content.includes(id);
    expect(comparable(ours, isDrawn, new Set())).toEqual(comparable(kong, isDrawn, new Set()));
    expect(flat.entities.filter(({ randomId }) => randomId)).toHaveLength(
      kong.filter(([, { id }]) => isDrawn(id as string)).length,
    );
  },
);

test('ids are those of the reference', () => {
  const { all } = entriesOf(
    {
      services: [{ name: 'my-service', plugins: [{ name: 'key-auth' }] }],
      plugins: [{ name: 'key-auth', service: 'my-service' }],
    },
    registry,
  );
  expect(all.map((entry) => entry.id)).toEqual([
    '0855b320-0dd2-547d-891d-601e9b38647f',
    '4a4d9361-8cf7-5304-acb5-d4e8f72ac40b',
    '8d614ef3-b3be-5f32-9dde-3f8c24d41e7c',
  ]);
});
