/** What real nodes with each router flavor say of routes and filter chains. */
import { describe, expect, test } from 'vitest';
import { parse } from '../../src/parse.ts';
import { bundledRegistry } from '../../src/schema/registry.ts';
import { readVerdicts } from '../verdicts.ts';
import { isFound, leaves, type Tree } from './agreement.ts';

interface Verdict {
  id: string;
  flavor: 'traditional' | 'traditional_compatible' | 'expressions';
  group: string;
  config: unknown;
  ok: boolean;
  fields?: Tree;
}

/** Places where we differ on purpose; what is accepted never differs. */
const KNOWN: Record<string, string> = {
  r0211: 'of a list in a map Kong leaves out the key: headers[0], where we say headers.x-a[0]',
  w0056:
    'two entities with one id: Kong leaves the references of the first unresolved, we point at the second',
};

const all = readVerdicts<Verdict>('flavors');

describe.each(['traditional', 'traditional_compatible', 'expressions'] as const)('%s', (flavor) => {
  const verdicts = all.filter((verdict) => verdict.flavor === flavor);
  const registry = bundledRegistry().for({ routerFlavor: flavor });
  const judge = ({ config }: Verdict) =>
    parse(JSON.stringify(config), { format: 'json', registry, lint: false });

  test(`${verdicts.length} configs are accepted and refused as by a node`, () => {
    expect(verdicts.length).toBeGreaterThan(300);
    const wrong = verdicts.filter((verdict) => judge(verdict).valid !== verdict.ok);
    expect(wrong.map(({ id, group, config }) => `${id} ${group} ${JSON.stringify(config)}`)).toEqual([]);
  });

  test('there is a finding at each place that the node names', () => {
    const refused = verdicts.filter(({ ok }) => !ok);
    const missing = refused.filter((verdict) => {
      const { diagnostics } = judge(verdict);
      return !KNOWN[verdict.id] && !leaves(verdict.fields!).every((path) => isFound(path, diagnostics));
    });
    expect(missing.map(({ id, fields }) => `${id} ${JSON.stringify(fields)}`)).toEqual([]);
  });
});
