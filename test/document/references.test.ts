/* biome-ignore-all lint/suspicious/noTemplateCurlyInString: that is how references are written */
/** References to the environment and to files: where they may stand, what they become, what is said of those that fail. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Format, read, Text } from '../../src/document/index.ts';
import { findReferences } from '../../src/document/references/find.ts';
import { type Outside, readWith } from '../../src/document/references/index.ts';

const values: Record<string, string> = {
  A: 'value',
  N: '8080',
  F: '1.5',
  T: 'true',
  PEM: 'one\ntwo\n',
  Q: 'say "hi": \\n',
};
const missing = { why: 'it is not set', help: 'set it' };
const outside: Outside = {
  env: (name) => (name in values ? { value: values[name]! } : missing),
  file: (path) => (path === 'a/b' ? { value: 'of a file' } : missing),
};

const valueIn = (text: string, format: Format = 'yaml') => {
  const { value, diagnostics } = readWith(new Text(text), format, outside);
  expect(diagnostics).toEqual([]);
  return value;
};

describe('a reference', () => {
  test.each<[string, string, unknown]>([
    ['without quotes', 'p: ${{ env "A" }} # c', 'value'],
    ['in single quotes', `p: '\${{ env "A" }}'`, 'value'],
    ['in double quotes', 'p: "${{ env "A" }}"', 'value'],
    ['in double quotes, escaped', 'p: "${{ env \\"A\\" }}"', 'value'],
    ['with backticks', 'p: ${{ env `A` }}', 'value'],
    ['without spaces', 'p: ${{env "A"}}', 'value'],
    ['within a text', 'p: http://${{ env "A" }}:${{ env "N" }}/x', 'http://value:8080/x'],
    ['in braces', '{p: ${{ env "A" }}, q: 1}', 'value'],
    ['of a file', 'p: ${{ file "a/b" }}', 'of a file'],
    ['whatever it holds', 'p: ${{ env "Q" }}', values['Q']],
    ['a string, if not told otherwise', 'p: ${{ env "N" }}', '8080'],
    ['toInt', 'p: ${{ env "N" | toInt }}', 8080],
    ['toFloat', 'p: ${{ env "F" | toFloat }}', 1.5],
    ['toBool', 'p: ${{ env "T" | toBool }}', true],
    ['toInt in quotes', 'p: "${{ env "N" | toInt }}"', 8080],
    ['as a block of text', 'p: |\n  ${{ env "PEM" | indent 2 }}\n', 'one\ntwo\n\n'],
    ['indented further', 'p: |\n  ${{ env "PEM" | indent 4 }}\n', 'one\n  two\n  \n'],
    ['indent elsewhere', 'p: ${{ env "PEM" | indent 2 }}', 'one\n  two\n  '],
  ])('%s', (_, text, expected) => {
    expect((valueIn(text) as { p: unknown }).p).toBe(expected);
  });

  test('in JSON', () => {
    expect(valueIn('{"p": "${{ env \\"A\\" }}", "q": "${{ env "N" | toInt }}"}', 'json')).toEqual({
      p: 'value',
      q: 8080,
    });
  });

  test('through aliases', () => {
    expect(valueIn('a: &a {k: ${{ env "A" }}}\nb: *a\n')).toEqual({ a: { k: 'value' }, b: { k: 'value' } });
  });

  test('in a comment is none', () => {
    expect(valueIn('p: 1 # ${{ env "NOT" }}\n# ${{ env "NOT" }}\n')).toEqual({ p: 1 });
  });
});

describe('one that stands for nothing', () => {
  test.each([
    ['p: 1\nq: ${{ env "NOT" }}\n', 'the variable NOT is referred to, and it is not set'],
    ['p: 1\nq: ${{ env "A" | toInt }}\n', 'the variable A is referred to, and its value is no whole number'],
    [
      'p: 1\nq: ${{ env "A" | toBool }}\n',
      'the variable A is referred to, and its value is neither true nor false',
    ],
    ['p: 1\nq: ${{ env "A" | upper }}\n', 'the variable A is referred to, and "upper" is no pipe'],
    ['p: 1\n?  ${{ env "A" }}\n', 'the variable A is referred to, and a key cannot come from outside'],
    ['p: 1\nq: ${{ file "x" }}\n', 'the file "x" is referred to, and it is not set'],
  ])('%j', (text, message) => {
    const { value, diagnostics } = readWith(new Text(text), 'yaml', outside);
    expect(value).toBeUndefined();
    expect(diagnostics).toEqual([
      expect.objectContaining({ code: 'unset-variable', severity: 'error', message }),
    ]);
    expect(diagnostics[0]!.at).toMatchObject({
      line: 2,
      column: 4,
      endColumn: text.split('\n')[1]!.length + 1,
    });
  });

  test('in a list that is a key', () => {
    const { diagnostics } = readWith(new Text('[${{ env "A" }}]: 1'), 'yaml', outside);
    expect(diagnostics[0]!.message).toBe('the variable A is referred to, and a key cannot come from outside');
  });

  test('of a kind that is not allowed', () => {
    const { diagnostics } = readWith(new Text('p: ${{ file "a/b" }}'), 'yaml', { env: outside.env! });
    expect(diagnostics[0]!.message).toBe('the file "a/b" is referred to, and no file may be used');
  });
});

test('when nothing may come from outside, references are text, and this is told', () => {
  const { value, diagnostics } = readWith(new Text('# ${{ env "A" }}\np: ${{ env "A" }}'), 'yaml', undefined);
  expect(value).toEqual({ p: '${{ env "A" }}' });
  expect(diagnostics.map(({ code, severity, at }) => [code, severity, at?.line])).toEqual([
    ['unset-variable', 'warning', 2],
  ]);
});

test.each([
  '${{ vault "x" }}',
  '${{ env A }}',
  '$ {{ env "A" }}',
  '${{ env "A"',
  '{{ env "A" }}',
  '${{ env "" }}',
])('%s is none', (text) => expect(findReferences(text)).toEqual([]));

test('whatever the text around them, it reads the same, and can be restored', () => {
  const part = fc.constantFrom(
    '${{ env "A" }}',
    '${{ env `A` }}',
    'x',
    ' ',
    "'",
    ': ',
    '- ',
    '\n',
    '# ',
    '{',
    '}',
    '[',
    ']',
    ',',
    '\ue000',
    '|',
    'p: ',
    '&a ',
    '*a',
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 30 }), (parts) => {
      const text = parts.join('');
      const { referring, value } = readWith(new Text(text), 'yaml', {
        env: () => ({ value: 'AAAAAAAAAAAAAA' }),
      });
      if (!referring) return;
      expect(referring.text).toHaveLength(text.length);
      expect(referring.restore(referring.text)).toBe(text);
      // a word of the same length in their place
      expect(value).toEqual(read(text.replace(/\$\{\{ env ["`]A["`] \}\}/g, 'AAAAAAAAAAAAAA'), 'yaml').value);
    }),
    { numRuns: 5000 },
  );
});
