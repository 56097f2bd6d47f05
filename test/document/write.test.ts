import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { read } from '../../src/document/index.ts';
import { readTree, treeOf, writeTree } from '../../src/document/layout.ts';
import { readVerdicts } from '../verdicts.ts';

const WORDS = [
  'yes',
  'No',
  'ON',
  'null',
  '~',
  'NULL',
  '',
  'y',
  '=',
  '<',
  '-',
  '--',
  '---',
  '...',
  '? ',
  ':',
  '#',
  '0o7',
];
const NUMBERS = [
  '0123',
  '1_000',
  '12:30',
  '1:02:03.5',
  '0x1F',
  '0b11',
  '1e5',
  '+1',
  '-1',
  '.5',
  '.inf',
  '-.INF',
  '.nan',
];
const DATES = [
  '2001-01-01',
  '2001-12-14t21:59:43.10-05:00',
  '12:30:',
  '_',
  '__1',
  '1.',
  '.',
  '+',
  '- a',
  '-a',
  '?a',
  ':a',
];
const SIGNS = [
  'a: b',
  'a:',
  'a :b',
  'a #b',
  'a#b',
  '#a',
  '&a',
  '*a',
  '!a',
  '%a',
  '@a',
  '`a',
  '{a}',
  '[a]',
  'a, b',
  '"',
  "'",
];
const LINES = [
  'a\nb',
  'a\n',
  'a\n\n',
  '\na',
  ' a\nb',
  'a\n b\n',
  'a\n  \nb',
  'a\n\tb',
  '\ta',
  'a\t',
  ' a',
  'a ',
  '\n',
  ' \n ',
];
const ODD = [
  '\u0001',
  '\u007f',
  '\u0085',
  'a\u0085b',
  '\u00a0',
  '\u2028',
  '\ufeff',
  'a\ufeff',
  '\ufffe',
  '\r\n',
  '\r',
  '😀',
  'é',
  '\\',
  '~/x\\d+$',
];
const LONG = [
  'x'.repeat(2000),
  `${'word '.repeat(400)}end`,
  '-----BEGIN X-----\nabc=\n-----END X-----\n',
  '|',
  '>',
  '| a',
];

/** Strings that YAML 1.1 could take for something else, and whatever else there may be. */
const nasty = fc.oneof(
  fc.constantFrom(...WORDS, ...NUMBERS, ...DATES, ...SIGNS, ...LINES, ...ODD, ...LONG),
  fc
    .array(fc.constantFrom(...WORDS, ...SIGNS, ...LINES, ...ODD, ' ', 'a', '1'), { maxLength: 6 })
    .map((parts) => parts.join('')),
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
);
const readable = nasty.filter((text) => !text.includes('\0'));
const number = fc.oneof(
  fc.double(),
  fc.integer(),
  fc.constantFrom(-0, 1e21, 5e-324, 2 ** 53, NaN, Infinity, -Infinity),
);

const tree = (text: fc.Arbitrary<string>, key: fc.Arbitrary<unknown>) =>
  fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      text,
      number,
      fc.boolean(),
      fc.constant(null),
      fc.array(tie('value'), { maxLength: 4 }),
      fc.array(fc.tuple(key, tie('value')), { maxLength: 4 }).map((pairs) => asRead(new Map(pairs))),
    ),
  })).value;

/** A map as the YAML reader gives it. */
function asRead(map: Map<unknown, unknown>): unknown {
  if ([...map.keys()].every((key) => typeof key === 'string')) {
    const object = {};
    for (const [key, value] of map)
      Object.defineProperty(object, key as string, {
        value,
        enumerable: true,
        configurable: true,
        writable: true,
      });
    return object;
  }
  const keys = [...map.keys()].map(Number).sort((a, b) => a - b);
  return keys.every((key, index) => key === index + 1 && map.has(key)) ? [] : map;
}

const yamlKey = fc.oneof(
  { weight: 9, arbitrary: readable.filter((text) => text !== '<<') },
  { weight: 1, arbitrary: fc.oneof(fc.integer(), fc.boolean(), fc.constant(null)) },
);
const written = (value: unknown, format: 'yaml' | 'json') =>
  writeTree({ root: treeOf(value), header: [], bare: true, merges: false }, format).value!;

describe('what is written is read as the same value', () => {
  test('by YAML', () => {
    fc.assert(
      fc.property(tree(readable, yamlKey), (value) => {
        const text = written(value, 'yaml');
        expect(read(text, 'yaml').value, text).toStrictEqual(value);
      }),
      { numRuns: 3000 },
    );
  });

  test('by JSON', () => {
    fc.assert(
      fc.property(tree(nasty, nasty), (value) => {
        expect(read(written(value, 'json'), 'json').value).toStrictEqual(value);
      }),
      { numRuns: 1000 },
    );
  });

  const trees = readVerdicts<{ text: string; ok: boolean }>('yaml-trees').filter(({ text, ok }) => {
    return ok && read(text, 'yaml').value !== undefined;
  });

  test(`in ${trees.length} texts of all kinds, anchors and merge keys kept`, () => {
    for (const { text } of trees) {
      const { value } = read(text, 'yaml');
      const once = writeTree(readTree(text, 'yaml'), 'yaml');
      expect(once.diagnostics, text).toEqual([]);
      expect(read(once.value!, 'yaml').value, `${text}\n-----\n${once.value}`).toEqual(value);
      expect(writeTree(readTree(once.value!, 'yaml'), 'yaml').value, text).toBe(once.value);
    }
  });
});
