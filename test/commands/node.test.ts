import { request } from 'node:http';
import { createServer } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { commands } from '../../src/commands/index.ts';
import { dbless, folder, started } from '../run.ts';

test.each([
  [['--count', '0'], '--count takes a whole number from 1 to 10000'],
  [['--port', 'x'], '--port takes a whole number from 0 to 65535'],
  [['--port', '-1'], '--port'],
  [['--fault', 'nope'], 'there is no fault "nope"'],
  [['--body-limit', 'huge'], '"huge" is no size'],
  [['--tls-cert', 'a.pem'], '--tls-cert and --tls-key go together'],
  [['--client-ca', 'a.pem'], '--client-ca needs both'],
])('%j is wrong usage', async (argv, text) => {
  const { code, stdout, stderr } = await dbless(['node', ...argv]);
  expect([code, stdout]).toEqual([64, '']);
  expect(stderr).toContain(text);
});

test('what cannot be done', async () => {
  const missing = await dbless(['node', '--config', '/nowhere/kong.yml']);
  expect([missing.code, missing.stderr]).toEqual([
    1,
    'Error: cannot read /nowhere/kong.yml: the system says ENOENT\n',
  ]);
  const at = folder({ 'kong.yml': 'services: 1\n' });
  const invalid = await dbless(['node', '--port', '0', '--config', at('kong.yml')]);
  expect(invalid.code).toBe(1);
  expect(invalid.stderr).toContain('the config to start with is not valid');
});

test('a port that is taken', async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as { port: number };
  const { code, stderr } = await dbless(['node', '--port', String(port)]);
  expect(code).toBe(1);
  expect(stderr).toContain(`something listens on 127.0.0.1:${port} already`);
});

test('it is in the table of commands', () => {
  expect(commands.map(({ name }) => name)).toContain('node');
});

describe.skipIf(process.platform === 'win32')('the process', () => {
  test.each(['SIGINT', 'SIGTERM'] as const)('says where the nodes are, and ends at %s', async (signal) => {
    const { child, ended } = started(['node', '--port', '0', '--count', '3', '--fault', 'data-plane@3']);
    const urls = await lines(child.stdout, 3);
    expect(new Set(urls).size).toBe(3);
    expect(await statusOf(urls[0]!)).toBe(200);
    expect(await statusOf(urls[2]!)).toBe('ECONNREFUSED');
    child.kill(signal);
    expect((await ended).code).toBe(130);
    expect(await statusOf(urls[0]!)).toBe('ECONNREFUSED');
  });

  test('is that of a kong.conf', async () => {
    const at = folder({
      'kong.conf': 'plugins = cors\nnginx_admin_client_max_body_size = 1m\npg_password = s3cret\n',
    });
    const { child } = started(['node', '--port', '0', '-c', at('kong.conf'), '--map-size', '5m']);
    const [url] = await lines(child.stdout, 1);
    const { plugins, configuration } = JSON.parse(await textOf(url!));
    expect(Object.keys(plugins.available_on_server)).toEqual(['cors']);
    expect(configuration).toMatchObject({
      database: 'off',
      nginx_admin_client_max_body_size: '1m',
      lmdb_map_size: '5m',
      pg_password: '******',
    });
  });

  test('does not start with a kong.conf that is wrong', async () => {
    const at = folder({ 'kong.conf': 'log_level = loud\n' });
    const { code, stdout, stderr } = await dbless(['node', '--port', '0', '-c', at('kong.conf')]);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain('log_level');
  });
});

/** The first lines of an output. */
function lines(stream: NodeJS.ReadableStream, count: number): Promise<string[]> {
  return new Promise((resolve) => {
    let text = '';
    stream.on('data', (chunk) => {
      text += String(chunk);
      const all = text.split('\n').slice(0, -1);
      if (all.length >= count) resolve(all);
    });
  });
}

const statusOf = (url: string): Promise<number | string> =>
  new Promise((resolve) => {
    request(`${url}/status`, { agent: false }, (response) => resolve(response.resume().statusCode!))
      .on('error', ({ code }: NodeJS.ErrnoException) => resolve(code!))
      .end();
  });

const textOf = async (url: string): Promise<string> => (await fetch(url)).text();
