import { expect, test } from 'vitest';
import { readTree, writeTree } from '../../src/document/layout.ts';
import { format } from '../../src/normalize/format.ts';
import { normalize } from '../../src/normalize/index.ts';

const written = (text: string) => writeTree(readTree(text, 'yaml'), 'yaml').value;

/** What is in the text, and how it is written. */
const cases: Record<string, [string, string]> = {
  'a header, a footer': ['# top\n\na: 1\n# end\n', '# top\n\na: 1\n# end\n'],
  'above an item, not in it': ['a:\n- x: 1\n# of z\n- z: 1\n', 'a:\n  - x: 1\n  # of z\n  - z: 1\n'],
  'at the end of an item': ['a:\n  - x: 1\n    # y: 2\n  - z: 1\n', 'a:\n  - x: 1\n    # y: 2\n  - z: 1\n'],
  'an item that was made a comment': ['a:\n- x: 1\n# - y: 2\nb: 1\n', 'a:\n  - x: 1\n# - y: 2\nb: 1\n'],
  'in brackets and braces': [
    'a: [1, # one\n  # two\n  2, {b: 3} # three\n  ] # all\n',
    'a: # all\n  - 1 # one\n  # two\n  - 2\n  # three\n  - b: 3\n',
  ],
  'behind an opening bracket': ['a: [ # open\n 1]\n', 'a: # open\n  - 1\n'],
  'in an empty list': ['a: [ # none\n  # yet\n]\nb: 1\n', '# yet\na: [] # none\nb: 1\n'],
  'behind the header of a block of text': [
    'a: | # why\n  # no comment\n  text\n',
    'a: | # why\n  # no comment\n  text\n',
  ],
  'below a block of text': ['a: |\n  one\n  two\n# said\nb: 1\n', 'a: |\n  one\n  two\n# said\nb: 1\n'],
  'none in quotes or words': ['a: \'# no\'\nb: x#y\nc: "a # b"\n', 'a: "# no"\nb: x#y\nc: "a # b"\n'],
  'behind keys': ['a: # of a\n  b: # of b\n    - 1 # of 1\n', 'a: # of a\n  b: # of b\n    - 1 # of 1\n'],
  'behind a dash': [
    'a:\n- # first\n  b: 1\n- # second\n  - 2\n',
    'a:\n  # first\n  - b: 1\n  # second\n  - - 2\n',
  ],
  'behind an anchor': ['a: &x # why\n  b: 1\nc: *x # again\n', 'a: &x # why\n  b: 1\nc: *x # again\n'],
  'empty lines': ['a: 1\n\n\n\nb: 2\n\n# of c\n\nc: 3\n', 'a: 1\n\nb: 2\n\n# of c\n\nc: 3\n'],
  'Windows line ends': ['a: 1 # x\r\n# y\r\nb: 2\r\n', 'a: 1 # x\n# y\nb: 2\n'],
};

test.each(Object.entries(cases))('%s', (_, [text, expected]) => {
  expect(written(text)).toBe(expected);
  expect(written(expected)).toBe(expected);
});

test('an anchor moves to where its value comes first now', () => {
  const text = 'plugins:\n- name: cors\n  config: *c\nservices:\n- &s\n  host: a\n  name: a # x\n';
  const { value } = format(`consumers: &c [] # none\n${text}routes: *c\n`, { format: 'yaml' });
  expect(value!.text).toBe(
    'consumers: &c [] # none\n\nservices:\n  - name: a # x\n    host: a\n\nroutes: *c\n\nplugins:\n' +
      '  - name: cors\n    config: *c\n',
  );
});

test('what an alias repeats has its comments once, merged or not', () => {
  const text = `_format_version: "3.0"
_ignore:
- &base # of base
  retries: 3 # few
services:
- <<: *base # merged
  name: a
  host: a.test
- <<: *base
  name: b
  host: b.test
`;
  expect(normalize(text, { format: 'yaml' }).value!.text).toBe(`_format_version: "3.0"
_ignore:
  # of base
  - retries: 3 # few

services:
  - name: a
    # merged
    retries: 3
    host: a.test
  - name: b
    retries: 3
    host: b.test
`);
});
