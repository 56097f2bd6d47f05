import { describe, expect, test } from 'vitest';
import { outcomes } from '../../src/fleet/outcomes.ts';
import { isFine, type NodeResult } from '../../src/fleet/result.ts';
import { realTime } from '../../src/fleet/time.ts';
import type { Node, NodeOptions } from '../../src/stand-in/index.ts';
import { configText, jsonHashOf, nodes, push } from './pushing.ts';
import { certificate, pair, serving, servingRaw, servingTls } from './servers.ts';

const old = configText('old');
const text = configText('new');
const ours = jsonHashOf(text);

/** What a node asks to wait for is waited for, but not as long. */
const time = {
  ...realTime,
  backoff: () => 20,
  sleep: (ms: number, signal?: AbortSignal) => realTime.sleep(Math.min(ms, 60), signal),
};
const hurried = { time, limits: { timeout: 1_000, deadline: 8_000, quiet: 400 } };

const posts = (node: Node): number => node.requests.filter(({ method }) => method === 'POST').length;

/** The report says what the node really holds, and no node is left with anything but the old or the new config. */
function expectTruth(result: NodeResult, node: Node, before: string, isLiar = false): void {
  const { hash } = node.loaded;
  expect([before, ours, '0'.repeat(32)]).toContain(hash);
  if (isLiar) expect(isFine(result)).toBe(false);
  else if (isFine(result)) expect([result.outcome, hash]).toEqual([result.outcome, ours]);
  else if (result.hashAfter !== null)
    expect([result.outcome, result.hashAfter]).toEqual([result.outcome, hash]);
}

describe('one node with', () => {
  test.each<[fault: string, outcome: string, posts: number]>([
    ['slow=100ms', 'converged', 1],
    ['slow-load=300ms', 'converged', 1],
    ['slow-load=2s', 'converged', 1],
    ['post:slow-loris=20ms', 'converged', 1],
    ['busy=3', 'converged', 4],
    ['full', 'storage-full', 1],
    ['post:too-small', 'too-large', 1],
    ['post:crash', 'crashed', 1],
    ['post:exitingx2', 'converged', 3],
    ['post:timed-outx1', 'converged', 2],
    ['unauthorized', 'unauthorized', 0],
    ['post:unauthorized=403', 'unauthorized', 1],
    ['post:html=502x1', 'converged', 2],
    ['post:html=503x2', 'converged', 3],
    ['html=502', 'unavailable', 0],
    ['redirect=http://elsewhere.invalid', 'redirected', 0],
    ['post:redirect=http://elsewhere.invalid', 'redirected', 1],
    ['post:flaky=2', 'converged', 3],
    ['get:flaky=1', 'converged', 1],
    ['post:resetting=mid-bodyx1', 'converged', 2],
    ['post:resetting=before-commitx1', 'converged', 2],
    ['resetting=after-commit', 'converged', 1],
    ['post:half-body', 'converged', 1],
    ['get:half-body', 'unreachable', 0],
    ['huge=endless', 'unreachable', 0],
    ['hostile-headers=control', 'unreachable', 0],
    ['get:hostile-headers=long', 'unreachable', 0],
    ['get:hostile-headers=broken', 'unreachable', 0],
    [`lying=${'f'.repeat(32)}`, 'overwritten', 1],
    ['wrong-kind', 'not-dbless', 0],
    ['data-plane', 'unreachable', 0],
    ['alternating', 'load-balancer', 0],
    ['restarts=kept', 'converged', 1],
    ['restarts=empty', 'overwritten', 1],
  ])('%s ends as %s, sent %i times', async (fault, outcome, sent) => {
    const [node] = await nodes({ config: old, faults: [fault] });
    const before = node!.loaded.hash;
    const [result] = await push([node!], text, hurried);
    expect(outcomes).toHaveProperty(outcome);
    expect(result).toMatchObject({ outcome });
    expect(posts(node!)).toBe(sent);
    if (fault !== 'alternating') expectTruth(result!, node!, before, fault.startsWith('lying'));
  });
});

test('a load that outlasts its client is not sent again while it goes on', async () => {
  const [node] = await nodes({ config: old, faults: ['slow-load=2500ms'] });
  const [result] = await push([node!], text, {
    ...hurried,
    limits: { timeout: 300, deadline: 20_000, quiet: 200 },
  });
  expect(result).toMatchObject({ outcome: expect.stringMatching(/converged/), hashAfter: ours });
  expect(node!.loaded.hash).toBe(ours);
});

test('a hundred nodes with all faults at once: each report is true, and the second run heals what can be healed', async () => {
  const some: string[][] = [
    [],
    [],
    ['slow=50ms'],
    ['slow-load=200ms'],
    ['busy=2'],
    ['full'],
    ['post:crash'],
    ['post:exitingx1'],
    ['post:html=502x1'],
    ['post:flaky=1'],
    ['post:resetting=mid-bodyx1'],
    ['post:resetting=before-commitx1'],
    ['resetting=after-commit'],
    ['post:half-bodyx1'],
    ['slow=20ms'],
    ['wrong-kind'],
    ['unauthorized'],
    ['restarts=kept'],
    ['post:restarts=mid-loadx1'],
    ['get:flaky=1', 'post:timed-outx1'],
  ];
  const options = Array.from(
    { length: 100 },
    (_, index): NodeOptions => ({ config: old, faults: some[index % some.length]! }),
  );
  const hundred = await nodes(...options);
  const before = hundred[0]!.loaded.hash;
  const results = await push(hundred, text, {
    ...hurried,
    parallel: 32,
    limits: { ...hurried.limits, timeout: 3_000, deadline: 20_000 },
  });
  expect(results.map(({ node }) => node.url)).toEqual(hundred.map(({ url }) => url));
  for (const [index, result] of results.entries()) expectTruth(result, hundred[index]!, before);
  const lost = ['storage-full', 'crashed', 'not-dbless', 'unauthorized'];
  const failed = results.filter((result) => !isFine(result));
  expect(failed.filter(({ outcome }) => !lost.includes(outcome))).toEqual([]);
  expect(failed).toHaveLength(20);

  const again = await push(hundred, text, { ...hurried, parallel: 32 });
  expect(again.filter(isFine).every(({ outcome }) => outcome === 'unchanged')).toBe(true);
  expect(again.filter(isFine)).toHaveLength(80);
});

describe('hostile', () => {
  test('answers of every kind to every question end in an outcome, with nothing of them repeated', async () => {
    const bodies: [number, string, string][] = [
      [200, 'text/html', '<html>s3cret</html>'],
      [200, 'application/json', '[]'],
      [200, 'application/json', '{"version":3,"configuration":"s3cret"}'],
      [200, 'application/json', `{"version":"s3cret\u001b[31m","configuration":{}}`],
      [204, '', ''],
      [999, 'x', 's3cret'],
      [404, 'application/json', '{"message":"s3cret"}'],
      [200, 'application/json', '{"a":'.repeat(10_000)],
    ];
    const urls = await Promise.all(
      bodies.map(([status, type, body]) =>
        serving((request, response) => {
          request.resume();
          response.writeHead(status, { 'content-type': type }).end(body);
        }),
      ),
    );
    const results = await push(urls, text, hurried);
    expect(results.every((result) => !isFine(result))).toBe(true);
    const sentences = results.map(({ outcome, detail }) => `${outcome} ${detail}`).join();
    expect(sentences).not.toContain('s3cret');
    expect(sentences).not.toMatch(/not-tried|interrupted/);
  });

  test('endless answers to a push hold up nobody and fill no memory', async () => {
    const url = await serving((request, response) => {
      request.resume();
      const root = { version: '3.10.0', node_id: 'x', hostname: 'x', configuration: { database: 'off' } };
      if (request.url === '/') return response.end(JSON.stringify(root));
      if (request.url === '/status')
        return response.end(JSON.stringify({ configuration_hash: 'b'.repeat(32), server: {} }));
      const chunk = Buffer.alloc(2 ** 20, 'x');
      response.writeHead(201, { 'content-type': 'application/json' });
      response.on('error', () => {});
      const more = () => {
        while (!response.destroyed && response.write(chunk));
        if (!response.destroyed) response.once('drain', more);
      };
      return more();
    });
    const [good] = await nodes({});
    const results = await push([url, good!], text, {
      ...hurried,
      limits: { timeout: 10_000, deadline: 1_500, quiet: 300 },
    });
    expect(results.map(({ outcome }) => outcome)).toEqual([
      expect.stringMatching(/unknown|unavailable|unreachable/),
      'converged',
    ]);
    expect(process.memoryUsage().rss).toBeLessThan(2 ** 30);
  });

  test('certificates: an expired one, another name, another authority', async () => {
    const listener: Parameters<typeof serving>[0] = (_, response) => void response.end();
    const urls = await Promise.all(
      ['expired', 'elsewhere', 'stranger'].map((name) => servingTls(pair(name), listener)),
    );
    const results = await push(urls, text, {
      ...hurried,
      reach: { headers: {}, tls: { caCertFile: certificate('ca.pem') } },
    });
    expect(results.map(({ outcome, detail }) => `${outcome}: ${detail?.split(';')[0]}`)).toEqual([
      'unreachable: its certificate has expired',
      'unreachable: its certificate is for another name',
      'unreachable: its certificate is of an authority that is not trusted here',
    ]);
  });

  test('a node that accepts and says nothing', async () => {
    const url = await servingRaw(() => {});
    const [result] = await push([url], text, {
      ...hurried,
      limits: { timeout: 200, deadline: 1_000, quiet: 100 },
    });
    expect(result).toMatchObject({ outcome: 'unreachable', attempts: 0 });
  });
});

test('over TLS, with client certificates', async () => {
  const { cert, key } = pair('node');
  const clientCa = (await import('node:fs')).readFileSync(certificate('ca.pem'));
  const [node] = await nodes({ tls: { cert, key, clientCa } });
  const ca = { caCertFile: certificate('ca.pem') };
  const own = { ...ca, clientCertFile: certificate('client.pem'), clientKeyFile: certificate('client.key') };
  const [without] = await push([node!], text, { reach: { headers: {}, tls: ca } });
  expect(without).toMatchObject({ outcome: 'client-certificate', status: 400 });
  const [plain] = await push([node!.url.replace('https', 'http')], text, {
    reach: { headers: {}, tls: own },
  });
  expect(plain).toMatchObject({ outcome: 'needs-https' });
  const [result] = await push([node!], text, { reach: { headers: {}, tls: own } });
  expect(result).toMatchObject({ outcome: 'converged', hashAfter: ours });
});
