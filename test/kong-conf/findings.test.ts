import { expect, test } from 'vitest';
import { type Origin, readKongConf } from '../../src/kong-conf/index.ts';

type Env = Origin['env'];

/** What is found, each as `LINE:COLUMN code`, and what it underlines. */
function found(text: string, env: Env = {}): string[] {
  return readKongConf({ text, env }).diagnostics.map(({ code, at }) =>
    at ? `${at.line}:${at.column}-${at.endLine}:${at.endColumn} ${code}` : code,
  );
}

test.each([
  ['  database =   of \n', ['1:16-1:18 invalid-directive']],
  ['# a comment\n\nrole = x # y\n', ['3:8-3:9 invalid-directive']],
  ['log_level = ver\\\n\n  bose\n', ['1:13-3:7 invalid-directive']],
  ['a = 1\r\nlog_level = x\r\n', ['1:1-1:2 unknown-directive', '2:13-2:14 invalid-directive']],
  ['\ufeffdatabase = off\n', ['1:1-1:9 unknown-directive']],
  ['log_level =\n', ['1:1-1:10 invalid-directive']],
  ['admin_listen = 127.0.0.1:1, nowhere\n', ['1:29-1:36 invalid-directive']],
  ['trusted_ips = 10.0.0.0/8, 10.0.0.0/99\n', ['1:27-1:38 invalid-directive']],
  ['[]\nlog_level = x\n', ['1:1-1:3 syntax-error']],
  ['[kong]\nlog_level = x\n', ['1:1-1:7 ignored-line']],
  ['[database]\n', ['1:1-1:11 ignored-line', '1:1-1:11 invalid-directive']],
  ['  [kong]\n', ['1:3-1:9 ignored-line']],
  ['database: off\n', ['1:1-1:14 ignored-line']],
  ['= off\n', ['1:1-1:6 ignored-line']],
  ['plugins = acl \\\n', ['1:1-1:15 ignored-line']],
  ['log_level = info\nlog-level = warn\n', ['2:13-2:17 duplicate-key']],
])('%j: the finding stands where the mistake is', (text, expected) => {
  expect(found(text)).toEqual(expected);
});

test.each([
  ['pg_user = 0100\n', '"100"'],
  ['pg_user = a_blank_b\n', '_blank_'],
  ['pg_user = a#b\n', 'starts a comment'],
  ['pg_user = "kong"\n', 'quotes'],
  ['anonymous_reports = yes\n', 'counts as off'],
  ['pg_port = many\n', 'counts as unset'],
  ['plugins = acl cors\n', 'one name'],
  ['plugins = none\n', 'takes "none" for a name'],
  ['plugins = bundled, off\n', 'first place'],
  ['plugins = off, acl\n', 'does not count'],
  ['declarative_config = a.yml\ndeclarative_config_string = {}\n', 'ignored'],
])('%j is taken otherwise than it looks', (text, words) => {
  const { diagnostics } = readKongConf({ text, env: {} });
  expect(diagnostics).toMatchObject([{ code: 'surprising-value', severity: 'warning' }]);
  expect(diagnostics[0]!.message).toContain(words);
});

test.each([
  'lmdb_map_size = 100',
  'lmdb_map_size = big',
  'lmdb_map_size = 1G',
  'lmdb_map_size =',
  'mem_cache_size = lots',
  'mem_cache_size =',
  'nginx_admin_client_max_body_size = 10mb',
])('%j passes Kong, and nginx refuses it', (line) => {
  expect(readKongConf({ text: `${line}\n`, env: {} }).diagnostics).toMatchObject([
    { code: 'nginx-refuses', severity: 'warning', at: { line: 1 } },
  ]);
});

test.each([
  'lmdb_map_size = 1048576',
  'lmdb_map_size = 5M',
  'nginx_admin_client_max_body_size = 1g',
  'plugins = off',
])('%j is fine', (line) => {
  expect(found(`${line}\n`)).toEqual([]);
});

test('a limit for pushes of ten bytes is most likely none that is meant', () => {
  const { diagnostics } = readKongConf({ text: 'nginx_admin_client_max_body_size = 10\n', env: {} });
  expect(diagnostics).toMatchObject([{ code: 'surprising-value', help: 'add a unit: 10m' }]);
});

test.each([
  ['plugin = acl\n', {}, 'did you mean plugins?'],
  ['Database = off\n', {}, 'did you mean database?'],
  ['export database = off\n', {}, 'did you mean database?'],
  ['custom_plugins = a\n', {}, 'list the plugins in plugins, after bundled'],
  ['', { KONG_DATABSE: 'off' }, 'did you mean KONG_DATABASE?'],
  ['', { Kong_Database: 'off' }, 'write KONG_DATABASE'],
  ['', { 'KONG_ROUTER-FLAVOR': 'x' }, 'did you mean KONG_ROUTER_FLAVOR?'],
  ['no_such_directive = 1\n', {}, undefined],
])('%j, %j: what Kong drops is named, with what may be meant', (text, env: Env, help) => {
  const { diagnostics } = readKongConf({ text, env });
  expect(diagnostics).toMatchObject([{ code: 'unknown-directive', severity: 'warning' }]);
  expect(diagnostics[0]?.help).toBe(help);
});

test.each([
  { KONG_LICENSE_DATA: '{}' },
  { KONG_PROXY_PORT_80_TCP_ADDR: '10.0.0.1', KONG_PROXY_SERVICE_HOST: '10.0.0.1' },
  { KONG_NGINX_HTTP_LUA_SHARED_DICT: 'mine 1m' },
  { PATH: '/bin', KONG_: 'x' },
])('%j says nothing wrong', (env: Env) => {
  expect(found('', env)).toEqual([]);
});

test('a mistake in the environment names its variable', () => {
  const { diagnostics } = readKongConf({ text: 'role = traditional\n', env: { KONG_ROLE: 'boss' } });
  expect(diagnostics).toEqual([
    expect.objectContaining({ code: 'invalid-directive', message: 'KONG_ROLE: role cannot be "boss"' }),
  ]);
  expect(diagnostics[0]).not.toHaveProperty('at');
});

test.each([{ KONG_PG_USER: 'a\nb' }, { KONG_PG_USER: 'a\\' }, { KONG_PG_USER: 'a_blank_b' }])(
  '%j does not reach the processes of a node whole',
  (env: Env) => {
    expect(found('', env)).toEqual(['surprising-value']);
  },
);
