import { expect, test } from 'vitest';
import type { Diagnostic } from '../../src/diagnostic.ts';
import { Fingerprints } from '../../src/reporters/fingerprints.ts';
import { duplicate, span, twice } from './samples.ts';

const of = (diagnostic: Diagnostic, file = 'kong.yml') => new Fingerprints().of(file, diagnostic);

test('it stays when lines, wording or the position of a named entity change', () => {
  const moved = { ...duplicate, at: span(50, 1), path: ['services', 9, 'name'] };
  const reworded = { ...duplicate, message: 'other words', help: undefined, related: [] };
  expect(of(moved)).toBe(of(duplicate));
  expect(of(reworded)).toBe(of(duplicate));
  expect(of(duplicate)).toMatch(/^[0-9a-f]{32}$/);
});

test('it differs by file, code, entity and field', () => {
  const others = [
    of(duplicate, 'other.yml'),
    of({ ...duplicate, code: 'missing-reference' }),
    of({ ...duplicate, entity: { type: 'services', name: 'billing' } }),
    of({ ...duplicate, entity: { type: 'routes', name: 'orders' } }),
    of({ ...duplicate, path: ['services', 1, 'host'] }),
    of(twice),
    of({ ...twice, path: ['services', 1, 'host'] }),
  ];
  expect(new Set([of(duplicate), ...others]).size).toBe(others.length + 1);
});

test('of findings that are alike each has its own, in every report the same', () => {
  const three = () => {
    const fingerprints = new Fingerprints();
    return [1, 2, 3].map(() => fingerprints.of('kong.yml', duplicate));
  };
  expect(new Set(three()).size).toBe(3);
  expect(three()).toEqual(three());
  expect(three()[0]).toBe(of(duplicate));
});
