import { describe, expect, test } from 'vitest';
import { luaLiteral } from '../../src/stand-in/errors/lua-literal.ts';
import { Branch, type ErrorTree } from '../../src/stand-in/errors/tree.ts';
import { readMultipart } from '../../src/stand-in/forms/multipart.ts';
import { readVerdicts } from '../verdicts.ts';

describe('error trees', () => {
  interface Transcript {
    label: string;
    response: { json?: { code?: number; message: string; fields: ErrorTree } };
  }
  const invalid = readVerdicts<Transcript>('transcripts').filter(
    ({ response }) => response.json?.code === 14,
  );

  test.each(invalid.map(({ label, response }) => [label, response.json!] as const))(
    'a real node’s tree in its own words: %s',
    (_, { message, fields }) => {
      expect(`declarative config is invalid: ${luaLiteral(fields)}`).toBe(message);
    },
  );

  test('there are trees to compare', () => {
    expect(invalid.length).toBeGreaterThan(10);
  });

  test.each<[ErrorTree, string]>([
    [{ a: 'say "x"\n' }, '{a="say \\"x\\"\\n"}'],
    [{ 'a-b': { '1': 'x' } }, '{["a-b"]={["1"]="x"}}'],
    [{ list: ['a', null, 'c'] }, '{list={"a",[3]="c"}}'],
    [{}, '{}'],
  ])('%j', (tree, text) => {
    expect(luaLiteral(tree)).toBe(text);
  });

  test('the first message at a place stays; a record and its fields can both be wrong', () => {
    const tree = new Branch();
    tree.leaf(['services', 2, 'port'], 'one');
    tree.leaf(['services', 2, 'port'], 'two');
    tree.leaf(['services', 2, 'port', 'deeper'], 'three');
    tree.entity(['services', 2], 'four');
    tree.entity(['services', 2], 'five');
    expect(tree.toJSON()).toEqual({ services: [null, null, { port: 'one', '@entity': ['four', 'five'] }] });
  });

  test('a message for a field replaces those below it', () => {
    const tree = new Branch();
    tree.leaf(['a', 'b', 'c'], 'below');
    tree.leaf(['a', 'b'], 'here');
    expect(tree.toJSON()).toEqual({ a: { b: 'here' } });
  });

  test('positions beside names count from 1', () => {
    const tree = new Branch();
    tree.leaf(['a', 0], 'x');
    tree.leaf(['a', 'name'], 'y');
    expect(tree.toJSON()).toEqual({ a: { '1': 'x', name: 'y' } });
  });
});

describe('multipart', () => {
  const type = 'multipart/form-data; boundary=b';
  const read = (text: string) =>
    Object.fromEntries(
      [...readMultipart(Buffer.from(text), type)].map(([name, value]) => [name, value.toString()]),
    );

  test.each<[string, string, Record<string, string>]>([
    ['one part', '--b\r\nContent-Disposition: form-data; name="a"\r\n\r\nx\r\n--b--\r\n', { a: 'x' }],
    [
      'two parts, one empty',
      '--b\r\nContent-Disposition: form-data; name="a"\r\n\r\n\r\n--b\r\ncontent-disposition: form-data; name="c"; filename="f"\r\n\r\ny\r\n--b--',
      { a: '', c: 'y' },
    ],
    ['the boundary within a line', '--b\r\nX: y; name="a"\r\n\r\nx--b y\r\n--b--', { a: 'x--b y' }],
    ['text before the first', 'hi\r\n--b\r\nX: y; name="a"\r\n\r\nx\r\n--b--', { a: 'x' }],
    ['no end', '--b\r\nX: y; name="a"\r\n\r\nx', {}],
    ['nothing', '', {}],
    ['a part without a name', '--b\r\nX: y\r\n\r\nx\r\n--b--', {}],
  ])('%s', (_, text, fields) => {
    expect(read(text)).toEqual(fields);
  });

  test('without a boundary there is nothing', () => {
    expect(readMultipart(Buffer.from('--b'), 'multipart/form-data').size).toBe(0);
  });
});
