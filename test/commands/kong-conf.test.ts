/** Configs judged for the node of a kong.conf. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { describe, expect, test } from 'vitest';
import { dbless, folder, good, type Outcome, type Surroundings } from '../run.ts';

const config = (text: string) => `${good}${text}\n`;

/** `dbless parse -c kong.conf kong.yml`, and what it found, by code and line. */
async function judged(
  conf: string,
  yaml: string,
  more: string[] = [],
): Promise<Outcome & { found: string[] }> {
  const at = folder({ 'kong.conf': conf, 'kong.yml': config(yaml) });
  const outcome = await dbless(['parse', '--no-lint', '-c', at('kong.conf'), ...more, at('kong.yml')]);
  return { ...outcome, found: foundIn(outcome) };
}

const foundIn = ({ stdout, stderr }: Outcome): string[] =>
  [...(stdout + stderr).matchAll(/^\S*?([\w.]+):(\d+):\d+: (error|warning): .*\[([\w-]+)\]$/gm)].map(
    ([, file, line, level, code]) => `${file}:${line} ${level} ${code}`,
  );

const route = 'routes: [{name: a, expression: "http.path == \\"/\\""}]';
const limited = 'plugins: [{name: rate-limiting, config: {minute: 1, policy: cluster}}]';
const chain = (filter: string) =>
  `services: [{name: s, host: h, filter_chains: [{filters: [{name: ${filter}}]}]}]`;
const lua =
  'plugins: [{name: pre-function, config: {access: ["return 1"]}}, {name: file-log, config: {path: /dev/stdout, custom_fields_by_lua: {a: "return 2"}}}]';

describe('directives decide', () => {
  test.each<[string, string, string[]]>([
    // plugins
    ['plugins = bundled', 'plugins: [{name: cors}]', []],
    ['plugins = cors', 'plugins: [{name: cors}]', []],
    ['plugins = off', 'plugins: [{name: cors}]', ['kong.yml:2 error unknown-plugin']],
    ['plugins =', 'plugins: [{name: cors}]', ['kong.yml:2 error unknown-plugin']],
    ['plugins = key-auth', 'acls: []', ['kong.yml:2 error unknown-field']],
    ['plugins = key-auth', 'acls: null', ['kong.yml:2 error unknown-field']],
    ['plugins = acl', 'acls: []', []],
    ['plugins = acl', 'consumers: [{username: a, acls: []}]', []],
    ['plugins = off', 'consumers: [{username: a, acls: []}]', ['kong.yml:2 error unknown-field']],
    [
      'plugins = bundled, mine',
      'plugins: [{name: mine, config: {x: 1}}]',
      ['kong.yml:2 warning unknown-plugin'],
    ],
    // vaults
    ['vaults = bundled', 'vaults: [{name: env, prefix: my-env}]', []],
    ['vaults = off', 'vaults: [{name: env, prefix: my-env}]', ['kong.yml:2 error unknown-vault']],
    // router_flavor
    ['', route, ['kong.yml:2 error unknown-field', 'kong.yml:2 error field-combination']],
    ['router_flavor = expressions', route, []],
    ['router_flavor = traditional', 'routes: [{paths: ["~/a(?=b)"]}]', []],
    ['router_flavor = expressions', 'routes: [{paths: ["~/a(?=b)"]}]', ['kong.yml:2 error invalid-regex']],
    // database, role
    ['', limited, ['kong.yml:2 error invalid-value']],
    ['database = off', limited, ['kong.yml:2 error invalid-value']],
    ['database = postgres', limited, ['kong.conf:1 warning not-dbless']],
    // wasm
    ['', chain('a'), ['kong.yml:2 error field-combination', 'kong.yml:2 error invalid-value']],
    ['wasm = on', chain('a'), []],
    ['wasm = on', chain('""'), ['kong.yml:2 error invalid-length']],
    // untrusted_lua
    ['untrusted_lua = off', lua, ['kong.yml:2 error invalid-lua', 'kong.yml:2 error invalid-lua']],
    ['untrusted_lua = sandbox', lua, []],
    ['untrusted_lua = on', lua, []],
    ['untrusted_lua = on', lua.replace('return 2', 'return ('), ['kong.yml:2 error invalid-lua']],
  ])('%j: %s', async (conf, yaml, expected) => {
    const { code, found } = await judged(conf, yaml);
    expect(found.sort()).toEqual(expected.sort());
    expect(code).toBe(expected.some((one) => one.includes('error')) ? 1 : 0);
  });

  test('a control plane judges for nodes without a database', async () => {
    const { found } = await judged('database = postgres\nrole = control_plane', limited);
    expect(found).toContain('kong.yml:2 error invalid-value');
  });

  test('where no Lua is loaded, the directive is named', async () => {
    const { stdout } = await judged('untrusted_lua = off', lua);
    expect(stdout).toMatch(/must hold no Lua: the node loads none \(untrusted_lua in \S*kong\.conf:1\)/);
  });

  test('the help names the directive and its line', async () => {
    const { stdout } = await judged('# node\nplugins = key-auth', 'plugins: [{name: cors}]');
    expect(stdout).toMatch(/help: add it to plugins in \S*kong\.conf:2, or remove it here/);
  });

  test('what is given by --schemas is loaded unless plugins says otherwise', async () => {
    const at = folder({
      'schemas/plugins/mine.json': '{"type": "object", "properties": {"config": {"type": "object"}}}',
    });
    const mine = 'plugins: [{name: mine}]';
    const schemas = ['--schemas', at('schemas')];
    expect((await judged('database = off', mine, schemas)).found).toEqual([]);
    expect((await judged('plugins = bundled, mine', mine, schemas)).found).toEqual([]);
    expect((await judged('plugins = bundled', mine, schemas)).found).toEqual([
      'kong.yml:2 error unknown-plugin',
    ]);
    expect((await judged('router_flavor = expressions', route, schemas)).found).toEqual([]);
  });

  test('secrets of what is not loaded are masked', async () => {
    const { stdout } = await judged(
      'plugins = off',
      'basicauth_credentials:\n- {consumer: a, username: ada, password: lovelace}',
    );
    expect(stdout).toContain('[unknown-field]');
    expect(stdout).not.toContain('lovelace');
  });
});

describe('kong.conf itself', () => {
  test('its mistakes have their lines, and those of a config come with them', async () => {
    const { code, found } = await judged('log_level = loud\nlmdb_map_size = 1G\nplugin = x', 'servces: []');
    expect(code).toBe(1);
    expect(found).toEqual([
      'kong.conf:1 error invalid-directive',
      'kong.conf:2 warning nginx-refuses',
      'kong.conf:3 warning unknown-directive',
      'kong.yml:2 error unknown-field',
    ]);
  });

  test('is fine with files of the node that are not here', async () => {
    const { code, stderr } = await judged(
      'ssl_cert = /node/cert.pem\nssl_cert_key = /node/key.pem\ndns_hostsfile = /node/hosts',
      '',
    );
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  test('its warnings can be ignored, or count as errors', async () => {
    expect((await judged('lmdb_map_size = 1G', '', ['--ignore', 'nginx-refuses'])).found).toEqual([]);
    const { code, found } = await judged('lmdb_map_size = 1G', '', ['--warnings-as-errors']);
    expect({ code, found }).toEqual({ code: 1, found: ['kong.conf:1 error nginx-refuses'] });
  });

  test('that is not there is an error', async () => {
    const at = folder({ 'kong.yml': good });
    const { code, stdout } = await dbless(['parse', '-c', at('kong.conf'), at('kong.yml')]);
    expect(code).toBe(1);
    expect(stdout).toContain('[unreadable-file]');
  });

  test('from standard input', async () => {
    const at = folder({ 'kong.yml': config(route) });
    const { code } = await dbless(['parse', '-c', '-', at('kong.yml')], {
      input: 'router_flavor = expressions',
    });
    expect(code).toBe(0);
  });

  test('of a started node', async () => {
    const at = folder({ 'kong.conf': 'plugins = off', 'kong.yml': config('plugins: [{name: cors}]') });
    const kept = at('prefix/.kong_env');
    const parse = ['parse', '-c', at('kong.conf'), '-p', at('prefix'), at('kong.yml')];
    expect((await dbless(parse)).code).toBe(1);
    mkdirSync(dirname(kept), { recursive: true });
    writeFileSync(kept, 'plugins = cors\n');
    expect((await dbless(parse)).code).toBe(0);
  });

  test('of a started node, as kong config finds it: by the prefix that is set', async () => {
    const at = folder({
      'kong.yml': config('plugins: [{name: cors}]'),
      'prefix/.kong_env': 'plugins = off\n',
    });
    writeFileSync(at('kong.conf'), `prefix = ${at('prefix')}\n`);
    const parse = ['parse', '-c', at('kong.conf'), at('kong.yml')];
    expect((await dbless(['config', ...parse])).code).toBe(1);
    const env = { KONG_PREFIX: at('prefix') };
    expect((await dbless(['config', 'parse', at('kong.yml')], { env })).code).toBe(1);
    expect((await dbless(parse)).code).toBe(0);
  });
});

describe('the environment', () => {
  const parse = async (env: Record<string, string>, yaml: string, options: string[] = []) => {
    const at = folder({ 'kong.yml': config(yaml) });
    const outcome = await dbless(['parse', '--no-lint', ...options, at('kong.yml')], { env } as Surroundings);
    return { ...outcome, found: foundIn(outcome) };
  };

  test('is above the file', async () => {
    const at = folder({ 'kong.conf': 'plugins = off', 'kong.yml': config('plugins: [{name: cors}]') });
    const env = { KONG_PLUGINS: 'bundled' };
    expect((await dbless(['parse', '-c', at('kong.conf'), at('kong.yml')], { env })).code).toBe(0);
  });

  test('is named in the help', async () => {
    const { stdout } = await parse({ KONG_PLUGINS: 'off' }, 'plugins: [{name: cors}]');
    expect(stdout).toContain('help: add it to KONG_PLUGINS, or remove it here');
  });

  test('is left alone with --no-conf', async () => {
    expect((await parse({ KONG_PLUGINS: 'off' }, 'plugins: [{name: cors}]', ['--no-conf'])).code).toBe(0);
  });

  test('may hold variables of other tools', async () => {
    const { code, stderr } = await parse({ KONG_TOKEN: 'x', KONG_ADDR: 'http://a', PATH: '/bin' }, '');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  test('may hold what no node starts with', async () => {
    const { code, stdout } = await parse({ KONG_LOG_LEVEL: 'loud' }, '');
    expect(code).toBe(1);
    expect(stdout).toContain('environment: error: KONG_LOG_LEVEL: log_level cannot be "loud"');
  });
});

describe('without files', () => {
  test('declarative_config is judged', async () => {
    const at = folder({ 'node.yml': config('servces: []') });
    writeFileSync(at('kong.conf'), `declarative_config = ${at('node.yml')}\n`);
    for (const argv of [['parse'], ['config', 'parse']]) {
      const outcome = await dbless([...argv, '-c', at('kong.conf')]);
      expect(foundIn(outcome)).toEqual(['node.yml:2 error unknown-field']);
    }
  });

  test.each([
    ['YAML', config('servces: []'), 'declarative_config_string:2:1: error: '],
    ['JSON', '{"_format_version": "3.0", "servces": []}', 'declarative_config_string:1:28: error: '],
  ])('declarative_config_string is judged: %s', async (_, text, place) => {
    const { code, stdout } = await dbless(['parse'], { env: { KONG_DECLARATIVE_CONFIG_STRING: text } });
    expect(code).toBe(1);
    expect(stdout).toContain(place);
  });

  test('a file that is named comes first', async () => {
    const at = folder({ 'kong.yml': good });
    const env = { KONG_DECLARATIVE_CONFIG: at('none.yml') };
    expect((await dbless(['parse', at('kong.yml')], { env })).code).toBe(0);
    expect((await dbless(['parse'], { env })).stdout).toContain('[unreadable-file]');
  });
});

describe('other commands judge for the same node', () => {
  test.each([['normalize'], ['transform'], ['transform', '--check']])('%s', async (...command) => {
    const at = folder({ 'kong.conf': 'router_flavor = expressions', 'kong.yml': config(route) });
    const argv = [...command, at('kong.yml')];
    expect((await dbless(argv)).code).toBe(1);
    expect(await dbless([...argv, '-c', at('kong.conf')])).toMatchObject({ code: 0, stderr: '' });
    const { code, stderr } = await dbless(argv, { env: { KONG_ROUTER_FLAVOR: 'expresions' } });
    expect(code).toBe(1);
    expect(stderr).toContain('[invalid-directive]');
  });

  test('push', async () => {
    const at = folder({ 'kong.conf': 'plugins = cors', 'kong.yml': config('plugins: [{name: acl}]') });
    const push = [
      'push',
      at('kong.yml'),
      '--nodes',
      'http://127.0.0.1:1',
      '--timeout',
      '1s',
      '--deadline',
      '1s',
    ];
    const { code, stdout, stderr } = await dbless([...push, '-c', at('kong.conf')]);
    expect(code).toBe(1);
    expect(stdout + stderr).toContain('the node does not load the plugin "acl"');
    expect((await dbless(push)).stdout).not.toContain('the node does not load');
  });

  test('what is not known of a plugin is kept as it is', async () => {
    const at = folder({
      'kong.conf': 'plugins = mine',
      'kong.yml': config('plugins: [{name: mine, config: {a: [1]}}]'),
    });
    const argv = ['normalize', '--defaults', '--output', 'json', '-c', at('kong.conf'), at('kong.yml')];
    const { stdout, stderr } = await dbless(argv);
    expect(JSON.parse(stdout).plugins[0]).toMatchObject({ name: 'mine', config: { a: [1] }, enabled: true });
    expect(stderr).toContain('warning: plugin "mine"');
  });

  test('and never shown, since anything in it may be a secret', async () => {
    const yaml = (secret: string) => config(`plugins: [{name: mine, config: {a: ${secret}}}]`);
    const at = folder({ 'kong.conf': 'plugins = mine', 'a.yml': yaml('lovelace'), 'b.yml': yaml('hopper') });
    const diff = ['diff', at('a.yml'), at('b.yml'), '-c', at('kong.conf')];
    for (const more of [[], ['--unified'], ['--format', 'json']]) {
      const { code, stdout } = await dbless([...diff, ...more]);
      expect(code).toBe(2);
      expect(stdout).toContain('config');
      expect(stdout).not.toMatch(/lovelace|hopper/);
    }
  });
});
