import { expect, test } from 'vitest';
import { dbless, folder } from '../run.ts';

const conf = [
  'database = off',
  'plugins = bundled, my-plugin',
  'pg_password = hunter2',
  'log_level = verbose',
  '',
].join('\n');

test('settings and their origins are printed, secrets masked, defaults left out', async () => {
  const at = folder({ 'kong.conf': conf.replace('verbose', 'warn') });
  const file = at('kong.conf');
  const { code, stdout, stderr } = await dbless(['conf', '-c', file], {
    env: { KONG_LMDB_MAP_SIZE: '512m' },
  });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout.split('\n').map((line) => line.replace(/ +# /, ' # '))).toEqual([
    `database = off # ${file}:1`,
    `plugins = bundled, my-plugin # ${file}:2`,
    `log_level = warn # ${file}:4`,
    'lmdb_map_size = 512m # KONG_LMDB_MAP_SIZE',
    `pg_password = ****** # ${file}:3`,
    '# all else: default',
    '# loads 46 plugins and 1 vault',
    '',
  ]);
});

test('a mistake ends with 1, and is shown in its line', async () => {
  const { code, stdout, stderr } = await dbless(['conf', '-c', '-'], { input: conf });
  expect(code).toBe(1);
  expect(stdout).toContain('log_level = verbose');
  expect(stderr).toContain('<stdin>:4:13: error: log_level cannot be "verbose" [invalid-directive]');
  expect(stderr).toContain('4 | log_level = verbose');
  expect(stderr + stdout).not.toContain('hunter2');
});

test('the JSON holds every directive, the origin of each, and what is loaded', async () => {
  const { code, stdout } = await dbless(['conf', '-c', '-', '--format', 'json'], {
    input: 'pg_password = hunter2\npg_port = inf\nplugins = off\n',
    env: { KONG_WASM: 'on' },
  });
  expect(code).toBe(0);
  const { directives, ...rest } = JSON.parse(stdout);
  expect(rest).toEqual({ loadedPlugins: [], loadedVaults: ['env'] });
  expect(Object.keys(directives).length).toBeGreaterThan(100);
  expect(directives).toMatchObject({
    database: { value: 'postgres', source: 'default' },
    pg_password: { value: '******', source: 'file', line: 1 },
    pg_port: { value: 'Infinity', source: 'file', line: 2 },
    plugins: { value: ['off'], source: 'file', line: 3 },
    wasm: { value: true, source: 'environment' },
    declarative_config: { value: null, source: 'default' },
  });
});

test('what is printed is a kong.conf that says the same', async () => {
  const input = 'pg_user = a\\#b\nplugins = acl,\\\n cors\nwasm = true\nnginx_http_gzip = on\n';
  const first = await dbless(['conf', '-c', '-', '--all'], { input });
  const again = await dbless(['conf', '-c', '-', '--all'], { input: first.stdout });
  const settings = (text: string) => text.replaceAll(/ +# .*$/gm, '').replaceAll(/^#.*\n/gm, '');
  expect(settings(first.stdout)).toContain('pg_user = a\\#b\n');
  expect(settings(again.stdout)).toBe(settings(first.stdout));
});

test('without a file or a variable everything is default, and the note says what that means', async () => {
  const { code, stdout } = await dbless(['conf', '-c', '-'], { input: '' });
  expect(code).toBe(0);
  expect(stdout).toContain('every directive has its default');
  expect(stdout).toContain('judges as if it were off');
});

test('a mistake in the environment is said to be there', async () => {
  const { code, stderr } = await dbless(['conf', '-c', '-'], { input: '', env: { KONG_ROLE: 'boss' } });
  expect(code).toBe(1);
  expect(stderr).toContain('environment: error: KONG_ROLE: role cannot be "boss"');
});

test('a file that is not there ends with 1 and prints nothing', async () => {
  const { code, stdout, stderr } = await dbless(['conf', '-c', folder()('kong.conf')]);
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toContain('there is no such file [unreadable-file]');
});
