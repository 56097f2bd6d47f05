/** What a node with a fault does on the wire, and what it holds afterwards. */
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { byteCount, faultTable, type Node, parseFault } from '../../src/stand-in/index.ts';
import { ask, hashOf, node, push } from './http.ts';

const config = (host: string) => `_format_version: "3.0"\nservices: [{name: a, host: ${host}}]\n`;
const OLD = config('old.test');
const NEW = config('new.test');
const NOTHING = '0'.repeat(32);

const hostHeld = ({ loaded }: Node) => Object.values(loaded.entities.services ?? {})[0]?.host;

const faulty = (...faults: string[]) => node({ faults, config: OLD });

/** Milliseconds that something takes. */
async function timed<T>(what: Promise<T>): Promise<[T, number]> {
  const start = performance.now();
  return [await what, performance.now() - start];
}

describe('how a fault is written', () => {
  test.each([
    'slow',
    'slow=3s',
    'slow=300ms',
    'slow@2',
    'post:slow',
    'post:html=503x2@3',
    'busy=5',
    'busy=2m',
    'lying',
    'redirect=http://other:8001/x@1',
    'flaky=10%',
    'huge=endless',
    'slow-load=3ms/kB',
    'restarts=mid-load',
  ])('%s', (text) => {
    expect(parseFault(text)).toBeDefined();
  });

  test.each([
    'slo',
    'slow=3',
    'slow=soon',
    'html=200',
    'full=1',
    'lying=x',
    'redirect=x',
    'busy=often',
    'flaky=x',
    'huge=1x',
    'resetting=never',
    'unauthorized=404',
    '',
    'constructor',
    'slow-load=3s/MB',
    'slow@x',
  ])('not: %s', (text) => {
    expect(parseFault(text)).toBeUndefined();
  });

  test('for one node', () => {
    expect([parseFault('slow@2')!.node, parseFault('slow')!.node]).toEqual([2, undefined]);
  });

  test('so many times, for one method', async () => {
    const { url } = await faulty('get:html=503x2');
    const statuses = [];
    for (const method of ['GET', 'OPTIONS', 'GET', 'GET'])
      statuses.push((await ask(url, '/status', { method })).status);
    expect(statuses).toEqual([503, 204, 503, 200]);
  });

  test('others from now on', async () => {
    const started = await faulty('html');
    expect((await ask(started.url, '/')).status).toBe(502);
    started.misbehave();
    expect((await ask(started.url, '/')).status).toBe(200);
    started.misbehave('post:full');
    expect((await push(started.url, NEW)).status).toBe(413);
  });

  test('the table names them all', () => {
    expect(faultTable().split('\n')).toHaveLength(22);
  });

  test('sizes', () => {
    expect(['10', '2k', '1g', 'x'].map(byteCount)).toEqual([10, 2048, 2 ** 30, undefined]);
  });
});

describe('an answer in place of a load, and nothing changes', () => {
  test.each([
    ['full', 413, 'application/json; charset=utf-8'],
    ['too-small', 413, 'text/html; charset=UTF-8'],
    ['crash', 500, 'application/json; charset=utf-8'],
    ['exiting', 503, 'application/json; charset=utf-8'],
    ['timed-out', 504, 'application/json; charset=utf-8'],
    ['busy', 429, 'application/json; charset=utf-8'],
    ['html', 502, 'text/html; charset=UTF-8'],
    ['html=503', 503, 'text/html; charset=UTF-8'],
    ['redirect', 302, 'text/html; charset=UTF-8'],
    ['unauthorized', 401, 'application/json; charset=utf-8'],
    ['unauthorized=403', 403, 'application/json; charset=utf-8'],
    ['wrong-kind', 400, 'application/json; charset=utf-8'],
  ])('%s', async (fault, status, type) => {
    const started = await faulty(fault);
    const reply = await push(started.url, NEW);
    expect([reply.status, reply.type, hostHeld(started)]).toEqual([status, type, 'old.test']);
    expect(started.requests.at(-1)).toMatchObject({ method: 'POST', url: '/config', outcome: status });
  });

  test('what is not valid is refused before', async () => {
    const { url } = await faulty('full');
    expect((await push(url, '_format_version: "3.0"\nservices: [{}]\n')).status).toBe(400);
  });

  test('busy for a while, with the time to wait', async () => {
    const started = await faulty('busy=2');
    const first = await push(started.url, NEW);
    expect([first.status, first.headers['retry-after']]).toEqual([429, '10']);
    expect([(await push(started.url, NEW)).status, (await push(started.url, NEW)).status]).toEqual([
      429, 201,
    ]);
    const other = await faulty('busy=150ms');
    expect((await push(other.url, NEW)).status).toBe(429);
    await sleep(200);
    expect((await push(other.url, NEW)).status).toBe(201);
  });

  test('redirect elsewhere', async () => {
    const { url } = await faulty('redirect=http://other.test:8001/');
    expect((await ask(url, '/')).headers.location).toBe('http://other.test:8001/');
  });
});

test('a token', async () => {
  const { url } = await node({ token: 's3cret', faults: ['unauthorized=403'] });
  const withToken = (token: string) => ask(url, '/status', { headers: { 'Kong-Admin-Token': token } });
  expect((await ask(url, '/status')).status).toBe(403);
  expect([(await withToken('wrong')).status, (await withToken('s3cret')).status]).toEqual([403, 200]);
  const plain = await node({ token: 's3cret' });
  expect((await ask(plain.url, '/status')).status).toBe(401);
});

describe('time', () => {
  test('slow', async () => {
    const { url } = await faulty('slow=150ms');
    const [reply, duration] = await timed(ask(url, '/status'));
    expect(reply.status).toBe(200);
    expect(duration).toBeGreaterThan(140);
  });

  test('a load goes on when the client has left', async () => {
    const started = await faulty('slow-load=200ms');
    await expect(push(started.url, NEW, '', { signal: AbortSignal.timeout(50) })).rejects.toThrow();
    expect(hostHeld(started)).toBe('old.test');
    await sleep(300);
    expect(hostHeld(started)).toBe('new.test');
  });

  test('an older, larger load that ends later wins', async () => {
    const started = await faulty('slow-load=30ms/kB');
    const large = `${config('large.test')}# ${'x'.repeat(10_000)}\n`;
    const first = push(started.url, large);
    await sleep(50);
    expect((await push(started.url, NEW)).status).toBe(201);
    expect(hostHeld(started)).toBe('new.test');
    expect((await first).status).toBe(201);
    expect(hostHeld(started)).toBe('large.test');
  });

  test('more workers: one load at a time', async () => {
    const started = await node({ workers: 2, faults: ['slow-load=200ms'] });
    const first = push(started.url, OLD);
    await sleep(50);
    const second = await push(started.url, NEW);
    expect([second.status, second.headers['retry-after']]).toEqual([429, '10']);
    expect([(await first).status, hostHeld(started)]).toEqual([201, 'old.test']);
    expect((await push(started.url, NEW)).status).toBe(201);
  });

  test('a node that ends during a load holds what it held', async () => {
    const started = await faulty('slow-load=5s');
    const lost = push(started.url, NEW);
    await sleep(50);
    const [, duration] = await timed(Promise.all([started.close(), expect(lost).rejects.toThrow()]));
    expect([hostHeld(started), duration < 1000]).toEqual(['old.test', true]);
  });

  test('byte by byte', async () => {
    const { url } = await faulty('slow-loris=1ms');
    const [reply, duration] = await timed(ask(url, '/nosuch'));
    expect(reply.json).toEqual({ message: 'Not found' });
    expect(duration).toBeGreaterThan(reply.text.length);
  });
});

describe('connections', () => {
  test.each([
    ['resetting', 'old.test'],
    ['resetting=before-commit', 'old.test'],
    ['resetting=after-commit', 'new.test'],
    ['flaky=1', 'old.test'],
    ['flaky=100%', 'old.test'],
  ])('%s', async (fault, held) => {
    const started = await faulty(fault);
    await expect(push(started.url, NEW)).rejects.toThrow(/ECONNRESET|socket hang up|EPIPE/);
    expect(hostHeld(started)).toBe(held);
    expect(started.requests.at(-1)!.outcome).toBe('reset');
  });

  test('flaky at first only', async () => {
    const { url } = await faulty('flaky=2');
    await expect(ask(url, '/')).rejects.toThrow();
    await expect(ask(url, '/')).rejects.toThrow();
    expect((await ask(url, '/')).status).toBe(200);
  });

  test('half an answer: the load has happened', async () => {
    const started = await faulty('post:half-body');
    await expect(push(started.url, NEW)).rejects.toThrow(/aborted|ECONNRESET/);
    expect(await hashOf(started.url)).toBe(started.loaded.hash);
    expect(hostHeld(started)).toBe('new.test');
  });

  test('a huge answer comes as it is read, and no further', async () => {
    const { url } = await faulty('huge=300k');
    expect((await ask(url, '/')).text.length).toBe(300 * 1024);
    const endless = await faulty('huge=endless');
    const { port } = new URL(endless.url);
    const socket = connect(Number(port), '127.0.0.1');
    socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
    let seen = 0;
    await new Promise<void>((resolve) => {
      socket.on('data', (chunk) => (seen += chunk.length) > 2_000_000 && resolve());
    });
    socket.destroy();
    const before = process.memoryUsage().rss;
    await sleep(50);
    expect(process.memoryUsage().rss - before).toBeLessThan(50_000_000);
    expect(seen).toBeGreaterThan(2_000_000);
  });

  test.each(['control', 'long', 'broken'])('hostile headers: %s', async (kind) => {
    const { url } = await faulty(`hostile-headers=${kind}`);
    await expect(ask(url, '/')).rejects.toThrow(/Parse Error|Overflow|hang up/);
  });

  test('a data plane refuses connections', async () => {
    const { url } = await faulty('data-plane');
    await expect(ask(url, '/')).rejects.toThrow(/ECONNREFUSED/);
  });
});

describe('identity', () => {
  test('lying about its hash', async () => {
    const started = await faulty('lying');
    expect((await push(started.url, NEW)).status).toBe(201);
    expect([await hashOf(started.url), hostHeld(started)]).toEqual(['deadbeef'.repeat(4), 'new.test']);
  });

  test('a node with a database', async () => {
    const { url } = await faulty('wrong-kind');
    expect((await ask(url, '/')).json.configuration.database).toBe('postgres');
    const { json } = await ask(url, '/status');
    expect([json.database, 'configuration_hash' in json]).toEqual([{ reachable: true }, false]);
    expect((await ask(url, '/config')).status).toBe(400);
  });

  test('two nodes in turn', async () => {
    const started = await faulty('alternating');
    const identities = [];
    for (let turn = 0; turn < 4; turn++) {
      const { node_id, hostname } = (await ask(started.url, '/')).json;
      identities.push(`${node_id} ${hostname}`);
    }
    const [a, b] = identities;
    expect(identities).toEqual([a, b, a, b]);
    expect(a).not.toBe(b);
    expect((await push(started.url, NEW)).status).toBe(201);
    expect(await hashOf(started.url)).toBe(NOTHING);
    expect(await hashOf(started.url)).toBe(started.loaded.hash);
  });

  test.each([
    ['restarts', 201, undefined],
    ['restarts=empty', 201, undefined],
    ['restarts=kept', 201, 'new.test'],
    ['restarts=mid-load', 'reset', 'old.test'],
  ])('%s', async (fault, outcome, held) => {
    const started = await faulty(fault);
    const before = started.nodeId;
    const status = await push(started.url, NEW).then(
      (reply) => reply.status,
      () => 'reset',
    );
    expect([status, hostHeld(started)]).toEqual([outcome, held]);
    expect(started.nodeId).not.toBe(before);
    expect((await ask(started.url, '/')).json.node_id).toBe(started.nodeId);
    expect(await hashOf(started.url)).toBe(started.loaded.hash);
  });
});

test('a small store holds the last loads beside the new one', async () => {
  const started = await node({ mapSize: 900 });
  const statuses = [];
  for (const text of [OLD, NEW, OLD, NEW]) statuses.push((await push(started.url, text)).status);
  expect(statuses).toEqual([201, 201, 413, 413]);
  expect(hostHeld(started)).toBe('new.test');
  expect((await push(started.url, '_format_version: "3.0"\n')).status).toBe(201);
});

test('what was sent is remembered, without bodies', async () => {
  const started = await node();
  await push(started.url, NEW, '?check_hash=1');
  expect(started.requests).toMatchObject([
    {
      method: 'POST',
      url: '/config?check_hash=1',
      bytes: NEW.length,
      md5: started.loaded.hash,
      outcome: 201,
    },
  ]);
  expect(started.loaded.loads).toBe(1);
});

test('what cannot start says so', async () => {
  await expect(node({ faults: ['nope'] })).rejects.toThrow('there is no fault "nope"');
  await expect(node({ config: 'services: 1' })).rejects.toThrow('not valid');
  const { url } = await node();
  await expect(node({ port: Number(new URL(url).port) })).rejects.toThrow(/EADDRINUSE/);
});
