import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { skeleton } from '../../src/commands/skeleton.ts';
import { broken, dbless, folder, good } from '../run.ts';

describe('dbless config parse', () => {
  test('a valid file', async () => {
    const at = folder({ 'kong.yml': good });
    expect(await dbless(['config', 'parse', at('kong.yml')])).toEqual({
      code: 0,
      stdout: 'parse successful\n',
      stderr: '',
    });
  });

  test('failures go to stderr and begin with Error:', async () => {
    const at = folder({ 'kong.yml': broken });
    const { code, stdout, stderr } = await dbless(['config', 'parse', at('kong.yml')]);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/^Error: no valid declarative config: /);
    expect(stderr).toContain(':5:5: error: ');
  });

  test('a report for programs stays on stdout', async () => {
    const at = folder({ 'kong.yml': broken });
    const { code, stdout, stderr } = await dbless(['config', 'parse', '--format', 'json', at('kong.yml')]);
    expect(code).toBe(1);
    expect(JSON.parse(stdout).summary.invalid).toBe(1);
    expect(stderr).toMatch(/^Error: /);
  });

  test.each([
    [['-c', 'CONF', 'parse', 'FILE']],
    [['parse', 'FILE', '--conf', 'CONF']],
    [['parse', '-c', 'CONF', '-p', '/usr/local/kong', 'FILE']],
    [['--vv', 'parse', 'FILE']],
    [['parse', '--v', 'FILE']],
    [['parse', 'FILE', '--prefix=/kong', '--vv']],
  ])('%j', async (argv) => {
    const at = folder({ 'kong.yml': good, 'kong.conf': 'database = off\n' });
    const words: Record<string, string> = { FILE: at('kong.yml'), CONF: at('kong.conf') };
    const outcome = await dbless(['config', ...argv.map((word) => words[word] ?? word)]);
    expect(outcome).toEqual({ code: 0, stdout: 'parse successful\n', stderr: '' });
  });

  test.each([[['-c', 'CONF', 'parse', 'FILE']], [['parse', '-c', 'CONF', 'FILE']]])(
    '%j: what the kong.conf does not load is refused',
    async (argv) => {
      const at = folder({ 'kong.yml': 'plugins: [{name: cors}]\n' + good, 'kong.conf': 'plugins = off\n' });
      const words: Record<string, string> = { FILE: at('kong.yml'), CONF: at('kong.conf') };
      const { code, stderr } = await dbless(['config', ...argv.map((word) => words[word] ?? word)]);
      expect(code).toBe(1);
      expect(stderr).toMatch(/^Error: no valid declarative config: 1 error/);
      expect(stderr).toContain('[unknown-plugin]');
    },
  );

  test('wants a file', async () => {
    const { code, stderr } = await dbless(['config', 'parse']);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^Error: which declarative config\?/);
  });
});

test('dbless config init is silent when all is well', async () => {
  const at = folder();
  expect(await dbless(['config', 'init', at('kong.yml')])).toEqual({ code: 0, stdout: '', stderr: '' });
  expect(readFileSync(at('kong.yml'), 'utf8')).toBe(skeleton);
  const again = await dbless(['config', 'init', at('kong.yml')]);
  expect(again).toMatchObject({
    code: 1,
    stdout: '',
    stderr: expect.stringMatching(/^Error: .* exists already/),
  });
});

test('dbless config schema', async () => {
  expect((await dbless(['config', 'schema', 'services'])).code).toBe(0);
});

test.each([
  ['db_import', 'POST /config'],
  ['db_export', 'GET /config'],
])('dbless config %s says what to use instead', async (name, instead) => {
  const { code, stdout, stderr } = await dbless(['config', name, 'kong.yml']);
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toMatch(/^Error: without a database/);
  expect(stderr).toContain(instead);
});

test.each([
  [[], /^Error: which command\?\n\nUsage: dbless config/],
  [['prse'], /^Error: unknown command 'prse'\n\(Did you mean parse\?\)\n\nUsage: dbless config/],
  [['parse', '--frmat', 'json', 'x'], /^Error: unknown option '--frmat'\n\(Did you mean --format\?\)/],
])('dbless config %j: message and usage on stderr', async (argv, message) => {
  const { code, stdout, stderr } = await dbless(['config', ...argv]);
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toMatch(message);
});
