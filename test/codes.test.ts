import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { canBeIgnored, codeEntry, codes } from '../src/codes.ts';
import type { Code } from '../src/diagnostic.ts';

const entries = Object.entries(codes);

test('every code has its entry, and nothing else has', () => {
  const vocabulary = readFileSync(new URL('../src/diagnostic.ts', import.meta.url), 'utf8');
  const union = vocabulary.slice(vocabulary.indexOf('type Code'), vocabulary.indexOf(';'));
  const names = [...union.matchAll(/\| '([^']+)'/g)].map((match) => match[1]);
  expect(names.length).toBeGreaterThan(30);
  expect(Object.keys(codes).sort()).toEqual(names.sort());
});

test.each(entries)('%s has a title and help that read well', (_, { title, help }) => {
  expect(title).toMatch(/^[A-Z].{8,70}[^.]$/);
  expect(help).toMatch(/^[A-Z].{20,}\.$/);
  expect(help.match(/\. [A-Z]/g)?.length ?? 0).toBeLessThan(2);
  expect(title + help).not.toMatch(/[\n<>|]/);
});

test('no two codes have the same title', () => {
  expect(new Set(entries.map(([, { title }]) => title)).size).toBe(entries.length);
});

test('a word that is no code has no entry', () => {
  expect(codeEntry('duplicate-key')).toBe(codes['duplicate-key']);
  for (const word of ['duplicate', '', 'toString', '__proto__']) expect(codeEntry(word)).toBeUndefined();
});

test.each<[Code, boolean]>([
  ['duplicate-key', true],
  ['field-combination', true],
  ['unknown-field', false],
  ['syntax-error', false],
])('that %s can be ignored: %s', (code, expected) => {
  expect(canBeIgnored(codes[code])).toBe(expected);
});
