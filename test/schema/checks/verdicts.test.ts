import { describe, expect, test } from 'vitest';
import { checks } from '../../../src/schema/checks/index.ts';
import { type MinedCase, mineVerdicts } from './mined.ts';

const byCheck = new Map<string, MinedCase[]>();
for (const mined of mineVerdicts()) {
  byCheck.set(mined.check, [...(byCheck.get(mined.check) ?? []), mined]);
}

/** Not asked for by a default node's verdicts, but by docs/kong/custom-checks.md and by test/config/flavors.test.ts. */
const NOT_MINED = new Set(['public-key', 'expression-route']);

describe('every value in fixtures/verdicts/ is judged as Kong judged it', () => {
  test.each(Object.keys(checks).filter((name) => !NOT_MINED.has(name)))('%s', (name) => {
    const cases = byCheck.get(name) ?? [];
    expect(cases.length).toBeGreaterThan(0);
    expect(
      cases.filter((mined) => !agrees(mined)).map(({ id, value, said }) => ({ id, value, said })),
    ).toEqual([]);
  });
});

function agrees({ check, value, ok }: MinedCase): boolean {
  const problem = checks[check]!(value);
  return ok === (!problem || problem.severity === 'warning');
}
