import { describe, expect, test } from 'vitest';
import { settle } from '../../src/commands/settings/settings.ts';
import type { Diagnostic } from '../../src/diagnostic.ts';
import { broken, dbless, folder, good, spawned } from '../run.ts';

const warned = `${good}${good}`;
const fine = { code: 0, stdout: 'parse successful\n', stderr: '' };

describe('settings make of a verdict', () => {
  const finding = (code: Diagnostic['code'], severity: Diagnostic['severity']): Diagnostic => ({
    code,
    severity,
    message: '',
  });
  const mixed = [
    finding('field-combination', 'error'),
    finding('field-combination', 'warning'),
    finding('duplicate-key', 'warning'),
    finding('surprising-value', 'info'),
  ];
  const outcome = (settings: { ignore?: string[]; warningsAsErrors?: boolean }, diagnostics = mixed) => {
    const valid = diagnostics.every(({ severity }) => severity !== 'error');
    const settled = settle({ valid, diagnostics }, { ignore: [], warningsAsErrors: false, ...settings });
    return { valid: settled.valid, found: settled.diagnostics.map((it) => `${it.code} ${it.severity}`) };
  };

  test('only what warns can be ignored, of a code that does both as well', () => {
    expect(outcome({ ignore: ['field-combination', 'surprising-value'] })).toEqual({
      valid: false,
      found: ['field-combination error', 'duplicate-key warning'],
    });
  });

  test('a warning becomes an error, a note does not', () => {
    expect(outcome({ warningsAsErrors: true }, mixed.slice(2))).toEqual({
      valid: false,
      found: ['duplicate-key error', 'surprising-value info'],
    });
    expect(outcome({ warningsAsErrors: true }, mixed.slice(3)).valid).toBe(true);
  });

  test('what is ignored cannot make a file invalid', () => {
    const settings = { ignore: ['duplicate-key'], warningsAsErrors: true };
    expect(outcome(settings, mixed.slice(2))).toEqual({ valid: true, found: ['surprising-value info'] });
  });
});

describe('on the command line', () => {
  test('--warnings-as-errors shows an error and fails', async () => {
    const at = folder({ 'kong.yml': warned });
    const { code, stdout, stderr } = await dbless(['parse', '--warnings-as-errors', at('kong.yml')]);
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(stdout).toMatch(/: error: .*\[duplicate-key\]\n[\s\S]*\n1 error\n$/);
  });

  test.each([
    [['--ignore', 'duplicate-key']],
    [['--ignore', 'surprising-value, duplicate-key']],
    [['--ignore', 'surprising-value', '--ignore', 'duplicate-key']],
    [['--ignore', 'duplicate-key', '--warnings-as-errors']],
  ])('%j leaves the warning out', async (argv) => {
    const at = folder({ 'kong.yml': warned });
    expect(await dbless(['parse', ...argv, at('kong.yml')])).toEqual(fine);
  });

  test('errors stay, whatever is ignored', async () => {
    const at = folder({ 'kong.yml': `${good}${broken}` });
    const { code, stdout } = await dbless(['parse', '--ignore', 'duplicate-key', at('kong.yml')]);
    expect(code).toBe(1);
    expect(stdout).toMatch(/\[unknown-field\]\n[\s\S]*\n1 error\n$/);
  });

  test.each([
    ['duplicat-key', 'there is no code "duplicat-key"; did you mean "duplicate-key"?'],
    ['duplicate-key,nonsense', 'there is no code "nonsense"; those that warn are duplicate-key, '],
    ['__proto__', 'there is no code "__proto__"'],
    [
      'unknown-field',
      '"unknown-field" cannot be ignored: it is an error, and a node would not load the file',
    ],
  ])('--ignore %s is wrong usage', async (codes, message) => {
    const at = folder({ 'kong.yml': warned });
    const { code, stdout, stderr } = await dbless(['parse', '--ignore', codes, at('kong.yml')]);
    expect({ code, stdout }).toEqual({ code: 64, stdout: '' });
    expect(stderr).toContain(`Error: --ignore: ${message}`);
  });
});

describe('.dbless.yml', () => {
  const ignoring = 'ignore: [duplicate-key]\n';
  const strict = 'warningsAsErrors: true\n';

  test('is found upward from the file, not from where one stands, by the built program', () => {
    const at = folder({
      '.git/HEAD': '',
      '.dbless.yml': ignoring,
      'a/b/kong.yml': warned,
      'strict/.dbless.yml': strict,
      'strict/c/kong.yml': warned,
    });
    expect(spawned(['parse', '../a/b/kong.yml'], { cwd: at('strict') })).toEqual(fine);
    const { code, stdout } = spawned(['parse', '--format', 'json', '.'], { cwd: at() });
    expect(code).toBe(1);
    const { files, summary } = JSON.parse(stdout);
    expect(files.map((it: { file: string; valid: boolean }) => [it.file, it.valid])).toEqual([
      ['a/b/kong.yml', true],
      ['strict/c/kong.yml', false],
    ]);
    expect(summary).toMatchObject({ errors: 1, warnings: 0, skipped: 1 });
  });

  test('is not looked for above the root of the repository', async () => {
    const at = folder({ '.dbless.yml': strict, 'repo/.git/HEAD': '', 'repo/a/kong.yml': warned });
    expect((await dbless(['parse', at('repo/a/kong.yml')])).code).toBe(0);
  });

  test('gives way to the command line', async () => {
    const at = folder({ '.dbless.yml': `${ignoring}${strict}`, 'kong.yml': warned });
    const code = async (...argv: string[]) => (await dbless(['parse', ...argv, at('kong.yml')])).code;
    expect(await code()).toBe(0);
    expect(await code('--no-ignore')).toBe(1);
    expect(await code('--ignore', 'surprising-value')).toBe(1);
    expect(await code('--no-ignore', '--no-warnings-as-errors')).toBe(0);
  });

  test('holds for standard input, too: that of the folder, or of the name it is given', () => {
    const at = folder({ '.git/HEAD': '', '.dbless.yml': ignoring, 'strict/.dbless.yml': strict });
    const code = (...argv: string[]) => spawned(['parse', '-', ...argv], { cwd: at(), input: warned }).code;
    expect(spawned(['parse', '-'], { cwd: at(), input: warned })).toEqual(fine);
    expect(code('--stdin-filename', 'strict/kong.yml')).toBe(1);
    expect(code('--stdin-filename', 'none/such/kong.yml')).toBe(0);
  });

  test.each(['', '# nothing yet\n', '{}', 'ignore: []'])('may say nothing: %j', async (text) => {
    const at = folder({ '.dbless.yml': text, 'kong.yml': good });
    expect(await dbless(['parse', at('kong.yml')])).toEqual(fine);
  });

  test.each([
    ['ignor: [duplicate-key]', '1:1', 'unknown-field', 'help: did you mean "ignore"?'],
    ['warningAsErrors: true', '1:1', 'unknown-field', 'help: did you mean "warningsAsErrors"?'],
    ['zebra: 1', '1:1', 'unknown-field', 'help: the settings are ignore and warningsAsErrors'],
    ['ignore: duplicate-key', '1:9', 'wrong-type', 'ignore must be a list of codes'],
    ['ignore:\n  - duplicate-key\n  - 3', '3:5', 'wrong-type', 'ignore must be a list of codes'],
    ['ignore: [duplicate_key]', '1:10', 'invalid-value', 'help: did you mean "duplicate-key"?'],
    ['ignore: [missing-field]', '1:10', 'invalid-value', 'help: only warnings can be ignored'],
    ['warningsAsErrors: sometimes', '1:19', 'wrong-type', 'warningsAsErrors must be true or false'],
    ['- ignore', '1:1', 'not-an-object', 'the settings must be a map'],
    ['just text', '1:1', 'not-an-object', 'the settings must be a map'],
    ['ignore: [', '2:1', 'syntax-error', 'there is no value'],
  ])('is checked as a config is: %j', async (text, place, code, words) => {
    const at = folder({ '.dbless.yml': `${text}\n`, 'kong.yml': good, 'sub/kong.yml': good });
    const outcome = await dbless(['parse', at('kong.yml'), at('sub/kong.yml')]);
    expect(outcome.code).toBe(1);
    expect(outcome.stdout).toContain(`.dbless.yml:${place}: error: `);
    expect(outcome.stdout).toContain(`[${code}]\n`);
    expect(outcome.stdout).toContain(words);
    expect(outcome.stdout.endsWith('\n1 error in 1 of 3 files\n')).toBe(true);
  });

  test('that cannot be read is a finding', async () => {
    const at = folder({ '.dbless.yml/x': '', 'kong.yml': good });
    const { code, stdout } = await dbless(['parse', at('kong.yml')]);
    expect(code).toBe(1);
    expect(stdout).toContain('.dbless.yml": it is a folder [unreadable-file]');
  });

  test('counts as far as it is right', async () => {
    const at = folder({ '.dbless.yml': 'ignore: [duplicate-key, nonsense]\nzebra: 1\n', 'kong.yml': warned });
    const { stdout } = await dbless(['parse', '--format', 'json', at('kong.yml')]);
    expect(JSON.parse(stdout).summary).toMatchObject({ errors: 2, warnings: 0, valid: 1, invalid: 1 });
  });
});
