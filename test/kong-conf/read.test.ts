import { expect, test } from 'vitest';
import { readKongConf } from '../../src/kong-conf/index.ts';
import { folder } from '../run.ts';

const read = (text: string, env: Record<string, string> = {}) => readKongConf({ text, env });

test('the environment stands above the file, the file above the default', () => {
  const text = 'log_level = warn\nrole = data_plane\n';
  const { directives } = read(text, { KONG_LOG_LEVEL: 'error', KONG_PREFIX: '/srv/kong' }).value!;
  expect(directives['log_level']).toEqual({ value: 'error', source: 'environment' });
  expect(directives['role']).toEqual({ value: 'data_plane', source: 'file', line: 2 });
  expect(directives['prefix']).toEqual({ value: '/srv/kong', source: 'environment' });
  expect(directives['router_flavor']).toEqual({ value: 'traditional_compatible', source: 'default' });
});

test('an empty variable unsets; the default does not come back', () => {
  const { value } = read('declarative_config = kong.yml\n', {
    KONG_DECLARATIVE_CONFIG: '',
    KONG_PLUGINS: '',
  });
  expect(value?.declarativeConfig).toBeUndefined();
  expect(value?.loadedPlugins).toEqual([]);
});

test.each([
  ['', {}, 'off', 'postgres', []],
  ['database = off\n', {}, 'off', 'off', []],
  ['database = postgres\n', {}, 'postgres', 'postgres', ['not-dbless']],
  ['database = postgres\n', { KONG_DATABASE: 'off' }, 'off', 'off', []],
  ['', { KONG_DATABASE: 'postgres' }, 'postgres', 'postgres', ['not-dbless']],
])('%j with %j is judged as %s and shown as %s', (text, env, judged, shown, codes) => {
  const { value, diagnostics } = read(text, env);
  expect(value?.database).toBe(judged);
  expect(value?.directives['database']?.value).toBe(shown);
  expect(diagnostics.map(({ code }) => code)).toEqual(codes);
});

test('the settings that others ask for have types of their own', () => {
  const text = [
    'wasm = on',
    'router_flavor = expressions',
    'untrusted_lua = off',
    'mem_cache_size = 64m',
    'lmdb_map_size = 5M',
    'nginx_admin_client_max_body_size = 1g',
    'declarative_config_string = {}',
    'admin_listen = [::1]:8001 http2 ssl, gateway:8002',
    'plugins = bundled, my-plugin',
    'vaults = off',
  ].join('\n');
  expect(read(text).value).toMatchObject({
    wasm: true,
    routerFlavor: 'expressions',
    untrustedLua: 'off',
    memCacheSize: 64 * 1024 ** 2,
    lmdbMapSize: 5 * 1024 ** 2,
    adminBodySize: 1024 ** 3,
    declarativeConfigString: '{}',
    adminListeners: [
      { ip: '[0000:0000:0000:0000:0000:0000:0000:0001]', port: 8001, ssl: true },
      { ip: 'gateway', port: 8002, ssl: false },
    ],
    loadedPlugins: expect.arrayContaining(['acl', 'my-plugin', 'zipkin']),
    loadedVaults: [],
  });
});

test('no limit for bodies, or none that is a size', () => {
  expect(read('nginx_admin_client_max_body_size = 0').value?.adminBodySize).toBe(Number.POSITIVE_INFINITY);
  expect(read('nginx_admin_client_max_body_size = lots').value?.adminBodySize).toBeUndefined();
  expect(read('mem_cache_size = 128 MB').value?.memCacheSize).toBeUndefined();
});

test('what Kong refuses is an error, and the rest is still judged', () => {
  const { value, diagnostics } = read('role = boss\nrouter_flavor = expression\nplugins = acl\n');
  expect(diagnostics.map(({ code, at, help }) => [code, at?.line, help])).toEqual([
    ['invalid-directive', 1, 'one of data_plane, control_plane, traditional'],
    ['invalid-directive', 2, 'did you mean expressions?'],
  ]);
  expect(value).toMatchObject({ role: 'traditional', routerFlavor: 'traditional_compatible' });
  expect(value?.loadedPlugins).toEqual(['acl']);
});

test('the file is the one named, else the first of the usual places, else none', () => {
  const at = folder({ 'a.conf': 'log_level = warn\n', 'b.conf': 'log_level = crit\n' });
  const places = [at('none.conf'), at('b.conf')];
  const named = readKongConf({ file: at('a.conf'), env: {}, places });
  expect(named.value).toMatchObject({ file: at('a.conf'), directives: { log_level: { value: 'warn' } } });
  const found = readKongConf({ env: {}, places });
  expect(found.value).toMatchObject({ file: at('b.conf'), directives: { log_level: { value: 'crit' } } });
  const none = readKongConf({ env: {}, places: [at('none.conf')] });
  expect(none.value?.file).toBeUndefined();
  expect(none.value?.directives['log_level']?.source).toBe('default');
});

test.each(['none.conf', ''])('a file that cannot be read leaves no value: %j', (name) => {
  const { value, diagnostics } = readKongConf({ file: folder()(name), env: {} });
  expect(value).toBeUndefined();
  expect(diagnostics).toMatchObject([{ code: 'unreadable-file', severity: 'error' }]);
});
