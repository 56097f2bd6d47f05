import { expect, test } from 'vitest';
import type { Diagnostic } from '../../src/diagnostic.ts';
import { citedLines } from '../../src/reporters/cited-lines.ts';

const on = (line: number, ...related: number[]): Diagnostic => ({
  code: 'unknown-field',
  severity: 'error',
  message: '',
  at: { line, column: 1, endLine: line, endColumn: 2 },
  related: related.map((other) => ({
    message: '',
    at: { line: other, column: 1, endLine: other, endColumn: 2 },
  })),
});

test('those pointed at and the ones above, whatever ends a line', () => {
  const text = 'a\r\nb\rc\nd\n\ne';
  expect([...citedLines(() => text, [on(2)])]).toEqual([
    [1, 'a'],
    [2, 'b'],
  ]);
  expect([...citedLines(() => text, [on(6, 3)])]).toEqual([
    [2, 'b'],
    [3, 'c'],
    [5, ''],
    [6, 'e'],
  ]);
});

test('a byte order mark is not part of its line', () => {
  expect(citedLines(() => '\ufeffa: 1', [on(1)]).get(1)).toBe('a: 1');
});

test('a line beyond the text is not there, one at its very end is empty', () => {
  expect(citedLines(() => 'a', [on(3)]).size).toBe(0);
  expect(citedLines(() => 'a\n', [on(2)]).get(2)).toBe('');
});

test('lone surrogates survive', () => {
  expect(citedLines(() => 'a\ud800b', [on(1)]).get(1)).toBe('a\ud800b');
});

test('the text is not asked for when nothing points into it', () => {
  const text = () => {
    throw new Error('asked');
  };
  expect(citedLines(text, []).size).toBe(0);
  expect(citedLines(text, [{ ...on(1), at: undefined }]).size).toBe(0);
});

test('hundreds of thousands of findings', () => {
  const count = 300_000;
  const all = Array.from({ length: count }, (_, index) => on(index + 1));
  expect(citedLines(() => 'a\n'.repeat(count), all).size).toBe(count);
});
