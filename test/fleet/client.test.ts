import { createServer } from 'node:http';
import { connect } from 'node:net';
import { describe, expect, test } from 'vitest';
import { headerProblem, readHeader } from '../../src/fleet/client/headers.ts';
import { Dialer, type Exchange } from '../../src/fleet/client/index.ts';
import { proxyFor } from '../../src/fleet/client/proxy.ts';
import { KeyRing, type Reach } from '../../src/fleet/client/secrets.ts';
import type { FleetNode } from '../../src/fleet/node.ts';
import { folder } from '../run.ts';
import {
  bodyOf,
  certificate,
  json,
  listening,
  nowhere,
  pair,
  serving,
  servingRaw,
  servingTls,
} from './servers.ts';

const nodeAt = (url: string, more: Partial<FleetNode> = {}): FleetNode => ({
  name: url,
  url,
  groups: [],
  headers: {},
  tls: {},
  word: url,
  ...more,
});

async function clientOf(node: FleetNode, reach: Partial<Reach> = {}, env = {}, timeout = 2000) {
  const whole = { headers: {}, tls: {}, ...reach };
  const keys = new KeyRing(whole);
  const found = keys.keysOf(node);
  expect(keys.problems).toEqual([]);
  return (await Dialer.load(whole, env)).client(node, found, timeout);
}

async function asked(
  url: string,
  {
    reach = {},
    node = {},
    env = {},
    timeout = 2000,
    ...ask
  }: {
    reach?: Partial<Reach>;
    node?: Partial<FleetNode>;
    env?: object;
    timeout?: number;
    most?: number;
    keep?: number;
    body?: Buffer;
    method?: 'POST';
  } = {},
): Promise<Exchange> {
  const client = await clientOf(nodeAt(url, node), reach, env, timeout);
  const result = await client.ask({ path: '/', ...ask });
  client.close();
  return result;
}

describe('an answer', () => {
  test('with its status, type and text; headers and token are sent', async () => {
    const seen: Record<string, unknown>[] = [];
    const url = await serving(async (request, response) => {
      seen.push({ ...request.headers, url: request.url, body: await bodyOf(request) });
      json(response, 429, { message: 'later' }, { 'retry-after': '10' });
    });
    const client = await clientOf(nodeAt(`${url}/admin`, { headers: { 'x-own': '2' } }), {
      headers: { 'x-all': '1' },
      token: 's3cret',
    });
    const answer = await client.ask({
      path: '/config?check_hash=1',
      method: 'POST',
      body: Buffer.from('{}'),
      headers: ['content-type', 'application/yaml'],
    });
    client.close();
    expect(answer).toEqual({
      kind: 'answer',
      status: 429,
      type: 'application/json',
      text: '{"message":"later"}',
      retryAfter: '10',
    });
    expect(seen).toMatchObject([
      {
        url: '/admin/config?check_hash=1',
        'x-all': '1',
        'x-own': '2',
        'kong-admin-token': 's3cret',
        'content-type': 'application/yaml',
        'content-length': '2',
        body: '{}',
      },
    ]);
  });

  test('a connection serves one request after the other, until it is the last', async () => {
    let connections = 0;
    const server = createServer((_, response) => json(response, 200, {}));
    server.on('connection', () => connections++);
    const client = await clientOf(nodeAt(`http://${await listening(server)}`));
    for (const last of [false, false, true, false]) await client.ask({ path: '/', last });
    client.close();
    expect(connections).toBe(2);
  });

  test('redirects are not followed', async () => {
    const url = await serving((_, response) =>
      response.writeHead(302, { location: 'http://elsewhere/?a=b' }).end(),
    );
    expect(await asked(url)).toMatchObject({ status: 302, location: 'http://elsewhere/?a=b' });
  });

  test('more than is kept is dropped, more than is read ends it', async () => {
    const url = await serving((_, response) => response.end('x'.repeat(1000)));
    expect(await asked(url, { keep: 10 })).toMatchObject({ text: 'x'.repeat(10) });
    expect(await asked(url, { most: 100 })).toMatchObject({
      kind: 'silence',
      fault: 'too-long',
      status: 200,
    });
  });
});

describe('no answer', () => {
  test('nobody there', async () => {
    expect(await asked(await nowhere())).toEqual({ kind: 'silence', fault: 'refused', sent: false });
  });

  test('no such name', async () => {
    expect(await asked('http://no-such-host.invalid')).toMatchObject({ fault: 'unresolved', sent: false });
  });

  test.each<[string, string | undefined, object]>([
    ['closes at once', undefined, { fault: 'reset', sent: true }],
    ['speaks something else', 'SSH-2.0-OpenSSH\r\n', { fault: 'not-http', sent: true }],
    [
      'stops half way',
      'HTTP/1.1 201 Created\r\nContent-Length: 100\r\n\r\nhalf',
      { fault: 'cut', status: 201 },
    ],
    ['sends endless headers', `HTTP/1.1 200 OK\r\n${'X: y\r\n'.repeat(20_000)}`, { fault: 'too-long' }],
    ['sends a broken header', 'HTTP/1.1 200 OK\r\nA\u0000b: c\r\n\r\n', { fault: 'not-http' }],
  ])('one that %s', async (_, text, expected) => {
    const url = await servingRaw((socket) => {
      socket.once('data', () => (text === undefined ? socket.destroy() : socket.end(text)));
    });
    expect(await asked(url)).toMatchObject({ kind: 'silence', ...expected });
  });

  test.each<[string, string]>([
    ['says nothing', ''],
    ['drips its headers', 'HTTP/1.1 200 OK\r\nX-Slow: '],
    ['drips its body', 'HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n'],
  ])('one that %s is given up', async (_, start) => {
    const url = await servingRaw((socket) => {
      socket.write(start);
      const drip = setInterval(() => start && socket.write('x'), 20);
      socket.on('close', () => clearInterval(drip));
    });
    expect(await asked(url, { timeout: 300 })).toMatchObject({ kind: 'silence', fault: 'timeout' });
  });

  test('an answer of a gigabyte is not kept, and not read to its end', async () => {
    let written = 0;
    const url = await serving((_, response) => {
      const chunk = Buffer.alloc(2 ** 20);
      response.on('error', () => {});
      const more = () => {
        while (written < 2 ** 30 && !response.destroyed) {
          written += chunk.length;
          if (!response.write(chunk)) return void response.once('drain', more);
        }
        response.end();
      };
      more();
    });
    expect(await asked(url, { timeout: 20_000 })).toMatchObject({ fault: 'too-long' });
    expect(written).toBeLessThan(2 ** 28);
  });

  test('an interruption ends it', async () => {
    const url = await servingRaw(() => {});
    const client = await clientOf(nodeAt(url));
    const stop = new AbortController();
    const answer = client.ask({ path: '/' }, stop.signal);
    setTimeout(() => stop.abort(), 50);
    expect(await answer).toMatchObject({ kind: 'silence', fault: 'aborted' });
    expect(await client.ask({ path: '/' }, stop.signal)).toMatchObject({ fault: 'aborted', sent: false });
  });
});

describe('TLS', () => {
  const ca = { caCertFile: certificate('ca.pem') };
  const hello = (name: string) =>
    servingTls({ ...pair(name), ca: pair('client').cert }, (_, response) => json(response, 200, {}));

  test.each<[string, Reach['tls'], object]>([
    ['node', ca, { status: 200 }],
    ['node', {}, { fault: 'tls-untrusted', sent: false }],
    ['stranger', ca, { fault: 'tls-untrusted' }],
    ['stranger', { skipVerify: true }, { status: 200 }],
    ['expired', ca, { fault: 'tls-expired' }],
    ['elsewhere', ca, { fault: 'tls-name' }],
    ['elsewhere', { ...ca, serverName: 'kong.example' }, { status: 200 }],
    ['node', { ...ca, serverName: 'kong.example' }, { fault: 'tls-name' }],
  ])('certificate %s with %j', async (name, tls, expected) => {
    expect(await asked(await hello(name), { reach: { tls } })).toMatchObject(expected);
  });

  test("a node's own settings stand above those for all", async () => {
    const url = await hello('stranger');
    expect(await asked(url, { reach: { tls: ca }, node: { tls: { skipVerify: true } } })).toMatchObject({
      status: 200,
    });
  });

  test('a client certificate', async () => {
    const url = await servingTls(
      { ...pair('node'), ca: pair('node').cert, requestCert: true },
      (request, response) => {
        const { subject } = (request.socket as import('node:tls').TLSSocket).getPeerCertificate();
        json(response, subject ? 200 : 400, subject?.CN ?? null);
      },
    );
    const own = { clientCertFile: certificate('client.pem'), clientKeyFile: certificate('client.key') };
    expect(await asked(url, { reach: { tls: { ...ca, ...own } } })).toMatchObject({
      status: 200,
      text: '"somebody"',
    });
    expect(await asked(url, { reach: { tls: ca } })).toMatchObject({ status: 400 });
  });

  test('the wrong protocol, either way', async () => {
    const plain = await serving((_, response) => response.end());
    expect(await asked(plain.replace('http', 'https'), { reach: { tls: ca } })).toMatchObject({
      fault: 'not-tls',
    });
    expect(await asked((await hello('node')).replace('https', 'http'))).toMatchObject({ kind: 'silence' });
  });

  test('files that cannot be used are said before anything is sent', () => {
    const at = folder({ 'junk.pem': 'junk', empty: ' ' });
    const problems = (reach: Partial<Reach>) => {
      const keys = new KeyRing({ headers: {}, tls: {}, ...reach });
      keys.keysOf(nodeAt('https://a'));
      keys.keysOf(nodeAt('https://b'));
      return keys.problems.map(({ diagnostic }) => diagnostic.message);
    };
    expect(problems({ tls: { caCertFile: at('none') } })).toEqual([
      `cannot read the CA certificate in ${at('none')}: there is no such file`,
    ]);
    expect(problems({ tls: { clientCertFile: at('junk.pem'), clientKeyFile: at('junk.pem') } })[0]).toMatch(
      /cannot be used/,
    );
    expect(problems({ tls: { clientKeyFile: certificate('client.key') } })[0]).toBe(
      'a client key needs its certificate, too',
    );
    expect(problems({ tokenFile: at('empty') })).toEqual([
      `${at('empty')} holds no token: one word is expected`,
    ]);
  });
});

describe('proxies', () => {
  test.each<[string, Record<string, string>, string | undefined]>([
    ['http://a:8001', { HTTP_PROXY: 'http://p:1' }, 'http://p:1'],
    ['http://a:8001', { http_proxy: 'p:1' }, 'http://p:1'],
    ['https://a:8001', { HTTP_PROXY: 'http://p:1' }, undefined],
    ['https://a:8001', { HTTPS_PROXY: 'http://p:1' }, 'http://p:1'],
    ['http://127.0.0.1:8001', { HTTP_PROXY: 'http://p:1' }, undefined],
    ['http://a.b.c', { HTTP_PROXY: 'http://p:1', NO_PROXY: 'x, b.c' }, undefined],
    ['http://ab.c', { HTTP_PROXY: 'http://p:1', NO_PROXY: 'b.c' }, 'http://p:1'],
    ['http://a.b.c', { HTTP_PROXY: 'http://p:1', NO_PROXY: '.b.c:80' }, undefined],
    ['http://a.b.c', { HTTP_PROXY: 'http://p:1', NO_PROXY: '.b.c:81' }, 'http://p:1'],
    ['http://10.1.2.3', { HTTP_PROXY: 'http://p:1', NO_PROXY: '10.0.0.0/8' }, undefined],
    ['http://11.1.2.3', { HTTP_PROXY: 'http://p:1', NO_PROXY: '10.0.0.0/8' }, 'http://p:1'],
    ['http://[fd00::1]', { HTTP_PROXY: 'http://p:1', NO_PROXY: 'fd00::/8' }, undefined],
    ['http://a', { HTTP_PROXY: 'http://p:1', NO_PROXY: '*' }, undefined],
  ])('%s with %j: %s', (url, env, proxy) => {
    expect(proxyFor(url, env)).toBe(proxy);
  });

  /** Sends everything to `port`, whatever host is asked for. */
  async function proxyTo(port: string) {
    const asked: string[] = [];
    const server = createServer((request, response) => {
      asked.push(`${request.method} ${request.url}`);
      json(response, 200, {
        from: 'proxy',
        host: request.headers.host,
        token: request.headers['kong-admin-token'],
      });
    });
    server.on('connect', (request, socket) => {
      asked.push(`${request.method} ${request.url}`);
      const up = connect(Number(port), '127.0.0.1', () => socket.write('HTTP/1.1 200 OK\r\n\r\n'));
      up.on('error', () => {});
      socket.on('error', () => {});
      up.pipe(socket).pipe(up);
    });
    return { asked, url: `http://${await listening(server)}` };
  }

  test('http goes through it as it is, https by CONNECT', async () => {
    const url = await servingTls(pair('elsewhere'), (_, response) => json(response, 200, { from: 'node' }));
    const proxy = await proxyTo(new URL(url).port);
    const env = { HTTP_PROXY: proxy.url, HTTPS_PROXY: proxy.url };
    expect(await asked('http://kong.example:8001', { env, reach: { token: 's3cret' } })).toMatchObject({
      text: '{"from":"proxy","host":"kong.example:8001","token":"s3cret"}',
    });
    const tls = { caCertFile: certificate('ca.pem') };
    const answer = await asked('https://kong.example:8444', { env, reach: { tls } });
    expect(answer).toMatchObject({ text: '{"from":"node"}' });
    expect(proxy.asked).toEqual(['GET http://kong.example:8001/', 'CONNECT kong.example:8444']);
  });

  test('one that refuses', async () => {
    const proxy = await servingRaw((socket) =>
      socket.once('data', () => socket.end('HTTP/1.1 403 Forbidden\r\n\r\n')),
    );
    expect(await asked('https://kong.example', { env: { HTTPS_PROXY: proxy } })).toMatchObject({
      kind: 'silence',
      fault: 'proxy',
      sent: false,
    });
  });
});

describe('headers', () => {
  test('as decK takes them', () => {
    expect(readHeader('X-A: b: c')).toEqual({ name: 'x-a', value: 'b: c' });
  });

  test.each([
    ['no colon', '"no colon" is no header'],
    ['a b: c', '"a b" is no name of a header'],
    ['Content-Length: 3', 'dbless sets the header content-length itself'],
    ['a: b\r\nc: d', 'the value of the header a holds a character that no header may'],
  ])('%j is refused', (text, problem) => {
    expect(readHeader(text)).toMatchObject({ problem });
  });

  test('a value is never repeated', () => {
    expect(headerProblem('a', 's3cret\u0000')).not.toContain('s3cret');
  });
});
