import { describe } from '../directives/index.ts';
import type { Bounds } from '../directives/row.ts';
import { type Finding, refused } from '../finding.ts';
import type { Reading } from '../reading.ts';

/** Numbers within their bounds. What is no number is unset in Kong, without a word. */
export function numbers(conf: Reading): Finding[] {
  return conf.names().flatMap((name) => {
    const { type, bounds = {} } = describe(name)!;
    if (type !== 'number') return [];
    const value = conf.value(name);
    if (typeof value === 'number')
      return within(value, bounds)
        ? []
        : [refused(name, `cannot be ${value}`, `it must be ${inWords(bounds)}`)];
    return bounds.required ? [refused(name, 'is no number', `it must be ${inWords(bounds)}`)] : [];
  });
}

function within(value: number, { min, above, max, whole }: Bounds): boolean {
  return (
    !(min !== undefined && value < min) &&
    !(above !== undefined && value <= above) &&
    !(max !== undefined && value > max) &&
    !(whole && !Number.isInteger(value))
  );
}

function inWords({ min, above, max, whole }: Bounds): string {
  const range =
    above !== undefined
      ? `above ${above}`
      : max !== undefined
        ? `from ${min ?? 0} to ${max}`
        : `${min ?? 0} or more`;
  return `${whole ? 'a whole number' : 'a number'} ${range}`;
}
