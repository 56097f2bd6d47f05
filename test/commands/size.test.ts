import { expect, test } from 'vitest';
import { broken, dbless, folder } from '../run.ts';

const config = `_format_version: "3.0"
services:
- name: billing
  url: http://billing.test
  plugins:
  - name: request-termination
    config:
      body: ${'x'.repeat(140_000)}
consumers:
- username: bob
  keyauth_credentials:
  - key: hunter2
`;

test('one screen: entities, memory, ways, and the largest with their lines', async () => {
  const { code, stdout, stderr } = await dbless(['size', '-'], { input: config });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout.split('\n').length).toBeLessThanOrEqual(24);
  expect(stdout).toMatch(/^<stdin>: 136\.9 KiB, 4 entities, /);
  expect(stdout).toMatch(/^ {2}plugins +1 +\d/m);
  expect(stdout).toMatch(/^ {2}LMDB .*fits lmdb_map_size, 2,048 MiB$/m);
  expect(stdout).toMatch(/^ {2}environment .*TOO LARGE for Linux's limit, 128 KiB$/m);
  expect(stdout).toMatch(/largest:\n +\S+ KiB {2}line 6 +plugin "request-termination" of service "billing"/);
  expect(stdout).not.toContain('hunter2');
});

test('the JSON has the same, in bytes', async () => {
  const at = folder({ 'kong.yml': config });
  const { stdout } = await dbless(['size', at('kong.yml'), '--format', 'json']);
  const report = JSON.parse(stdout);
  expect(report).toMatchObject({ version: 1, file: at('kong.yml'), bytes: config.length, entities: 4 });
  expect(report.byType[0]).toMatchObject({ type: 'plugins', count: 1 });
  expect(report.lmdb).toMatchObject({ limit: 2 ** 31, fits: true });
  expect(report.ways.map(({ way, fits }: { way: string; fits: boolean }) => [way, fits])).toEqual([
    ['POST /config', true],
    ['ConfigMap or Secret', true],
    ['environment', false],
  ]);
  expect(report.lmdb.bytes).toBeGreaterThan(3 * report.lmdb.liveBytes);
});

test('the limits are those of the node', async () => {
  const at = folder({ 'kong.conf': 'database = off\nlmdb_map_size = 256k\nmem_cache_size = 64k\n' });
  const { stdout } = await dbless(['size', '-c', at('kong.conf'), '-'], {
    input: config,
    env: { KONG_NGINX_ADMIN_CLIENT_MAX_BODY_SIZE: '100k' },
  });
  expect(stdout).toMatch(/^ {2}LMDB .*TOO LARGE for lmdb_map_size, 256 KiB$/m);
  expect(stdout).toMatch(/^ {2}cache .*TOO LARGE for mem_cache_size, 64 KiB$/m);
  expect(stdout).toMatch(/^ {2}POST .*TOO LARGE for nginx_admin_client_max_body_size, 100 KiB$/m);
});

test('what a node would refuse has no size', async () => {
  const { code, stdout, stderr } = await dbless(['size', '-'], { input: broken });
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toContain('unknown field "hosst"');
});

test('what is barely too large is told in bytes', async () => {
  const text = (bytes: number) => `{"_format_version":"3.0","_comment":"${'x'.repeat(bytes - 39)}"}`;
  const { stdout } = await dbless(['size', '-'], { input: text(131_041) });
  expect(stdout).toMatch(/environment +131,041 bytes as JSON +TOO LARGE for Linux's limit, 131,040 bytes/);
});
