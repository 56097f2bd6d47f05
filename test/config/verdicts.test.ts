/** What real Kong 3.10 says of thousands of configs: accepted or not, and the places of its errors. */
import { describe, expect, test } from 'vitest';
import { parse } from '../../src/parse.ts';
import { readVerdicts } from '../verdicts.ts';
import { isFound, leaves, type Tree } from './agreement.ts';

interface Verdict {
  id: string;
  label?: string;
  config?: unknown;
  content?: string;
  filename?: string;
  ok: boolean;
  fields?: Tree;
  crash?: boolean;
  fields_vary?: boolean;
}

/** Places where we differ on purpose; what is accepted never differs. */
const KNOWN: Record<string, string> = {
  p01766: 'a reference to a route by a map with a bad id: Kong misses its protocols, we point at the id',
  p02257: 'the same, with a list in place of the map',
  p02263: 'the same',
  p02339:
    'two entities with one id: Kong leaves the references of the first unresolved, we point at the second',
  p02353: 'the same',
  p02863: 'the same',
  p07689: 'a list in place of a map: Kong names its items as keys that count from 1, we count from 0',
  p08227: 'the same',
  p08633: 'the same',
  p08737: 'the same',
  p09099: 'the same',
};

const judge = ({ config, content, filename }: Verdict) =>
  content === undefined ? parse(JSON.stringify(config), { format: 'json' }) : parse(content, { filename });

describe.each(['probes', 'yaml', 'flatten', 'transform'])('%s', (name) => {
  const verdicts = readVerdicts<Verdict>(name);

  test(`${verdicts.length} configs are accepted and refused as Kong does`, () => {
    const wrong = verdicts.filter((verdict) => {
      const { valid, diagnostics } = judge(verdict);
      return (
        valid !== verdict.ok || (!valid && !diagnostics.some((diagnostic) => diagnostic.severity === 'error'))
      );
    });
    expect(wrong.map(({ id, label }) => `${id} ${label}`)).toEqual([]);
  });

  test('there is a finding at each place that Kong names', () => {
    const judged = verdicts.filter(
      (verdict) =>
        verdict.fields &&
        !verdict.ok &&
        !verdict.crash &&
        !verdict.fields_vary &&
        !('error' in (verdict.fields as object)),
    );
    const missing = judged.filter((verdict) => {
      const { diagnostics } = judge(verdict);
      return !KNOWN[verdict.id] && !leaves(verdict.fields!).every((path) => isFound(path, diagnostics));
    });
    expect(missing.map(({ id, fields }) => `${id} ${JSON.stringify(fields)}`)).toEqual([]);
  });
});

test('every known difference is one', () => {
  const verdicts = readVerdicts<Verdict>('probes').filter(({ id }) => KNOWN[id]);
  expect(verdicts).toHaveLength(Object.keys(KNOWN).length);
  const same = verdicts.filter((verdict) =>
    leaves(verdict.fields!).every((path) => isFound(path, judge(verdict).diagnostics)),
  );
  expect(same.map(({ id }) => id)).toEqual([]);
});
