import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { codes } from '../../src/codes.ts';
import { pageFile } from '../code-pages.ts';
import { dbless, folder, spawned } from '../run.ts';

const page = (code: string) => readFileSync(pageFile(code), 'utf8');

test('without a code all are listed, each with its title', async () => {
  const { code, stdout, stderr } = await dbless(['explain']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const lines = stdout.trimEnd().split('\n');
  expect(lines).toHaveLength(Object.keys(codes).length);
  for (const [index, [name, { title }]] of Object.entries(codes).entries())
    expect(lines[index]).toMatch(new RegExp(`^${name} +${title}$`));
});

test.each(Object.keys(codes))(
  'the page of %s is printed as it is, and as plain text in a terminal',
  async (name) => {
    expect(await dbless(['explain', name])).toEqual({ code: 0, stdout: page(name), stderr: '' });
    const { stdout } = await dbless(['explain', name], { terminal: true });
    expect(stdout).toMatch(new RegExp(`^${name.toUpperCase()}\n\n(error|warning)`));
    expect(stdout.replace(/^ {4}.*$/gm, '')).not.toMatch(/^#|`|\]\(|\*\*/m);
    expect(stdout).not.toContain('\n\n\n');
    expect(stdout).toContain('\nWHAT TO DO\n');
  },
);

test('examples are set in, and read as they are in the page', async () => {
  const { stdout } = await dbless(['explain', 'unknown-field'], { terminal: true });
  expect(stdout).toContain('\n    services:\n      - name: billing\n');
  expect(stdout).toContain('\n    $ dbless parse unknown-field.yml\n');
});

test.each([
  ['unknown-feild', 'did you mean "unknown-field"?'],
  ['Unknown_Field', 'did you mean "unknown-field"?'],
  ['xyzzy', 'there is no code "xyzzy"\n'],
  ['__proto__', 'there is no code "__proto__"'],
  ['../commands/parse', 'there is no code'],
  ['README', 'there is no code'],
])('%s is wrong usage', async (name, hint) => {
  const { code, stdout, stderr } = await dbless(['explain', name]);
  expect({ code, stdout }).toEqual({ code: 64, stdout: '' });
  expect(stderr).toContain(hint);
});

test('the built program finds its pages from any folder', () => {
  const cwd = folder()();
  expect(spawned(['explain', 'too-deep'], { cwd })).toEqual({
    code: 0,
    stdout: page('too-deep'),
    stderr: '',
  });
});
