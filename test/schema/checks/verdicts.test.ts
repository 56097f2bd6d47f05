import { describe, expect, test } from 'vitest';
import { checks } from '../../../src/schema/checks/index.ts';
import { type MinedCase, mineVerdicts } from './mined.ts';

const byCheck = new Map<string, MinedCase[]>();
for (const mined of mineVerdicts()) {
  byCheck.set(mined.check, [...(byCheck.get(mined.check) ?? []), mined]);
}

/** Nothing in fixtures/verdicts/ asks for these; the examples of docs/kong/custom-checks.md do. */
const NOT_MINED = new Set(['public-key']);

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
