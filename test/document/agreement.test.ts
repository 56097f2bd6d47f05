import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { locate, read, Text } from '../../src/document/index.ts';
import { readJsonFully } from '../../src/document/json/read.ts';
import { readYamlFully } from '../../src/document/yaml/full.ts';
import { NOT_MINE, readQuickly } from '../../src/document/yaml/quick/read.ts';
import { readVerdicts } from '../verdicts.ts';

const MARKS = [
  'a',
  ': ',
  ':',
  '- ',
  '-',
  '\n',
  '\n  ',
  '\n    ',
  '\n- ',
  '\n  - ',
  '  ',
  '[',
  ']',
  '{',
  '}',
  ', ',
  ',',
];
const SCALARS = [
  '"x"',
  "'y'",
  '"a\\n"',
  '"\\u00e9"',
  '12',
  '0x1f',
  '1.5',
  '-3',
  'true',
  'yes',
  'Null',
  '~',
  '~/x',
  '_x',
];
const ODD = [
  'é',
  '\u00a0',
  '\u0085',
  '\ufeff',
  '😀',
  '\ud800',
  '\t',
  '\r\n',
  '\r',
  '\u0001',
  '\u2028',
  '\\',
  '"',
  "'",
];
const SIGNS = [
  '---',
  '...',
  '--- ',
  '%',
  '&a ',
  '*a',
  '!!str ',
  '<<: ',
  '"<<": ',
  '? ',
  '#c',
  ' # c',
  '|',
  '|-',
  '>',
  '|+',
];
const PARTS = [
  '\n\n',
  'k: v',
  'name: foo',
  '\nb: 1',
  'x y',
  'a:b',
  'a#b',
  '10.0.0.1',
  'on: 1',
  'key:\n- i\n',
  '- - ',
];
const TEXTS = [
  '\n  x: |\n    t1\n     t2\n',
  '[a, b]',
  '{a: 1, b: [c]}',
  '{"a":1}',
  'n\ud83d\ude00',
  '1_000',
  '0123',
  '8:30',
];
const nasty = fc
  .array(fc.constantFrom(...MARKS, ...SCALARS, ...ODD, ...SIGNS, ...PARTS, ...TEXTS), { maxLength: 14 })
  .map((parts) => parts.join(''));

const key = fc.constantFrom('name', 'host', 'tags', 'x-y', '_k', '"q"', "'s'", 'no', 'a b', '1', '<<', 'é');
const scalar = fc.constantFrom(
  ...SCALARS,
  'plain text',
  'a: b',
  "'it''s'",
  '',
  '# c',
  '|\n%  t\n\n%  u',
  '[a, {b: c}]',
  '8000',
);
type Block = (indent: string) => string;
const block = fc
  .letrec<{ block: Block }>((tie) => {
    const value = fc.oneof(
      {
        weight: 4,
        arbitrary: scalar.map(
          (text): Block =>
            (indent) =>
              ` ${text.replaceAll('%', indent)}\n`,
        ),
      },
      fc.tuple(tie('block'), fc.constantFrom('', '  ', '    ')).map(
        ([inner, more]): Block =>
          (at) =>
            `\n${inner(at + more)}`,
      ),
    );
    const map = fc.array(fc.tuple(key, value), { minLength: 1, maxLength: 4 });
    const list = fc.array(value, { minLength: 1, maxLength: 4 });
    return {
      block: fc.oneof(
        { maxDepth: 4 },
        map.map(
          (entries): Block =>
            (at) =>
              entries.map(([name, item]) => `${at}${name}:${item(at)}`).join(''),
        ),
        list.map(
          (items): Block =>
            (at) =>
              items.map((item) => `${at}-${item(`${at}  `)}`).join(''),
        ),
      ),
    };
  })
  .block.map((make) => make(''));

/** The quick reader may refuse anything; what it reads must be what the full one reads, without a finding. */
function expectAgreement(text: string): boolean {
  const quick = readQuickly(new Text(text), 1000);
  if (quick === NOT_MINE) return false;
  expect(readYamlFully(text, 1000, false)).toEqual({ value: quick, diagnostics: [] });
  return true;
}

describe('the quick reader agrees with the full one', () => {
  it('on all texts that Kong has judged', () => {
    const taken = readVerdicts<{ text: string }>('yaml-trees').filter(({ text }) => expectAgreement(text));
    expect(taken.length).toBeGreaterThan(300);
  });

  it('on documents of nasty fragments', () => {
    fc.assert(
      fc.property(nasty, (text) => void expectAgreement(text)),
      { numRuns: 20_000 },
    );
  });

  it('on block documents', () => {
    let taken = 0;
    fc.assert(
      fc.property(block, (text) => {
        if (expectAgreement(text)) taken++;
      }),
      { numRuns: 5_000 },
    );
    expect(taken).toBeGreaterThan(500);
  });

  it('on whatever JSON writes', () => {
    fc.assert(
      fc.property(fc.json(), fc.constantFrom(0, 2), (json, indent) => {
        const text = JSON.stringify(JSON.parse(json), null, indent);
        expect(readJsonFully(text, 1000)).toEqual(read(text, 'json'));
        expectAgreement(text);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('any text gives a value or a finding', () => {
  const anything = fc.oneof(nasty, fc.string({ unit: 'binary' }), fc.json());
  it.each(['yaml', 'json'] as const)('as %s', (format) => {
    fc.assert(
      fc.property(anything, (text) => {
        const { value, diagnostics } = read(text, format);
        const errors = diagnostics.filter(({ severity }) => severity === 'error');
        expect(errors.length > 0).toBe(value === undefined);
        for (const { at, message } of diagnostics) {
          expect(at!.line).toBeGreaterThan(0);
          expect(message).not.toMatch(/\n/);
        }
        expect(locate(text, format).nearest(['a', 0]).line).toBeGreaterThan(0);
      }),
      { numRuns: 5_000 },
    );
  });
});
