import { describe, expect, test } from 'vitest';
import type { FleetNode } from '../../src/fleet/node.ts';
import type { Payload } from '../../src/fleet/payload.ts';
import { planOf } from '../../src/fleet/plan.ts';
import type { Facts, Survey } from '../../src/fleet/survey.ts';

const node = (name: string): FleetNode => ({
  name,
  url: `http://${name}`,
  groups: [],
  headers: {},
  tls: {},
  word: name,
});

const facts = (more: Partial<Facts> = {}): Facts => ({
  version: '3.10.0',
  nodeId: '',
  hostname: 'kong',
  hash: 'old',
  missing: [],
  limits: {},
  loadsAtStart: false,
  ...more,
});

const json: Payload = { form: 'json', bytes: Buffer.alloc(100), hash: 'json', alike: ['exact'] };
const exact: Payload = { form: 'exact', bytes: Buffer.alloc(90), hash: 'exact', alike: ['json'] };

const plan = (...surveys: Survey[]) =>
  planOf(
    surveys.map((_, index) => node(String.fromCharCode(97 + index))),
    surveys,
    { first: json, second: exact },
  );

const stepOf = (survey: Survey) => plan(survey).steps[0];

describe('a node', () => {
  test.each<[string, Survey, object]>([
    ['loads what it does not hold', facts(), { action: 'load' }],
    ['keeps what it holds', facts({ hash: 'json' }), { action: 'keep', outcome: 'unchanged' }],
    [
      'keeps the same config in the other form',
      facts({ hash: 'exact' }),
      { action: 'keep', outcome: 'unchanged' },
    ],
    [
      'cannot without a plugin',
      facts({ missing: ['acl', 'cors'] }),
      { action: 'cannot', outcome: 'missing-plugin', detail: 'without acl, cors' },
    ],
    [
      'cannot when it takes less',
      facts({ limits: { body: 80 } }),
      { action: 'cannot', outcome: 'too-large', detail: 'the config has 100 bytes, and it takes 80 bytes' },
    ],
    [
      'cannot when it reads less',
      facts({ limits: { body: 200, buffer: 80 } }),
      { action: 'cannot', outcome: 'body-not-read' },
    ],
    [
      'cannot when there was trouble',
      { outcome: 'unreachable', detail: 'why', status: null },
      { action: 'cannot', outcome: 'unreachable', detail: 'why' },
    ],
  ])('%s', (_, survey, step) => {
    expect(stepOf(survey)).toMatchObject(step);
  });

  test('notes do not stop it', () => {
    expect(stepOf(facts({ loadsAtStart: true, version: '3.4.2' }))).toMatchObject({
      action: 'load',
      notes: [
        'declarative_config is set, so at its next start it loads that instead',
        'it runs Kong 3.4.2, and the config is judged as Kong 3.10 does',
      ],
    });
  });

  test('the same by two addresses is pushed to once', () => {
    const same = facts({ nodeId: 'x' });
    expect(plan(same, facts({ nodeId: 'y' }), same).steps).toMatchObject([
      { action: 'load' },
      { action: 'load' },
      { action: 'twin', twin: 0 },
    ]);
    expect(plan(same, facts({ nodeId: 'x', hostname: 'other' })).steps[1]).toMatchObject({ action: 'load' });
  });
});

test('the file is sent where only that fits into every node', () => {
  const { payload, notes, steps } = plan(facts({ limits: { body: 95 } }), facts({ hash: 'json' }));
  expect(payload).toMatchObject({ form: 'exact' });
  expect(notes).toEqual(['as JSON it has 100 bytes, more than the nodes take, so the file is sent as it is']);
  expect(steps).toMatchObject([{ action: 'load' }, { action: 'keep' }]);
});
