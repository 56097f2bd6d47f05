/** What docs/pipelines.md describes: the files are read as their systems read them, and what they run is run. */
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, delimiter, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { bin, broken, folder, good } from './run.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (name: string) => readFileSync(join(root, name), 'utf8');
const isPosix = process.platform !== 'win32';
const has = (program: string, ...args: string[]) => spawnSync(program, args).status === 0;

/** A script as the system would run it, with programs of these names before all others. */
function run(
  shell: string,
  script: string,
  options: { cwd: string; env?: object; tools?: Record<string, string> },
) {
  const tools = folder(options.tools);
  for (const name of Object.keys(options.tools ?? {})) chmodSync(tools(name), 0o755);
  const env = { PATH: [tools(), process.env['PATH']].join(delimiter), HOME: tools(), ...options.env };
  return spawnSync(shell, ['-e', '-c', script], { cwd: options.cwd, env, encoding: 'utf8' });
}

const dblessTool = { dbless: `#!/bin/sh\nexec "${process.execPath}" "${bin}" "$@"\n` };

describe.skipIf(!isPosix)('action.yml', () => {
  const action = parse(read('action.yml'));
  const [install, judge] = action.runs.steps;

  /** Every expression in it is one of these. */
  const filled = (text: string, inputs: Record<string, string>) =>
    text.replace(/\$\{\{ (\S+) \}\}/g, (_, name: string) =>
      name === 'github.action_path' ? root : (inputs[name.replace('inputs.', '')] as string),
    );

  function judged(inputs: Record<string, string>) {
    const given = Object.fromEntries(
      Object.entries<{ default: string }>(action.inputs).map(([k, v]) => [k, v.default]),
    );
    const at = folder({ 'kong.yml': good, 'a/broken.yml': broken });
    const values = { ...given, ...inputs };
    const cwd = join(at(), filled(judge['working-directory'], values));
    const env = Object.fromEntries(
      Object.entries<string>(judge.env).map(([name, text]) => [name, filled(text, values)]),
    );
    const summary = at('summary.md');
    const result = run(judge.shell, judge.run, { cwd, env: { ...env, GITHUB_STEP_SUMMARY: summary } });
    return { ...result, at, summary: existsSync(summary) ? readFileSync(summary, 'utf8') : '' };
  }

  test('is a composite action whose steps say their shell', () => {
    expect(action.runs.using).toBe('composite');
    expect(action.runs.steps.map(({ shell }: { shell: string }) => shell)).toEqual(['bash', 'bash']);
    expect(filled(install['working-directory'], {})).toBe(root);
    expect(install.run).toMatch(/^npm ci\b/);
    expect(JSON.parse(read('package.json')).scripts.prepare).toBe('npm run build');
    expect(Object.keys(action.inputs)).toEqual(['files', 'args', 'working-directory']);
  });

  test('without inputs judges all there is, and annotates', () => {
    const { status, stdout, summary } = judged({});
    expect(status).toBe(1);
    expect(stdout).toMatch(/^::error file=a\/broken\.yml,line=5,/m);
    expect(summary).toContain('hosst');
  });

  test('takes files, options and a folder to start from', () => {
    expect(judged({ files: 'kong.yml', args: '--warnings-as-errors' }).status).toBe(0);
    expect(judged({ files: 'kong.yml\na/*.yml\n' }).status).toBe(1);
    expect(judged({ files: '*.yml', 'working-directory': 'a' }).stdout).toContain('hosst');
  });

  test('runs nothing that stands in an input', () => {
    const { at, status } = judged({
      files: 'kong.yml $(touch taken) `touch taken` ; touch taken',
      args: '--all',
    });
    expect(status).toBe(1);
    expect(existsSync(at('taken'))).toBe(false);
  });
});

describe.skipIf(!isPosix)('the template for GitLab', () => {
  const { dbless: job } = parse(read('templates/gitlab-ci.yml'));
  const script = [...job.before_script, ...job.script].join('\n');

  test.each([
    ['kong.yml', 0],
    ['.', 1],
  ])('reports on %s, and exits with %i', (files, code) => {
    const at = folder({ 'kong.yml': good, 'a/broken.yml': broken });
    const env = { ...job.variables, DBLESS_FILES: files };
    const { status, stdout } = run('sh', script, { cwd: at(), env, tools: dblessTool });
    expect(status, stdout).toBe(code);
    const { codequality, junit } = job.artifacts.reports;
    expect(JSON.parse(readFileSync(at(codequality), 'utf8'))).toHaveLength(code);
    expect(readFileSync(at(junit), 'utf8')).toMatch(/^<\?xml/);
    expect(job.artifacts.when).toBe('always');
  });

  test('installs what it is told to, and says when it is told nothing', () => {
    const at = folder({ 'kong.yml': good });
    const tools = folder({ npm: '#!/bin/sh\necho "$@" > asked\n' });
    chmodSync(tools('npm'), 0o755);
    const install = (more: object) =>
      spawnSync('/bin/sh', ['-e', '-c', job.before_script.join('\n')], {
        cwd: at(),
        env: { ...job.variables, PATH: tools(), ...more },
        encoding: 'utf8',
      });
    expect(install({}).stderr).toContain('DBLESS_PACKAGE: set it to what npm is to install');
    expect(existsSync(at('asked'))).toBe(false);
    expect(install({ DBLESS_PACKAGE: 'a b' }).status).toBe(0);
    expect(readFileSync(at('asked'), 'utf8')).toBe('install --global a b\n');
  });
});

describe('.pre-commit-hooks.yaml', () => {
  const hooks: Record<string, string>[] = parse(read('.pre-commit-hooks.yaml'));
  const secretive =
    '_format_version: "3.0"\nconsumers:\n  - username: a\n    basicauth_credentials:\n      - username: a\n        password: hunter2\n';
  const refused: Record<string, string> = {
    'dbless-parse': broken,
    'dbless-fmt': '{_format_version:   "3.0"}\n',
    'dbless-transform': secretive,
  };

  test.skipIf(!isPosix).each(hooks.map((hook) => [hook.id!, hook] as const))(
    '%s passes a good file and stops another',
    (id, { entry, language }) => {
      const at = folder({ 'kong.yml': good, 'kong-b.yml': refused[id]! });
      const commit = (...files: string[]) =>
        run('sh', `${entry} ${files.join(' ')}`, { cwd: at(), tools: dblessTool }).status;
      expect(language).toBe('node');
      expect(commit('kong.yml')).toBe(0);
      expect(commit('kong.yml', 'kong-b.yml')).toBeGreaterThan(0);
    },
  );

  test('look at what is called kong', () => {
    const [pattern, ...others] = hooks.map(({ files }) => new RegExp(files!));
    for (const other of others) expect(other).toEqual(pattern);
    const taken = [
      'kong.yml',
      'a/kong.yaml',
      'kong-prod.json',
      'kong.prod.yml',
      'kongo.yml',
      'hong-kong.yml',
      'kong.conf',
    ];
    expect(taken.filter((name) => pattern!.test(name))).toEqual(taken.slice(0, 4));
  });
});

describe('the Dockerfile', () => {
  const lines = read('Dockerfile')
    .replace(/\\\n/g, '')
    .split('\n')
    .filter((line) => line && !line.startsWith('#'));
  const last = lines.slice(lines.findLastIndex((line) => line.startsWith('FROM ')));

  test('has stages, of which the last takes from the first, and ends as another user', () => {
    const known =
      /^(FROM \S+( AS \w+)?|(WORKDIR|USER) \S+|COPY( --from=\w+)? \S+( \S+)+|RUN .+|(ENTRYPOINT|CMD) \[".*"\])$/;
    expect(lines.filter((line) => !known.test(line))).toEqual([]);
    expect(lines.filter((line) => line.startsWith('FROM '))).toHaveLength(2);
    expect(lines[0]).toMatch(/ AS build$/);
    expect(last.findLast((line) => line.startsWith('USER '))).toBe('USER node');
    expect(last.filter((line) => line.startsWith('COPY') && !line.startsWith('COPY --from=build '))).toEqual(
      [],
    );
  });

  test('takes all that dbless needs', { timeout: 60_000 }, () => {
    const at = folder({ 'kong.yml': good, 'broken.yml': broken });
    const needed = spawnSync('npm', ['ls', '--omit=dev', '--all', '--parseable'], {
      cwd: root,
      encoding: 'utf8',
    });
    for (const line of last.filter((one) => one.startsWith('COPY'))) {
      const words = line
        .split(' ')
        .slice(2)
        .map((word) => word.replace(/^\/src\//, ''));
      const target = at(words.pop()!.replace(/^\//, ''));
      if (words[0] === 'node_modules')
        for (const module of needed.stdout.trim().split('\n').slice(1))
          cpSync(module, join(target, relative(join(root, 'node_modules'), module)), { recursive: true });
      else if (words.length > 1) {
        mkdirSync(target, { recursive: true });
        for (const word of words) writeFileSync(join(target, basename(word)), read(word));
      } else cpSync(join(root, words[0]!), target, { recursive: true });
    }
    const call = (...argv: string[]) =>
      spawnSync(process.execPath, [at('opt/dbless/bin/dbless.js'), ...argv], { cwd: at(), encoding: 'utf8' });
    expect(call('parse', 'kong.yml').stdout).toBe('parse successful\n');
    expect(call('parse', 'broken.yml')).toMatchObject({ status: 1, stderr: '' });
    expect(call('explain', 'unknown-field')).toMatchObject({ status: 0, stderr: '' });
    expect(call('export', 'kong.yml', '--to', 'helm-values').stdout).toContain('dblessConfig:');
    expect(call('schema', 'plugins/key-auth').status).toBe(0);
  });

  const hasDocker = has('docker', 'info');
  test.skipIf(!hasDocker)('is built (skipped where no Docker engine answers)', { timeout: 600_000 }, () => {
    expect(spawnSync('docker', ['build', '-t', 'dbless-test', root]).status).toBe(0);
    const { stdout } = spawnSync('docker', ['run', '--rm', '-i', 'dbless-test', 'parse', '-'], {
      input: good,
      encoding: 'utf8',
    });
    expect(stdout).toBe('parse successful\n');
  });
});

test('docs/pipelines.md shows what there is', () => {
  const page = read('docs/pipelines.md');
  const shown = [...page.matchAll(/^```yaml\n([\s\S]*?)^```$/gm)].map((match) => parse(match[1]!));
  const [github, gitlab, , hooks] = shown;
  expect(shown).toHaveLength(4);
  const names = (value: object) => Object.keys(value);
  expect(names(parse(read('action.yml')).inputs)).toEqual(
    expect.arrayContaining(names(github.jobs.kong.steps[1].with)),
  );
  const { variables } = parse(read('templates/gitlab-ci.yml')).dbless;
  expect(names(variables)).toEqual(expect.arrayContaining(names(gitlab.dbless.variables)));
  for (const name of names(variables)) expect(page).toContain(`| \`${name}\` |`);
  const ids = parse(read('.pre-commit-hooks.yaml')).map(({ id }: { id: string }) => id);
  expect(hooks.repos[0].hooks.map(({ id }: { id: string }) => id)).toEqual(ids);
});
