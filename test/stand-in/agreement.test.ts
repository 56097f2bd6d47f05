/** Thousands of configs: the node refuses or stops where a real one did, and files each mistake where that one did. */
import { describe, expect, test } from 'vitest';
import { judge } from '../../src/config/judge.ts';
import { bundledRegistry } from '../../src/schema/registry.ts';
import { Validator } from '../../src/schema/validator.ts';
import { fieldsOf } from '../../src/stand-in/errors/fields.ts';
import { type FlattenedError, flattenedErrors } from '../../src/stand-in/errors/flattened.ts';
import { firstStage } from '../../src/stand-in/errors/stage.ts';
import { readVerdicts } from '../verdicts.ts';
import { leaves, type Tree } from './error-places.ts';

interface Verdict {
  id: string;
  config: object;
  ok: boolean;
  crash?: string;
  fields?: Tree;
  fields_vary?: boolean;
  flattened?: FlattenedError[] | null;
}

const registry = bundledRegistry();
const verdicts = readVerdicts<Verdict>('probes');

function answer({ config }: Verdict) {
  const judged = judge(config, [], new Validator(registry));
  return { judged, stage: firstStage(judged, registry) };
}

test(`${verdicts.length} configs end in 201, 400 or 500 as on a real node`, () => {
  const wrong = verdicts.filter((verdict) => {
    const { kind } = answer(verdict).stage;
    const ours = kind === 'valid' ? 201 : kind === 'crash' ? 500 : 400;
    return ours !== (verdict.ok ? 201 : verdict.crash ? 500 : 400);
  });
  expect(wrong.map(({ id }) => id)).toEqual([]);
});

/** Trees that differ, and in what. */
const OTHER_TREES: Record<string, string> = {
  'a reference as a map with a bad id: Kong misses other fields first': 'p01766 p02257 p02263',
  'two entities with one id: Kong leaves the references of the first unresolved': 'p02339 p02353 p02863',
  'a name that leads nowhere breaks a rule across fields, too': 'p02791',
  'an empty record counts as set': 'p01925 p01926',
  'rules that look into a record go on when it is none':
    'p04213 p04215 p06938 p07052 p07054 p08202 p08206 p08254 p08428 p10974',
  'the rule of a value that is wrong already': 'p05021 p13478 p13514 p13526 p13532 p13538',
  'a missing record': 'p07747',
};

describe('fields', () => {
  const refused = verdicts.filter(
    ({ ok, crash, fields, fields_vary }) => !ok && !crash && fields && !fields_vary,
  );
  const differing = refused.filter((verdict) => {
    const tree = JSON.parse(JSON.stringify(fieldsOf(answer(verdict).stage, registry)));
    return leaves(tree).join() !== leaves(verdict.fields).join();
  });

  test(`of ${refused.length} error trees all but the known ones name the same places`, () => {
    expect(differing.map(({ id }) => id).sort()).toEqual(
      Object.values(OTHER_TREES).join(' ').split(' ').sort(),
    );
  });
});

/** Elements that differ. */
const OTHER_ELEMENTS = ['p02257', 'p07747'];

describe('flattened_errors', () => {
  const flattened = verdicts.filter((verdict) => verdict.flattened);
  const differing = flattened.filter((verdict) => {
    const { judged, stage } = answer(verdict);
    const ours = flattenedErrors(stage, judged, registry);
    return canonical(ours) !== canonical(verdict.flattened!);
  });

  test(`of ${flattened.length} lists all but the known ones hold the same entities with mistakes at the same fields`, () => {
    expect(differing.map(({ id }) => id).sort()).toEqual(OTHER_ELEMENTS);
  });
});

/** Without words and order; entities as they are echoed. */
function canonical(list: readonly FlattenedError[]): string {
  const elements = list.map(({ errors, ...rest }) => ({
    ...rest,
    errors: errors.map(({ type, field = '' }) => `${type} ${field}`).sort(),
  }));
  return elements
    .map((element) => JSON.stringify(sorted(element)))
    .sort()
    .join('\n');
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, item]) => [key, sorted(item)]));
}
