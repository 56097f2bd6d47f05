import fc from 'fast-check';
import { expect, test } from 'vitest';
import { read } from '../../src/document/index.ts';
import { yamlText } from '../../src/stand-in/held/yaml-text.ts';

const scalar = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom(
    'yes',
    'No',
    '~',
    '',
    ' a',
    'a ',
    '017',
    '1e3',
    '0x1F',
    '12:30',
    '2001-01-01',
    '.inf',
    'a: b',
    '- a',
  ),
  fc.constantFrom(
    '127.0.0.1',
    '#x',
    'a #b',
    "it's",
    '"q"',
    'two\nlines',
    '\ttab',
    '\u2028',
    '=',
    '<<',
    'null',
    'y',
  ),
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
);
const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    scalar,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.string({ minLength: 1, unit: 'grapheme' }), tie('value'), { maxKeys: 3 }),
  ),
}));

/** An empty list and an empty map are one to Kong, and are told apart here. */
test('reads as what was written', () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.stringMatching(/^[a-z_]{1,9}$/), value, { minKeys: 1, maxKeys: 4 }),
      (map) => {
        const result = read(yamlText(map), 'yaml');
        expect(result.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
        expect(result.value).toEqual(JSON.parse(JSON.stringify(map)));
      },
    ),
    { numRuns: 500 },
  );
});

test('in the style of a node', () => {
  expect(yamlText({ _format_version: '3.0', services: [{ name: 's1', path: null, tags: ['a', 'b'] }] })).toBe(
    "_format_version: '3.0'\nservices:\n- name: s1\n  path: ~\n  tags:\n  - a\n  - b\n",
  );
});
