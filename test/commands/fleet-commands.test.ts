import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { configText, jsonHashOf, nodes, push } from '../fleet/pushing.ts';
import { nowhere } from '../fleet/servers.ts';
import { broken, dbless, folder } from '../run.ts';

const text = configText('new');
const listOf = (some: { url: string }[]) => some.map(({ url }) => url).join(',');

const rich = `_format_version: "3.0"
services:
- name: billing
  url: https://billing.test/api
  routes:
  - name: pay
    paths: [/pay]
    plugins: [{name: rate-limiting, config: {minute: 5}}]
consumers:
- username: alice
  keyauth_credentials: [{key: hunter2}]
  basicauth_credentials: [{username: alice, password: hunter3}]
`;

describe('status', () => {
  test('says which nodes hold a file, in either form', async () => {
    const at = folder({ 'kong.yml': text });
    const [json, exact, other, empty] = await nodes({}, { config: text }, { config: configText('old') }, {});
    await push([json!], text);
    const all = listOf([json!, exact!, other!, empty!]);
    const { code, stdout } = await dbless(['status', at('kong.yml'), '--nodes', all]);
    expect(code).toBe(2);
    expect(stdout.split('\n').map((line) => line.replace(/\s+/g, ' '))).toEqual([
      'NODE VERSION HASH STATE',
      `${json!.url} 3.10.0 ${jsonHashOf(text)} in sync`,
      `${exact!.url} 3.10.0 ${exact!.loaded.hash} in sync`,
      `${other!.url} 3.10.0 ${other!.loaded.hash} drift`,
      `${empty!.url} 3.10.0 ${'0'.repeat(32)} empty`,
      '',
    ]);
    expect((await dbless(['status', at('kong.yml'), '--nodes', listOf([json!, exact!])])).code).toBe(0);
  });

  test('without a file, by what most of them hold', async () => {
    const old = configText('old');
    const three = await nodes({ config: text }, { config: old }, { config: text });
    const { code, stdout } = await dbless(['status', '--nodes', listOf(three), '--format', 'json']);
    expect(code).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({
      status: 'drift',
      nodes: [{ state: 'in sync', version: '3.10.0' }, { state: 'drift' }, { state: 'in sync' }],
    });
  });

  test('nodes that cannot be asked, or are of the wrong kind', async () => {
    const [good, wrong] = await nodes({}, { faults: ['wrong-kind'] });
    const gone = await nowhere();
    const { code, stdout } = await dbless(['status', '--nodes', `${listOf([good!, wrong!])},${gone}`]);
    expect(code).toBe(3);
    expect(stdout).toMatch(/not DB-less .*database/);
    expect(stdout).toMatch(/unreachable cannot be reached: the connection is refused/);
    expect((await dbless(['status', '--nodes', gone])).code).toBe(4);
  });
});

describe('dump', () => {
  test('can be read, masked, and loaded again when it is not', async () => {
    const [node, other] = await nodes({ config: rich }, {});
    const { code, stdout } = await dbless(['dump', '--nodes', node!.url]);
    expect(code).toBe(0);
    expect(stdout).not.toContain('hunter2');
    expect(stdout).toContain('# Secrets are masked');
    expect(stdout).toContain('service: billing');
    expect(stdout).toContain('minute: 5');
    expect(stdout).not.toMatch(/created_at|retries|: null|~/);

    const at = folder();
    const args = ['dump', '--nodes', node!.url, '--with-secrets', '-o', at('held.yml')];
    expect((await dbless(args)).code).toBe(0);
    expect(readFileSync(at('held.yml'), 'utf8')).toContain('hunter2');
    expect((await dbless(['push', at('held.yml'), '--nodes', other!.url])).code).toBe(0);
    expect((await dbless(['diff', node!.url, other!.url])).stdout).toBe('no differences\n');
  });

  test('of several nodes is refused, of none fails', async () => {
    const two = await nodes({}, {});
    expect((await dbless(['dump', '--nodes', listOf(two)])).stderr).toContain('that is 2 nodes; name one');
    const { code, stderr } = await dbless(['dump', '--nodes', await nowhere()]);
    expect(stderr).toContain('cannot be reached: the connection is refused');
    expect(code).toBe(4);
  });
});

describe('diff', () => {
  test('of a file and a node that was given it: none', async () => {
    const at = folder({ 'kong.yml': rich });
    const [node] = await nodes({ config: rich });
    const { code, stdout } = await dbless(['diff', at('kong.yml'), node!.url]);
    expect(stdout).toBe('no differences\n');
    expect(code).toBe(0);
  });

  test('of two files, entity by entity, or as JSON', async () => {
    const at = folder({
      'a.yml': rich,
      'b.yml': rich.replace('minute: 5', 'minute: 6').replace('hunter2', 'hunter9'),
    });
    const { code, stdout } = await dbless(['diff', at('a.yml'), at('b.yml')]);
    expect(code).toBe(2);
    expect(stdout).toContain('~ plugin "rate-limiting" of route "pay"\n    config.minute: 5 → 6\n');
    expect(stdout).toContain('    key: ****** → ******\n');
    expect(stdout).toContain('2 differences: 2 changed');
    expect(stdout).not.toContain('hunter');
    const json = await dbless(['diff', at('a.yml'), at('b.yml'), '--format', 'json']);
    expect(JSON.parse(json.stdout).changes).toContainEqual({
      change: 'changed',
      type: 'plugins',
      label: 'plugin "rate-limiting" of route "pay"',
      id: expect.any(String),
      fields: [{ path: ['config', 'minute'], before: 5, after: 6 }],
    });
  });

  test('as a unified diff, in which other secrets look other and are not shown', async () => {
    const at = folder({ 'a.yml': rich, 'b.yml': rich.replace('hunter2', 'hunter9') });
    const { code, stdout } = await dbless(['diff', at('a.yml'), at('b.yml'), '--unified']);
    expect(code).toBe(2);
    expect(stdout).toContain(`--- ${at('a.yml')}\n+++ ${at('b.yml')}\n`);
    expect(stdout).toMatch(/^- +key: ['"]?\*{6} \([0-9a-f]{6}\)/m);
    expect(stdout).not.toContain('hunter');
  });

  test('of what is no valid config shows its findings', async () => {
    const at = folder({ 'a.yml': rich, 'b.yml': broken });
    const { code, stderr } = await dbless(['diff', at('a.yml'), at('b.yml')]);
    expect(code).toBe(1);
    expect(stderr).toContain('[unknown-field]');
    expect((await dbless(['diff', at('a.yml'), await nowhere()])).code).toBe(4);
  });

  test('before a push, on each node', async () => {
    const at = folder({ 'kong.yml': rich.replace('minute: 5', 'minute: 6') });
    const two = await nodes({ config: rich }, { config: rich });
    const { code, stderr } = await dbless([
      'push',
      at('kong.yml'),
      '--nodes',
      listOf(two),
      '--dry-run',
      '--diff',
    ]);
    expect(code).toBe(2);
    expect(stderr).toContain(
      `${two[0]!.url} and 1 more:\n  ~ plugin "rate-limiting" of route "pay"\n      config.minute: 5 → 6\n`,
    );
  });
});
