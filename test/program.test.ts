import { describe, expect, test } from 'vitest';
import { commands } from '../src/commands/index.ts';
import { dbless } from './run.ts';

describe('help', () => {
  test.each([[['--help']], [['-h']], [['help']]])('%j lists every command', async (argv) => {
    const { code, stdout, stderr } = await dbless(argv);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    for (const { name, summary } of commands) expect(stdout).toContain(`${name.padEnd(16)}${summary}`);
  });

  test.each(commands.map(({ name }) => name))(
    'of %s has examples, whichever way it is asked for',
    async (name) => {
      const { code, stdout } = await dbless([name, '--help']);
      expect(code).toBe(0);
      expect(stdout).toMatch(/\nExamples:\n {2}\$ dbless /);
      expect(await dbless(['help', name])).toEqual({ code: 0, stdout, stderr: '' });
    },
  );

  test('nothing at all is wrong usage, with the help on stderr', async () => {
    const { code, stdout, stderr } = await dbless([]);
    expect({ code, stdout }).toEqual({ code: 64, stdout: '' });
    expect(stderr).toContain('Usage: dbless');
  });
});

describe('wrong usage', () => {
  test.each([
    [['prse', 'kong.yml'], "unknown command 'prse'", 'parse'],
    [['prse', '--help'], "unknown command 'prse'", 'parse'],
    [['help', 'shema'], "unknown command 'shema'", 'schema'],
    [['prse', '--format', 'json'], "unknown command 'prse'", 'parse'],
    [['--verson'], "unknown option '--verson'", '--version'],
    [['parse', '--frmat', 'json', 'x'], "unknown option '--frmat'", '--format'],
    [['parse', '--no-colr', 'x'], "unknown option '--no-colr'", '--no-color'],
    [['init', '--al'], "unknown option '--al'", undefined],
  ])('%j is answered with a suggestion', async (argv, message, suggestion) => {
    const { code, stdout, stderr } = await dbless(argv);
    expect({ code, stdout }).toEqual({ code: 64, stdout: '' });
    expect(stderr).toContain(`Error: ${message}\n`);
    if (suggestion) expect(stderr).toContain(`(Did you mean ${suggestion}?)`);
  });

  test('a format that is none', async () => {
    const { code, stderr } = await dbless(['parse', '--format', 'xml', 'x']);
    expect(code).toBe(64);
    expect(stderr).toContain('Allowed choices are pretty, json, github, gitlab, junit, sarif, markdown.');
  });

  test('more arguments than there are', async () => {
    expect((await dbless(['init', 'a', 'b'])).code).toBe(64);
  });
});

describe('a bug', () => {
  const argv = ['init', '-'];
  const world = (env: Record<string, string>) => {
    const written: string[] = [];
    const stdout = {
      write() {
        throw new TypeError('x is not a function');
      },
    };
    return { written, stdout, stderr: { write: (text: unknown) => written.push(String(text)) > 0 }, env };
  };

  test.each([
    [{}, false],
    [{ DBLESS_DEBUG: '1' }, true],
  ])('is a short message; with %j the stack is shown: %s', async (env, shown) => {
    const { run } = await import('../src/program.ts');
    const { written, ...rest } = world(env as Record<string, string>);
    expect(await run(argv, { ...rest, stdin: process.stdin })).toBe(1);
    const text = written.join('');
    expect(text).toMatch(/^Error: dbless tripped over a bug of its own: x is not a function\n/);
    expect(text).toContain('Please report it');
    expect(/\n {4}at /.test(text)).toBe(shown);
  });
});
