import { execFileSync, spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { commands } from '../../src/commands/index.ts';
import { dbless, folder } from '../run.ts';

const scriptFor = async (shell: string) => (await dbless(['completion', shell])).stdout;
const has = (shell: string) => spawnSync(shell, ['-c', 'exit 0']).status === 0;

/** What bash offers where the last word ends. */
function offered(script: string, words: string[]): string[] {
  const at = folder({ 'dbless.bash': script });
  const lines = [
    '. "$1"; shift',
    'COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))',
    '_dbless',
    `printf '%s\\n' "\${COMPREPLY[@]}"`,
  ];
  const argv = ['--norc', '-c', lines.join('\n'), 'bash', at('dbless.bash'), 'dbless', ...words];
  return execFileSync('bash', argv, { encoding: 'utf8', cwd: at() }).split('\n').filter(Boolean);
}

describe.skipIf(!has('bash'))('bash', async () => {
  const script = await scriptFor('bash');
  const names = commands.map(({ name }) => name);

  test('is told to use it', () => {
    const at = folder({ 'dbless.bash': script });
    const shown = execFileSync('bash', [
      '--norc',
      '-c',
      '. "$1" && complete -p dbless',
      'bash',
      at('dbless.bash'),
    ]);
    expect(String(shown)).toBe('complete -o bashdefault -o default -F _dbless dbless\n');
  });

  test.each([
    [[''], [...names, 'help']],
    [['par'], ['parse']],
    [['--no-c'], ['--no-color']],
    [['parse', '--form'], ['--format']],
    [['parse', '--format', 'js'], ['json']],
    [['parse', '--format', '=', 'js'], ['json']],
    [
      ['parse', '--format', '='],
      ['pretty', 'json', 'github', 'gitlab', 'junit', 'sarif', 'markdown'],
    ],
    [['parse', '--all', '--ignore', 'unreachable'], ['unreachable-route']],
    [
      ['export', 'kong.yml', '--to', 'c'],
      ['configmap', 'compose'],
    ],
    [
      ['export', '-o', 'parse', '--existing', ''],
      ['configmap', 'secret'],
    ],
    [['export', '--to', '=', 'env', '--quo'], ['--quote']],
    [
      ['--color', 'completion', ''],
      ['bash', 'zsh', 'fish'],
    ],
    [['explain', 'missing-ref'], ['missing-reference']],
    [['help', 'ini'], ['init']],
    [
      ['config', 'db_'],
      ['db_import', 'db_export'],
    ],
    [['config', '-c', 'parse', 'sche'], ['schema']],
    [['config', 'parse', '--format', 'sa'], ['sarif']],
    [['config', 'config'], []],
    // then bash offers files
    [['parse', 'kong'], []],
    [['parse', '-c', 'kong'], []],
    [['parse', '--conf', 'pretty', 'con'], []],
  ])('%j: %j', (words, expected) => {
    expect(offered(script, words)).toEqual(expected);
  });

  test.each(names)('every option in the help of %s is offered', async (name) => {
    const { stdout } = await dbless([name, '--help']);
    const options = stdout.slice(stdout.indexOf('Options:'), stdout.indexOf('Examples:'));
    const flags = [...options.matchAll(/^ {2}(?:(-\w), )?(--[\w-]+)/gm)].flatMap(([, short, long]) => [
      short,
      long!,
    ]);
    expect(flags.length).toBeGreaterThan(1);
    expect(offered(script, [name, '-'])).toEqual(
      expect.arrayContaining(flags.filter((flag) => flag && !['-V', '--version'].includes(flag))),
    );
  });
});

test.skipIf(!has('zsh'))('zsh reads its script (skipped where there is no zsh)', async () => {
  const at = folder({ _dbless: await scriptFor('zsh') });
  execFileSync('zsh', ['-n', at('_dbless')]);
  const shown = execFileSync('zsh', [
    '-fc',
    `autoload -U compinit; compinit -u; . ${at('_dbless')}; print $_comps[dbless]`,
  ]);
  expect(String(shown).trim()).toBe('_dbless');
});

test.skipIf(!has('fish'))('fish completes by its script (skipped where there is no fish)', async () => {
  const at = folder({ 'dbless.fish': await scriptFor('fish') });
  const offer = (line: string) =>
    execFileSync('fish', ['-N', '-c', `source ${at('dbless.fish')}; complete -C '${line}'`], {
      encoding: 'utf8',
    });
  expect(offer('dbless par')).toMatch(/^parse\t/m);
  expect(offer('dbless export --to conf')).toMatch(/^configmap\b/m);
});

test.each(['zsh', 'fish'])('%s: every command and every option is in the script', async (shell) => {
  const script = await scriptFor(shell);
  for (const { name, summary } of commands) {
    expect(script).toContain(name);
    expect(script).toContain(summary.replaceAll("'", shell === 'zsh' ? "'\\''" : "\\'"));
  }
  for (const flag of ['--stdin-filename', '--kustomize', '--lmdb-nothing'])
    expect(script.includes(shell === 'zsh' ? `${flag}[` : `-l ${flag.slice(2)} `), flag).toBe(
      flag !== '--lmdb-nothing',
    );
  expect(script).toContain('configmap secret helm-values env compose json yaml');
  // quotes are even: one open quote would swallow all that follows
  const bare = shell === 'zsh' ? script.replaceAll("'\\''", '') : script.replaceAll("\\'", '');
  expect(
    bare.split('\n').filter((line) => (line.match(/'/g)?.length ?? 0) % 2 === 1 && !line.startsWith('#')),
  ).toEqual([]);
});

test('it is the same under dbless config', async () => {
  expect((await dbless(['config', 'completion', 'bash'])).stdout).toBe(await scriptFor('bash'));
});

test('no other shell is known', async () => {
  const { code, stderr } = await dbless(['completion', 'tcsh']);
  expect(code).toBe(64);
  expect(stderr).toContain('Allowed choices are bash, zsh, fish');
});
