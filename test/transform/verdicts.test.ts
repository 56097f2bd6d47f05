/** What real Kong 3.10 nodes hold after loading, for each case of fixtures/verdicts/transform.jsonl.gz. */
import { describe, expect, test } from 'vitest';

import type { Format } from '../../src/document/index.ts';
import { readVerdicts } from '../verdicts.ts';
import { type Flat, flat, isValid, transformed } from './run.ts';
import { blockYaml } from './yaml.ts';

interface Verdict {
  id: string;
  config: Record<string, unknown>;
  ok: boolean;
  parsed?: Flat;
  loaded?: Flat;
}

const verdicts = readVerdicts<Verdict>('transform');

/** Without what a load makes up. */
function comparable(entities: Flat): unknown {
  return Object.fromEntries(
    Object.entries(entities).map(([type, byKey]) => [
      type,
      Object.values(byKey).map(({ created_at: _, updated_at: __, tags: ___, id, ...fields }) => {
        const isRandom = ['jwt_secrets', 'keyauth_credentials', 'ca_certificates'].includes(type);
        return isRandom ? fields : { id, ...fields };
      }),
    ]),
  );
}

test('there are as many as are told', () => {
  expect(verdicts).toHaveLength(73);
  expect(
    verdicts.filter(({ ok, loaded }) => ok && Object.keys(loaded ?? {}).length > 0).length,
  ).toBeGreaterThan(35);
});

describe.each<[Format, (config: object) => string]>([
  ['json', (config) => JSON.stringify(config)],
  ['yaml', (config) => blockYaml(config)],
])('written as %s', (format, write) => {
  test.each(verdicts.filter(({ ok }) => ok))(
    '$id: the output loads as Kong has it',
    async ({ config, parsed, loaded }) => {
      const { text } = await transformed(write(config), { format });
      const held = flat(text, format);
      for (const type of Object.keys(parsed!)) {
        const expected = { [type]: { ...parsed![type], ...loaded?.[type] } };
        expect(comparable({ [type]: held[type]! })).toEqual(comparable(expected));
      }
    },
  );

  test.each(verdicts.filter(({ ok }) => !ok))('$id is refused', ({ config }) => {
    expect(isValid(write(config), format)).toBe(false);
  });
});
