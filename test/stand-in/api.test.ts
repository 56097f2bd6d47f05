/** Reading what a node holds, and being refused to write it (docs/kong/admin-config-api.md sections 6 to 9). */
import { describe, expect, test } from 'vitest';
import { bundledRegistry } from '../../src/schema/registry.ts';
import { readConfig } from '../../src/stand-in/held/load.ts';
import { ask, hashOf, node, push } from './http.ts';

const CONFIG = `_format_version: "3.0"
services:
- name: a
  host: a.test
  routes:
  - name: r1
    paths: [/1]
    plugins: [{name: cors}]
  - name: r2
    paths: [/2]
- name: b
  host: b.test
consumers:
- username: alice
  keyauth_credentials: [{key: k1}]
  basicauth_credentials: [{username: alice, password: secret}]
upstreams:
- name: up
  targets: [{target: "10.0.0.1:80"}]
`;

const names = (json: { data: { name: string }[] }) => json.data.map(({ name }) => name).sort();

test('GET /', async () => {
  const started = await node({ config: CONFIG, hostname: 'edge-1', mapSize: 512 * 1024 * 1024, workers: 2 });
  const { json, headers } = await ask(started.url, '/');
  expect(json).toMatchObject({
    version: '3.10.0',
    edition: 'community',
    hostname: 'edge-1',
    node_id: started.nodeId,
    plugins: { enabled_in_cluster: ['cors'] },
    configuration: {
      database: 'off',
      role: 'traditional',
      lmdb_map_size: '512m',
      loaded_vaults: { env: true },
    },
  });
  expect(json.pids.workers).toHaveLength(2);
  expect(Object.keys(json.plugins.available_on_server)).toHaveLength(45);
  expect(json.plugins.available_on_server.cors).toEqual({ version: '3.10.0', priority: 2000 });
  expect(headers.server).toBe('kong/3.10.0');
  expect(headers['x-kong-admin-latency']).toMatch(/^\d+$/);
});

test('a node that loads few plugins knows no others', async () => {
  const registry = bundledRegistry().for({
    routerFlavor: 'expressions',
    plugins: { names: ['cors', 'key-auth'], said: 'here' },
  });
  const { url } = await node({ registry, settings: { declarative_config: '/etc/kong.yml' } });
  const { plugins, configuration } = (await ask(url, '/')).json;
  expect(Object.keys(plugins.available_on_server).sort()).toEqual(['cors', 'key-auth']);
  expect(configuration).toMatchObject({
    router_flavor: 'expressions',
    declarative_config: '/etc/kong.yml',
    loaded_plugins: { cors: true, 'key-auth': true },
  });
  const unloaded = (more: string) => push(url, `_format_version: "3.0"\n${more}\n`, '?flatten_errors=1');
  expect((await unloaded('acls: []')).json.fields).toHaveProperty('acls');
  const plugin = await unloaded('plugins: [{name: http-log, config: {http_endpoint: "http://a.test"}}]');
  expect(plugin.json.flattened_errors).toMatchObject([
    { entity_type: 'plugin', entity_name: 'http-log', errors: [{ type: 'field', field: 'name' }] },
  ]);
  const nested = await unloaded('consumers: [{username: a, acls: [{group: g}]}]');
  expect(nested.json.flattened_errors).toMatchObject([
    { entity_type: 'consumer', errors: [{ type: 'field', field: 'acls' }] },
  ]);
  expect((await push(url, '_format_version: "3.0"\nplugins: [{name: cors}]\n')).status).toBe(201);
});

test('the Status API', async () => {
  const { url, statusUrl } = await node({ statusPort: 0 });
  const empty = await ask(statusUrl!, '/status/ready');
  expect([empty.status, typeof empty.json.message]).toEqual([503, 'string']);
  await push(url, CONFIG);
  expect((await ask(statusUrl!, '/status/ready')).json).toEqual({ message: 'ready' });
  expect(await hashOf(statusUrl!)).toBe(await hashOf(url));
  expect((await ask(statusUrl!, '/config')).status).toBe(404);
  expect((await ask(url, '/status/ready')).status).toBe(404);
});

test('a key that means something to JavaScript', async () => {
  const { url, loaded } = await node({
    config: '_format_version: "3.0"\nparameters: [{key: __proto__, value: x}]\n',
  });
  expect(Object.keys(loaded.entities.parameters!)).toEqual(['__proto__']);
  expect((await ask(url, '/config')).json.config).toContain('key: __proto__');
});

test.each([
  ['/services', ['a', 'b']],
  ['/services/a/routes', ['r1', 'r2']],
  ['/services/b/routes', []],
  ['/routes/r1/plugins', ['cors']],
  ['/plugins', ['cors']],
])('the list %s', async (path, expected) => {
  const { url } = await node({ config: CONFIG });
  const { status, json } = await ask(url, path);
  expect([status, names(json), json.next]).toEqual([200, expected, null]);
});

test.each([
  '/consumers/alice/key-auth',
  '/consumers/alice/basic-auth',
  '/key-auths',
  '/basic-auths',
  '/upstreams/up/targets',
])('the list %s has one', async (path) => {
  const { url } = await node({ config: CONFIG });
  expect((await ask(url, path)).json.data).toHaveLength(1);
});

test('one by name, by id, below its parent', async () => {
  const { url } = await node({ config: CONFIG });
  const { json } = await ask(url, '/services/a');
  expect(json).toMatchObject({ name: 'a', port: 80, path: null });
  expect((await ask(url, `/services/${json.id}`)).json).toEqual(json);
  expect((await ask(url, '/services/a/routes/r1')).json.service).toEqual({ id: json.id });
  expect((await ask(url, '/services/b/routes/r1')).status).toBe(404);
  expect((await ask(url, '/services/nosuch/routes')).status).toBe(404);
  expect((await ask(url, '/services/%zz')).status).toBe(404);
  expect((await ask(url, '/services/a/')).status).toBe(200);
});

describe('paging', () => {
  const many = (count: number) => ({
    _format_version: '3.0',
    consumers: Array.from({ length: count }, (_, index) => ({ username: `c${index}` })),
  });

  test.each([
    [5, 2, [2, 2, 1]],
    [4, 2, [2, 2, 0]],
    [3, 1000, [3]],
  ])('%i by %i', async (count, size, pages) => {
    const { url } = await node({ config: JSON.stringify(many(count)) });
    const seen: string[] = [];
    const sizes: number[] = [];
    for (let path: string | null = `/consumers?size=${size}`; path; ) {
      const { json } = (await ask(url, path)) as {
        json: { data: { username: string }[]; next: string | null };
      };
      sizes.push(json.data.length);
      seen.push(...json.data.map(({ username }) => username));
      path = json.next;
    }
    expect(sizes).toEqual(pages);
    expect(new Set(seen).size).toBe(count);
  });

  test.each(['size=0', 'size=2049', 'size=x', 'offset=nonsense'])('%s is refused', async (query) => {
    const { url } = await node({ config: CONFIG });
    expect((await ask(url, `/services?${query}`)).status).toBe(400);
  });

  test('1000 unless asked otherwise', async () => {
    const { url } = await node({ config: JSON.stringify(many(1001)) });
    const { json } = await ask(url, '/consumers');
    expect([json.data.length, typeof json.offset]).toEqual([1000, 'string']);
    expect(json.next).toBe(`/consumers?offset=${json.offset}`);
  });
});

describe('writing', () => {
  const body = '{"name":"x","host":"h.test"}';
  test.each([
    ['POST', '/services', body, 405, "cannot create 'services' entities when not using a database"],
    ['POST', '/services/a/routes', '{"paths":["/x"]}', 405, "cannot create 'routes' entities when not"],
    ['PUT', '/services/a', body, 405, "cannot create or update 'services' entities by 'name' when"],
    ['PATCH', '/services/nosuch', body, 405, "cannot update 'services' entities by 'name' when"],
    ['PATCH', '/consumers/alice', '{}', 405, "cannot update 'consumers' entities by 'username' when"],
    ['DELETE', '/services/a', undefined, 405, "cannot remove 'services' entities by 'name' when"],
    ['DELETE', '/services/nosuch', undefined, 204, undefined],
    ['POST', '/services', '{"port":"x"}', 400, '2 schema violations ('],
    ['POST', '/services', '{', 400, 'Cannot parse JSON body'],
    ['PUT', '/services', body, 405, 'Method not allowed'],
    ['POST', '/status', body, 405, 'Method not allowed'],
    ['DELETE', '/config', undefined, 405, 'Method not allowed'],
    ['PATCH', '/config', body, 405, 'Method not allowed'],
    ['POST', '/nosuch', body, 404, 'Not found'],
  ])('%s %s', async (method, path, sent, status, message) => {
    const { url, loaded } = await node({ config: CONFIG });
    const reply = await ask(url, path, { method, body: sent, type: 'application/json' });
    expect(reply.status).toBe(status);
    expect(reply.json?.message ?? '').toContain(message ?? '');
    expect(await hashOf(url)).toBe(loaded.hash);
  });

  test('by id, the message names no field', async () => {
    const { url } = await node({ config: CONFIG });
    const { id } = (await ask(url, '/services/a')).json;
    const { json } = await ask(url, `/services/${id}`, { method: 'DELETE' });
    expect(json).toEqual({
      code: 12,
      name: 'operation unsupported',
      message: "cannot remove 'services' entities when not using a database",
    });
  });
});

test.each([
  ['/config', 'GET, HEAD, OPTIONS, POST'],
  ['/services/a', 'DELETE, GET, HEAD, OPTIONS, PATCH, PUT'],
  ['/', 'GET, HEAD, OPTIONS'],
])('OPTIONS %s', async (path, allow) => {
  const { url } = await node();
  const { status, headers } = await ask(url, path, { method: 'OPTIONS' });
  expect([status, headers.allow]).toEqual([204, allow]);
});

describe('schemas', () => {
  test.each([
    ['services', '{"host":"a.test"}', 200],
    ['services', '{"host":"a.test","nope":1}', 400],
    ['plugins', '{"name":"http-log","config":{}}', 400],
    ['plugins', '{"name":"key-auth"}', 200],
    ['plugins', '{"name":"key-auth","service":{"id":"00000000-0000-4000-8000-000000000000"}}', 200],
    ['plugins', '{"name":"key-auth","service":"a"}', 400],
    ['vaults', '{"name":"env","prefix":"my-env"}', 200],
    ['vaults', '{"name":"nosuch","prefix":"my-env"}', 400],
    ['nosuch', '{}', 404],
    ['routes', '{"protocols":["nope"]}', 400],
  ])('%s %s → %i', async (name, body, status) => {
    const { url } = await node();
    const path = `/schemas/${name}/validate`;
    const reply = await ask(url, path, { method: 'POST', body, type: 'application/json' });
    expect(reply.status).toBe(status);
    if (status === 400) expect(reply.json).toMatchObject({ code: 2, name: 'schema violation' });
    if (status === 200) expect(reply.json).toEqual({ message: 'schema validation successful' });
  });

  test.each([
    ['/schemas/services', 200],
    ['/schemas/plugins/cors', 200],
    ['/schemas/vaults/env', 200],
    ['/schemas/nosuch', 404],
    ['/schemas/plugins/nosuch', 404],
  ])('GET %s → %i', async (path, status) => {
    const { url } = await node();
    const reply = await ask(url, path);
    expect(reply.status).toBe(status);
    if (status === 200) expect(Array.isArray(reply.json.fields)).toBe(true);
  });

  test('/endpoints and /plugins/enabled', async () => {
    const { url } = await node();
    expect((await ask(url, '/endpoints')).json.data).toEqual(
      expect.arrayContaining(['/config', '/services/:id']),
    );
    expect((await ask(url, '/plugins/enabled')).json.enabled_plugins).toHaveLength(45);
  });
});

describe('GET /config', () => {
  test('flat, with passwords as stored, and taken back as it is', async () => {
    const { url } = await node({ config: CONFIG });
    const { config } = (await ask(url, '/config')).json;
    const reading = readConfig(Buffer.from(config)) as { value: Record<string, Record<string, unknown>[]> };
    expect(Object.keys(reading.value)).toEqual(
      '_format_version _transform consumers services routes plugins upstreams targets basicauth_credentials keyauth_credentials'.split(
        ' ',
      ),
    );
    expect(reading.value).toMatchObject({ _format_version: '3.0', _transform: false });
    expect(reading.value.basicauth_credentials![0]!.password).toBe(
      '3871dc59ef495b47270e3209dca80899e81de3b4',
    );
    expect(typeof reading.value.routes![0]!.service).toBe('string');
    const before = await ask(url, '/basic-auths');
    expect((await push(url, config)).status).toBe(201);
    expect((await ask(url, '/basic-auths')).json.data[0].password).toBe(before.json.data[0].password);
  });

  test('the answer to a push shows passwords as sent', async () => {
    const { url } = await node();
    const { json } = await push(url, CONFIG);
    expect(Object.values(json.basicauth_credentials)).toMatchObject([{ password: 'secret' }]);
    expect(json.workspaces).toBeUndefined();
  });

  test('ttl is what is left, and what has ended is gone', async () => {
    let now = 2_000_000_000;
    const config =
      '_format_version: "3.0"\nconsumers: [{username: a, keyauth_credentials: [{key: k, ttl: 2000000100}]}]\n';
    const { url } = await node({ config, now: () => now });
    expect((await ask(url, '/config')).json.config).toContain('ttl: 100\n');
    now += 60;
    expect((await ask(url, '/key-auths')).json.data).toMatchObject([{ key: 'k', ttl: 40 }]);
    now += 60;
    expect((await ask(url, '/config')).json.config).not.toContain('keyauth');
  });
});
