import { describe, expect, test } from 'vitest';
import { broken, dbless, folder, good } from '../run.ts';

describe('one file', () => {
  test('a valid one is answered on stdout', async () => {
    const at = folder({ 'kong.yml': good });
    expect(await dbless(['parse', at('kong.yml')])).toEqual({
      code: 0,
      stdout: 'parse successful\n',
      stderr: '',
    });
  });

  test('an invalid one is shown on stdout with its line, and fails', async () => {
    const at = folder({ 'kong.yml': broken });
    const { code, stdout, stderr } = await dbless(['parse', at('kong.yml')]);
    expect(code).toBe(1);
    expect(stdout).toContain(`${at('kong.yml')}:5:5: error: `);
    expect(stdout).toContain('5 |     hosst: typo\n    |     ^^^^^');
    expect(stdout).not.toContain('parse successful');
    expect(stderr).toBe('');
  });

  test.each(['config.yml', 'config.yaml', 'myyml', 'my.yaml'])('%s is YAML by its name', async (name) => {
    const at = folder({ [name]: good });
    expect((await dbless(['parse', at(name)])).code).toBe(0);
  });

  test.each(['kong.YML', 'kong.lua', 'kong', 'kong.yml.bak'])('%s is of no known type', async (name) => {
    const at = folder({ [name]: good });
    const { code, stdout } = await dbless(['parse', at(name)]);
    expect(code).toBe(1);
    expect(stdout).toContain('[unknown-file-type]');
    expect(stdout).toContain('dbless parse - < FILE');
  });

  test('JSON is not tried on a YAML name, nor YAML on a JSON name', async () => {
    const at = folder({ 'a.json': good });
    expect((await dbless(['parse', at('a.json')])).code).toBe(1);
  });
});

describe('several files', () => {
  test('each is judged by itself, in the order given', async () => {
    const at = folder({ 'a.yml': broken, 'b.yml': good, 'c.yml': broken });
    const { code, stdout } = await dbless([
      'parse',
      '--format',
      'json',
      at('c.yml'),
      at('b.yml'),
      at('a.yml'),
    ]);
    const { files, summary } = JSON.parse(stdout);
    expect(code).toBe(1);
    expect(files.map(({ file, valid }: { file: string; valid: boolean }) => [file, valid])).toEqual([
      [at('c.yml'), false],
      [at('b.yml'), true],
      [at('a.yml'), false],
    ]);
    expect(summary).toMatchObject({ files: 3, valid: 1, invalid: 2, skipped: 0 });
  });

  test('a file given twice is judged once', async () => {
    const at = folder({ 'a.yml': good });
    const { stdout } = await dbless(['parse', '--format', 'json', at('a.yml'), at('./a.yml'), at()]);
    expect(JSON.parse(stdout).files).toHaveLength(1);
  });

  test('one finding does not keep the others from being judged', async () => {
    const at = folder({ 'a.yml': good });
    const { code, stdout } = await dbless(['parse', at('missing.yml'), at('a.yml')]);
    expect(code).toBe(1);
    expect(stdout).toContain('[unreadable-file]');
    expect(stdout).toContain('1 error in 1 of 2 files');
  });

  test('how many files were fine is told on stderr', async () => {
    const at = folder({ 'a.yml': good, 'b.yml': good });
    expect(await dbless(['parse', at('a.yml'), at('b.yml')])).toEqual({
      code: 0,
      stdout: 'parse successful\n',
      stderr: 'no findings in 2 files\n',
    });
  });
});

describe('standard input', () => {
  test.each(['-', '/dev/stdin'])('%s may be JSON or YAML', async (name) => {
    expect((await dbless(['parse', name], { input: good })).code).toBe(0);
    expect((await dbless(['parse', name], { input: '{"_format_version":"3.0"}' })).code).toBe(0);
  });

  test('it can be given a name, which decides nothing else', async () => {
    const { code, stdout } = await dbless(['parse', '-', '--stdin-filename', 'generated.json'], {
      input: broken,
    });
    expect(code).toBe(1);
    expect(stdout).toContain('generated.json:5:5: error');
  });

  test('it is judged beside a file whose name it is given', async () => {
    const at = folder({ 'kong.yml': good });
    const argv = ['parse', '--format', 'json', at('kong.yml'), '-', '--stdin-filename', at('kong.yml')];
    const { stdout } = await dbless(argv, { input: broken });
    expect(JSON.parse(stdout).files.map(({ valid }: { valid: boolean }) => valid)).toEqual([true, false]);
  });

  test('it is cut off at the largest size', async () => {
    const { code, stdout } = await dbless(['parse', '-', '--max-size', '10'], { input: good });
    expect(code).toBe(1);
    expect(stdout).toContain('[file-too-large]');
  });
});

test('colour: by flag, by environment, on a terminal', async () => {
  const at = folder({ 'kong.yml': broken });
  const colored = async (flags: string[], env: Record<string, string>, terminal: boolean) =>
    (await dbless([...flags, 'parse', at('kong.yml')], { env, terminal })).stdout.includes('\u001b[');
  expect(await colored([], {}, true)).toBe(true);
  expect(await colored([], {}, false)).toBe(false);
  expect(await colored([], { NO_COLOR: '1' }, true)).toBe(false);
  expect(await colored([], { NO_COLOR: '' }, true)).toBe(true);
  expect(await colored([], { TERM: 'dumb' }, true)).toBe(false);
  expect(await colored([], { FORCE_COLOR: '1' }, false)).toBe(true);
  expect(await colored([], { FORCE_COLOR: '0' }, true)).toBe(false);
  expect(await colored([], { FORCE_COLOR: '1', NO_COLOR: '1' }, true)).toBe(false);
  expect(await colored(['--no-color'], { FORCE_COLOR: '1' }, true)).toBe(false);
  expect(await colored(['--color'], { NO_COLOR: '1' }, false)).toBe(true);
});

test('a size that is none is wrong usage', async () => {
  const { code, stderr } = await dbless(['parse', '--max-size', 'huge', 'kong.yml']);
  expect(code).toBe(64);
  expect(stderr).toContain('Error: "huge" is no size');
});

test('warnings go to stderr, since the file is valid', async () => {
  const at = folder({ 'kong.yml': `${good}${good}` });
  const { code, stdout, stderr } = await dbless(['parse', at('kong.yml')]);
  expect({ code, stdout }).toEqual({ code: 0, stdout: 'parse successful\n' });
  expect(stderr).toMatch(/: warning: .*\[duplicate-key\]\n/);
  expect(stderr).toMatch(/\n1 warning\n$/);
});

describe('--schemas', () => {
  const plugin = {
    title: 'greeting',
    type: 'object',
    properties: { config: { type: 'object', properties: {} } },
  };
  const config = `${good}plugins:\n  - name: greeting\n`;

  test('makes a plugin known', async () => {
    const at = folder({ 'schemas/plugins/greeting.json': JSON.stringify(plugin), 'kong.yml': config });
    expect((await dbless(['parse', at('kong.yml')])).stdout).toContain('[unknown-plugin]');
    expect(await dbless(['parse', '--schemas', at('schemas'), at('kong.yml')])).toMatchObject({ code: 0 });
  });

  test('that cannot be read are a finding', async () => {
    const at = folder({ 'schemas/plugins/greeting.json': '{', 'kong.yml': good });
    for (const place of ['schemas', 'none']) {
      const { code, stdout } = await dbless(['parse', '--schemas', at(place), at('kong.yml')]);
      expect(code).toBe(1);
      expect(stdout).toContain('[unreadable-file]');
    }
  });
});

test('--no-lint leaves out what a node loads and one might regret', async () => {
  const text = `${good}routes:\n  - paths: [/a]\n`;
  expect((await dbless(['parse', '-'], { input: text })).stderr).toContain('[random-id]');
  expect(await dbless(['parse', '--no-lint', '-'], { input: text })).toEqual({
    code: 0,
    stdout: 'parse successful\n',
    stderr: '',
  });
});
