/** Edits touch nothing but the places they are for, whatever the layout. */
import { describe, expect, test } from 'vitest';
import { type Edit, edit } from '../../src/document/edit.ts';
import { type Format, read } from '../../src/document/index.ts';

function edited(text: string, edits: Edit[], format: Format = 'yaml'): string | undefined {
  return edit(text, format, read(text, format).value, edits)?.text;
}

describe('a scalar that is replaced', () => {
  test.each([
    ['plain', 'p: old # why\nq: 1\n', 'p: 3871dc # why\nq: 1\n'],
    ['single quotes', "p: 'it''s old' # why\n", "p: '3871dc' # why\n"],
    ['double quotes', 'p: "o\\u006cd"\n', 'p: "3871dc"\n'],
    ['a block of text', 'p: |\n  old\n  text\n\nq: 1\n', 'p: 3871dc\n\nq: 1\n'],
    ['a block with a comment', 'p: >- # why\n  old\nq: 1\n', 'p: 3871dc # why\nq: 1\n'],
    ['several lines', 'p: one\n  two\nq: 1\n', 'p: 3871dc\nq: 1\n'],
    ['an anchor', 'p: &a old\n', 'p: &a 3871dc\n'],
    ['a tag', 'p: !!str 12\n', 'p: !!str 3871dc\n'],
    ['nothing written', 'p:\nq: 1\n', 'p: 3871dc\nq: 1\n'],
    ['nothing written but a comment', 'p: # why\nq: 1\n', 'p: 3871dc # why\nq: 1\n'],
    ['in braces', '{p: old, q: 1}', '{p: 3871dc, q: 1}'],
    ['nothing in braces', '{p: , q: 1}', '{p: 3871dc , q: 1}'],
    ['not even a colon', '{p, q: 1}', '{p: 3871dc, q: 1}'],
    ['an explicit key', '? p\n: old\n', '? p\n: 3871dc\n'],
    ['at the end', 'q: 1\np: old', 'q: 1\np: 3871dc'],
    ['line breaks of Windows', 'p: |\r\n  old\r\nq: 1\r\n', 'p: 3871dc\r\nq: 1\r\n'],
    ['a key that comes twice', 'p: first\np: second\n', 'p: 3871dc\np: 3871dc\n'],
  ])('%s', (_, before, after) => {
    expect(edited(before, [{ path: ['p'], value: '3871dc' }])).toBe(after);
  });

  test.each([
    ['0123456789012345678901234567890123456789', 'p: "0123456789012345678901234567890123456789"'],
    ['12345678901234567890123456789012345678e1', 'p: "12345678901234567890123456789012345678e1"'],
    ['$pbkdf2-sha512$i=10000,l=32$a+b$c/d', 'p: $pbkdf2-sha512$i=10000,l=32$a+b$c/d'],
    ['it is: "this"', 'p: "it is: \\"this\\""'],
    ['true', 'p: "true"'],
  ])('stays a string: %s', (value, after) => {
    expect(edited('p: old', [{ path: ['p'], value }])).toBe(after);
  });

  test('a comma in braces needs quotes', () => {
    expect(edited('{p: old}', [{ path: ['p'], value: 'i=1,l=2' }])).toBe('{p: "i=1,l=2"}');
  });

  test('false in place of whatever meant true', () => {
    for (const before of ['t: true', 't: yes', 't: ~', 't: !!bool "on"', 't:']) {
      expect(read(edited(before, [{ path: ['t'], value: false }])!, 'yaml').value).toEqual({ t: false });
    }
  });
});

describe('a key that is added', () => {
  test.each([
    ['below its neighbor', 'l:\n- u: alice # who\n  q: 1\n', 'l:\n- u: alice # who\n  id: x1\n  q: 1\n'],
    ['below the last', 'l:\n  - q: 1\n    u: alice', 'l:\n  - q: 1\n    u: alice\n    id: x1'],
    [
      'above a neighbor of several lines',
      'l:\n- u: |\n    alice\n  q: 1\n',
      'l:\n- id: x1\n  u: |\n    alice\n  q: 1\n',
    ],
    ['above the first without a neighbor', 'l:\n- q:\n    r: 1\n', 'l:\n- id: x1\n  q:\n    r: 1\n'],
    ['behind an anchor', 'l:\n- &a\n  u: alice\n', 'l:\n- &a\n  u: alice\n  id: x1\n'],
    [
      'with an anchor at the key',
      'l:\n- &a u: {q: 1,\n     r: 2}\n',
      'l:\n- &a u: {q: 1,\n     r: 2}\n  id: x1\n',
    ],
    ['behind signs of two units', '? "😀"\n: - u: alice\n', '? "😀"\n: - u: alice\n    id: x1\n'],
    ['in braces', 'l: [{u: alice, q: 1}]', 'l: [{u: alice, id: x1, q: 1}]'],
    ['in brackets alone', 'l: [u: alice]', 'l: [{u: alice, id: x1}]'],
    ['in braces on lines', 'l: [{\n  u: alice,\n  q: 1 }]', 'l: [{\n  u: alice,\n  id: x1,\n  q: 1 }]'],
    ['in braces, as the neighbor is quoted', 'l: [{"u": "alice"}]', 'l: [{"u": "alice", "id": "x1"}]'],
    ['beside an alias', 'l: [{v: &a alice, u: *a}]', 'l: [{v: &a alice, u: *a, id: x1}]'],
    [
      'with line breaks of Windows',
      'l:\r\n- u: alice\r\n  q: 1\r\n',
      'l:\r\n- u: alice\r\n  id: x1\r\n  q: 1\r\n',
    ],
  ])('%s', (_, before, after) => {
    const list = before.startsWith('?') ? '😀' : 'l';
    expect(edited(before, [{ path: [list, 0, 'id'], value: 'x1', beside: 'u' }])).toBe(after);
  });

  test.each([
    ['on one line', '{"l":[{"u":"alice","q":1}]}', '{"l":[{"u":"alice","id":"x1","q":1}]}'],
    ['spaced', '{"l": [{"u": "alice"}]}', '{"l": [{"u": "alice", "id": "x1"}]}'],
    [
      'indented',
      '{\n "l": [\n  {\n   "u": "alice"\n  }\n ]\n}',
      '{\n "l": [\n  {\n   "u": "alice",\n   "id": "x1"\n  }\n ]\n}',
    ],
  ])('in JSON, %s', (_, before, after) => {
    expect(edited(before, [{ path: ['l', 0, 'id'], value: 'x1', beside: 'u' }], 'json')).toBe(after);
  });

  test('several beside one neighbor stay in order', () => {
    const edits = ['a', 'b'].map((key) => ({ path: ['l', 0, key], value: 'x', beside: 'u' }));
    expect(edited('l:\n- u: alice\n', edits)).toBe('l:\n- u: alice\n  a: x\n  b: x\n');
    expect(edited('l: [{u: alice}]', edits)).toBe('l: [{u: alice, a: x, b: x}]');
    expect(edited('l: [u: alice]', edits)).toBe('l: [{u: alice, a: x, b: x}]');
    expect(edited('l:\n- u: |\n    alice\n', edits)).toBe('l:\n- a: x\n  b: x\n  u: |\n    alice\n');
  });
});

describe('what an alias names', () => {
  const shared = 'a: &s\n  p: old # why\nb: *s\n';
  test.each<[string, string, Edit[], string]>([
    [
      'is edited where it is written, if all want the same',
      shared,
      [
        { path: ['a', 'p'], value: 'x' },
        { path: ['b', 'p'], value: 'x' },
      ],
      'a: &s\n  p: x # why\nb: *s\n',
    ],
    [
      'is written out where another value is wanted',
      shared,
      [
        { path: ['a', 'p'], value: 'x' },
        { path: ['b', 'p'], value: 'y' },
      ],
      'a: &s\n  p: x # why\nb: {"p": "y"}\n',
    ],
    [
      'is written out where it must stay',
      shared,
      [{ path: ['a', 'p'], value: 'x' }],
      'a: &s\n  p: x # why\nb: {"p": "old"}\n',
    ],
    [
      'stays where an alias changes',
      shared,
      [{ path: ['b', 'q'], value: 'y' }],
      'a: &s\n  p: old # why\nb: {"p": "old", "q": "y"}\n',
    ],
    [
      'if it is a scalar',
      'a: &s old\nb: *s # why\n',
      [
        { path: ['a'], value: 'x' },
        { path: ['b'], value: 'y' },
      ],
      'a: &s x\nb: y # why\n',
    ],
    [
      'in a template, takes the value of its first use',
      '_ignore: [&s old]\na: *s\nb: *s\nc: *s\n',
      [
        { path: ['a'], value: 'x' },
        { path: ['b'], value: 'y' },
        { path: ['c'], value: 'x' },
      ],
      '_ignore: [&s x]\na: *s\nb: y\nc: *s\n',
    ],
    [
      'in a template of a template, too',
      '_ignore: [&s {p: old}, &t {<<: *s, q: 1}]\na: {<<: *t, r: 1}\n',
      [{ path: ['a', 'p'], value: 'x' }],
      '_ignore: [&s {p: x}, &t {<<: *s, q: 1}]\na: {<<: *t, r: 1}\n',
    ],
  ])('%s', (_, before, edits, after) => {
    expect(edited(before, edits)).toBe(after);
  });
});

describe('what a merge key brings', () => {
  const merged = 'a: &s\n  p: old\nb:\n  <<: *s\n  q: 1\n';
  test.each<[string, string, Edit[], string]>([
    [
      'is edited where it is written, if all want the same',
      merged,
      [
        { path: ['a', 'p'], value: 'x' },
        { path: ['b', 'p'], value: 'x' },
      ],
      'a: &s\n  p: x\nb:\n  <<: *s\n  q: 1\n',
    ],
    [
      'is written beside it where another value is wanted',
      merged,
      [
        { path: ['a', 'p'], value: 'x' },
        { path: ['b', 'p'], value: 'y' },
      ],
      'a: &s\n  p: x\nb:\n  <<: *s\n  p: "y"\n  q: 1\n',
    ],
    [
      'is written out where a new key must not come',
      merged,
      [{ path: ['a', 'id'], value: 'x' }],
      'a: &s\n  p: old\n  id: x\nb:\n  <<: {"p": "old"}\n  q: 1\n',
    ],
    [
      'and is there already, stays',
      merged,
      [{ path: ['b', 'q'], value: 'y' }],
      'a: &s\n  p: old\nb:\n  <<: *s\n  q: y\n',
    ],
    [
      'from several maps',
      'a: &s {p: 1}\nb: &t {p: 2, q: 2}\nc: {<<: [*s, *t]}\n',
      [
        { path: ['c', 'p'], value: 'x' },
        { path: ['b', 'q'], value: 'y' },
        { path: ['c', 'q'], value: 'y' },
      ],
      'a: &s {p: 1}\nb: &t {p: 2, q: y}\nc: {<<: [*s, *t], p: "x"}\n',
    ],
    [
      'from a map of its own',
      'a: {<<: {p: 1}, q: 1}\n',
      [{ path: ['a', 'p'], value: 'x' }],
      'a: {<<: {p: x}, q: 1}\n',
    ],
  ])('%s', (_, before, edits, after) => {
    expect(edited(before, edits)).toBe(after);
  });

  test('what is written out is told', () => {
    const { value } = read(merged, 'yaml');
    const told = edit(merged, 'yaml', value, [{ path: ['a', 'p'], value: 'x' }])!.writtenOut;
    expect(told).toEqual([{ alias: 's', at: { line: 4, column: 7, endLine: 4, endColumn: 9 } }]);
  });
});
