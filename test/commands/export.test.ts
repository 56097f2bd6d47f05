import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { broken, dbless, folder, good } from '../run.ts';

const secretive =
  '_format_version: "3.0"\nconsumers:\n- username: a\n  keyauth_credentials:\n  - key: hunter2\n';
const modeOf = (file: string) => statSync(file).mode & 0o777;

test('a file and standard input give the same object', async () => {
  const at = folder({ 'kong.yml': good });
  const { code, stdout } = await dbless(['export', at('kong.yml'), '--to', 'configmap']);
  expect(code).toBe(0);
  expect(parse(stdout).data).toEqual({ 'kong.yml': good });
  const piped = await dbless(['export', '-', '--to', 'configmap'], { input: good });
  expect(piped.stdout).toBe(stdout);
});

test('what a node would refuse is not written, and its lines are named', async () => {
  const at = folder({ 'kong.yml': broken });
  const { code, stdout, stderr } = await dbless([
    'export',
    at('kong.yml'),
    '--to',
    'yaml',
    '-o',
    at('out.yml'),
  ]);
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toContain('kong.yml:5:5: error:');
  expect(readdirSync(at())).toEqual(['kong.yml']);
});

test('what is too large is not written, and what is there stays', async () => {
  const at = folder({ 'kong.yml': `${good}_comment: ${'x'.repeat(2 ** 20)}\n`, 'out.yml': 'earlier' });
  const { code, stderr } = await dbless(['export', at('kong.yml'), '--to', 'secret', '-o', at('out.yml')]);
  expect(code).toBe(1);
  expect(stderr).toMatch(/^Error: .*a Secret takes 1,048,576/);
  expect(readFileSync(at('out.yml'), 'utf8')).toBe('earlier');
});

test
  .skipIf(process.platform === 'win32')
  .each(['secret', 'env', 'compose', 'helm-values', 'json', 'configmap'])(
  'only its owner may read a config with secrets as %s',
  async (to) => {
    const at = folder({ 'kong.yml': secretive });
    writeFileSync(at('out'), '', { mode: 0o644 });
    await dbless(['export', at('kong.yml'), '--to', to, '-o', at('out')]);
    expect(modeOf(at('out'))).toBe(0o600);
  },
);

test.skipIf(process.platform === 'win32')(
  'a Secret is private whatever it holds, a ConfigMap is not',
  async () => {
    const at = folder({ 'kong.yml': good });
    const modes: number[] = [];
    for (const to of ['secret', 'configmap']) {
      await dbless(['export', at('kong.yml'), '--to', to, '-o', at(to)]);
      modes.push(modeOf(at(to)) & 0o044);
    }
    expect(modes[0]).toBe(0);
    expect(modes[1]).toBe(0o044 & ~process.umask());
  },
);

test('a ConfigMap with secrets is written with a word about it', async () => {
  const { stdout, stderr } = await dbless(['export', '-', '--to', 'configmap'], { input: secretive });
  expect(stdout).toContain('hunter2');
  expect(stderr).toContain('--to secret keeps them apart');
});

test('the flavor of the node that it is judged for goes into Helm values', async () => {
  const { stdout } = await dbless(['export', '-', '--to', 'helm-values'], {
    input: good,
    env: { KONG_ROUTER_FLAVOR: 'expressions' },
  });
  expect(parse(stdout).env).toEqual({ database: 'off', router_flavor: 'expressions' });
});

const referring = `_format_version: "3.0"\n_comment: \${{ env "APP_NOTE" }}\n`;

test('references are filled in where that is allowed: no node would do it', async () => {
  const args = ['export', '-', '--to', 'json', '--env', 'APP_'];
  const { stdout } = await dbless(args, { input: referring, env: { APP_NOTE: 'filled in' } });
  expect(stdout).toBe('{"_format_version":"3.0","_comment":"filled in"}\n');
});

test('a config is not written over itself', async () => {
  const at = folder({ 'kong.yml': good });
  const { code, stderr } = await dbless(['export', at('kong.yml'), '--to', 'json', '-o', at('kong.yml')]);
  expect(code).toBe(1);
  expect(stderr).toContain('is the config itself; give -o another name');
  expect(readFileSync(at('kong.yml'), 'utf8')).toBe(good);
});

test('--kustomize writes a folder', async () => {
  const at = folder({ 'kong.yml': good });
  const args = ['export', at('kong.yml'), '--to', 'secret', '--kustomize', at('a/b'), '--deployment', 'gw'];
  expect(await dbless(args)).toEqual({ code: 0, stdout: '', stderr: '' });
  expect(readdirSync(at('a/b')).sort()).toEqual(['deployment.yaml', 'kong.yml', 'kustomization.yaml']);
  expect(readFileSync(at('a/b/kong.yml'), 'utf8')).toBe(good);
  if (process.platform !== 'win32') expect(modeOf(at('a/b/kong.yml'))).toBe(0o600);
});

test.each([
  [['--to', 'tarball'], 'Allowed choices are'],
  [[], "option '--to <form>' not specified"],
  [['--to', 'env', '--namespace', 'a'], '--namespace is for --to configmap or secret'],
  [['--to', 'configmap', '--existing', 'secret'], '--existing is for --to helm-values'],
  [['--to', 'configmap', '--name', 'Not_a_name'], '"Not_a_name" is no name'],
  [['--to', 'configmap', '--label', 'a'], '"a" is no label'],
  [['--to', 'secret', '--namespace', 'a.b'], '"a.b" is no namespace'],
  [['--to', 'compose', '--name', 'a b'], '"a b" is no name of a service'],
  [['--to', 'secret', '--kustomize', 'a', '-o', 'b'], 'leave out -o'],
])('wrong usage: %j', async (args, message) => {
  const { code, stdout, stderr } = await dbless(['export', '-', ...args], { input: good });
  expect({ code, stdout }).toEqual({ code: 64, stdout: '' });
  expect(stderr).toContain(message);
});
