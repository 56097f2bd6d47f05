import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { codes } from '../src/codes.ts';
import { parse } from '../src/parse.ts';
import { codeOf, commandLine, folderOf, inputs, outputOf, printed } from './fixtures.ts';

/** Not found by parse and conf as they are called here; the tests of what finds them show them. */
const OF_OTHERS = new Set([
  'repeated-node',
  'secret-in-clear',
  'node-rejected',
  'node-failed',
  'invalid-expression',
  'hashed-reference',
  'unset-variable',
  'stays-nested',
  'unwritable',
]);

const home = process.cwd();

describe('fixtures/ok', () => {
  const all = inputs('ok');

  test.each(all)('%s gives no diagnostics', (filename) => {
    const { valid, diagnostics } = parse(readFileSync(`${folderOf('ok')}${filename}`), { filename });
    expect(diagnostics).toEqual([]);
    expect(valid).toBe(true);
  });

  test('use every bundled plugin', () => {
    const schemas = new URL('../schemas/plugins/', import.meta.url);
    const text = all.map((file) => readFileSync(`${folderOf('ok')}${file}`, 'utf8')).join('\n');
    const used = new Set([...text.matchAll(/"?name"?: "?([a-z0-9-]+)/g)].map((match) => match[1]));
    const bundled = readdirSync(schemas).map((file) => file.replace('.json', ''));
    expect(bundled.length).toBeGreaterThan(40);
    expect(bundled.filter((name) => !used.has(name))).toEqual([]);
  });
});

describe('fixtures/err', () => {
  const all = inputs('err');
  beforeAll(() => process.chdir(folderOf('err')));
  afterAll(() => process.chdir(home));

  test('show every code, and nothing else', () => {
    const shown = new Set(all.map(codeOf));
    const known = Object.keys(codes);
    expect(known.filter((code) => !shown.has(code) && !OF_OTHERS.has(code))).toEqual([]);
    expect([...shown].filter((code) => !known.includes(code))).toEqual([]);
    for (const code of shown) expect(all.some((input) => input.replace(/\.\w+$/, '') === code)).toBe(true);
  });

  test.each(all)('%s prints its .out (else: npm run fixtures)', async (input) => {
    const output = await printed(commandLine(input));
    expect(output).toContain(`[${codeOf(input)}]`);
    await expect(output).toMatchFileSnapshot(`${folderOf('err')}${outputOf(input)}`);
  });

  test('have no .out left over', () => {
    const outputs = readdirSync(folderOf('err')).filter((file) => file.endsWith('.out'));
    expect(outputs.sort()).toEqual(all.map((input) => outputOf(input)).sort());
  });
});
