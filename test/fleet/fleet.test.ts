import { describe, expect, test } from 'vitest';
import { hashOf } from '../../src/fleet/config.ts';
import { failedNodes } from '../../src/fleet/failed-nodes.ts';
import { countOutcomes, verdictOf } from '../../src/fleet/result.ts';
import { readShare, wavesOf } from '../../src/fleet/waves.ts';
import { configOf, configText, fleetNode, jsonHashOf, nodes, outcomesOf, push } from './pushing.ts';
import { json, nowhere, serving } from './servers.ts';

const old = configText('old');
const text = configText('new');

describe('a push', () => {
  test('gives every node the same, in the order given, and a second one changes nothing', async () => {
    const five = await nodes({}, {}, {}, {}, {});
    const results = await push(five, text);
    expect(outcomesOf(results)).toEqual(Array(5).fill('converged'));
    expect(results.map(({ node }) => node.url)).toEqual(five.map(({ url }) => url));
    for (const [index, node] of five.entries()) {
      expect(node.loaded).toMatchObject({ hash: jsonHashOf(text), loads: 1 });
      expect(results[index]).toMatchObject({
        status: 201,
        attempts: 1,
        hashAfter: node.loaded.hash,
        version: '3.10.0',
      });
    }
    const again = await push(five, text);
    expect(outcomesOf(again)).toEqual(Array(5).fill('unchanged'));
    expect(five.map(({ loaded }) => loaded.loads)).toEqual(Array(5).fill(1));
  });

  test("of a file's own bytes", async () => {
    const [node] = await nodes({});
    await push([node!], text, { isExact: true });
    expect(node!.loaded.hash).toBe(hashOf(Buffer.from(text)));
  });

  test('of nothing, which a node holds as zeros', async () => {
    const [node, empty] = await nodes({ config: old }, {});
    const results = await push([node!, empty!], '_format_version: "3.0"\n');
    expect(results).toMatchObject([
      { outcome: 'converged', hashAfter: '0'.repeat(32) },
      { outcome: 'unchanged', attempts: 0 },
    ]);
  });

  test("one node's failure hides nobody's result", async () => {
    const [good, small, other] = await nodes({}, { bodyLimit: 20 }, {});
    const results = await push([good!, await nowhere(), small!, other!], text);
    expect(outcomesOf(results)).toEqual(['converged', 'unreachable', 'too-large', 'converged']);
    expect(verdictOf(results)).toBe('partial_failure');
    expect(countOutcomes(results)[0]).toEqual(['converged', 2]);
  });

  test('of an invalid config shows the refusal at lines of the file', async () => {
    const [node] = await nodes({ config: old });
    const [result] = await push([node!], `${text}- {name: bad, host: b, port: 99999}\n`);
    expect(result).toMatchObject({
      outcome: 'rejected',
      status: 400,
      attempts: 1,
      hashAfter: node!.loaded.hash,
    });
    expect(result!.diagnostics).toMatchObject([{ code: 'node-rejected', at: { line: 4, column: 30 } }]);
  });

  test('of a reference to nothing asks for the reason', async () => {
    const [node] = await nodes({});
    const [result] = await push([node!], `${text}routes:\n- {name: r, paths: [/], service: nosuch}\n`);
    expect(result!.diagnostics).toMatchObject([
      { message: expect.stringContaining('nosuch'), at: { line: 5 } },
    ]);
  });

  test('to one node by two addresses sends once', async () => {
    const [node] = await nodes({});
    const results = await push([node!, node!.url.replace('127.0.0.1', 'localhost')], text);
    expect(outcomesOf(results)).toEqual(['converged', 'converged']);
    expect(results[1]!.notes).toEqual([`it is the same node as ${node!.url}`]);
    expect(node!.loaded.loads).toBe(1);
  });

  test('to several nodes behind one address is refused', async () => {
    let turn = 0;
    const url = await serving((_, response) =>
      json(response, 200, {
        version: '3.10.0',
        node_id: `id-${turn++ % 2}`,
        hostname: 'h',
        configuration: { database: 'off' },
      }),
    );
    expect(outcomesOf(await push([url], text))).toEqual(['load-balancer']);
  });

  test('to a node that restarts meanwhile goes on', async () => {
    const [node] = await nodes({});
    let turn = 0;
    const url = await serving((request, response) => {
      const id = turn++ === 0 ? 'before' : 'after';
      if (request.url === '/')
        return json(response, 200, {
          version: '3.10.0',
          node_id: id,
          hostname: 'h',
          configuration: { database: 'off' },
        });
      request.resume();
      return json(response, request.method === 'POST' ? 201 : 200, {
        configuration_hash: turn > 7 ? jsonHashOf(text) : 'b'.repeat(32),
      });
    });
    expect(outcomesOf(await push([url, node!], text))).toEqual(['converged', 'converged']);
  });
});

describe('--ready', () => {
  const statusApi = (answers: [number, string][]) =>
    serving((request, response) => {
      expect(request.url).toBe('/status/ready');
      const [status, message] = answers.length > 1 ? answers.shift()! : answers[0]!;
      json(response, status, { message });
    });

  test('waits until the Status API says so', async () => {
    const [node] = await nodes({});
    const statusUrl = await statusApi([
      [503, 'not yet'],
      [503, 'not yet'],
      [200, 'ready'],
    ]);
    const results = await push([fleetNode(node!.url, { statusUrl })], text, { ready: {} });
    expect(results).toMatchObject([{ outcome: 'converged' }]);
  });

  test('says why it is not, when the time is over', async () => {
    const [node, other] = await nodes({}, {});
    const statusUrl = await statusApi([[503, 'router builds not yet complete']]);
    const two = [fleetNode(node!.url, { statusUrl }), fleetNode(other!.url)];
    const results = await push(two, text, { ready: {}, limits: { deadline: 500 } });
    expect(results).toMatchObject([
      { outcome: 'not-ready', detail: 'router builds not yet complete', hashAfter: jsonHashOf(text) },
      { outcome: 'converged' },
    ]);
  });

  test('at a port of each host', async () => {
    const [node] = await nodes({});
    const port = Number(new URL(await statusApi([[200, 'ready']])).port);
    expect(outcomesOf(await push([node!], text, { ready: { port } }))).toEqual(['converged']);
  });
});

describe('waves', () => {
  test.each<[string, number, string?, string?]>([
    ['2,2,2,1', 7, undefined, '2'],
    ['1,6', 7, '1'],
    ['1,3,3,3', 10, '1', '30%'],
    ['7', 7],
    ['1,1,1', 3, '1%', '10%'],
    ['3', 3, '50'],
    ['', 0, '1'],
  ])('%s', (sizes, count, canary, batch) => {
    const waves = wavesOf([...Array(count).keys()], {
      ...(canary ? { canary: readShare(canary) } : {}),
      ...(batch ? { batch: readShare(batch) } : {}),
    });
    expect(waves.map(({ length }) => length).join()).toBe(sizes);
    expect(waves.flat()).toEqual([...Array(count).keys()]);
  });

  test.each(['', 'x', '-1', '1.5', '101%', '5 %%'])('%j is no share', (word) => {
    expect(readShare(word)).toBeUndefined();
  });

  test('a canary that fails leaves the others as they are', async () => {
    const three = await nodes({ faults: ['crash'] }, {}, {});
    const waves: number[] = [];
    const results = await push(three, text, {
      canary: readShare('1'),
      maxFailures: readShare('0'),
      watch: { wave: (_, __, count) => waves.push(count) },
    });
    expect(outcomesOf(results)).toEqual(['crashed', 'not-tried', 'not-tried']);
    expect(waves).toEqual([1]);
    expect(three.map(({ loaded }) => loaded.loads)).toEqual([0, 0, 0]);
  });

  test('so many failures are put up with', async () => {
    const five = await nodes({ faults: ['crash'] }, {}, { faults: ['crash'] }, {}, {});
    const results = await push(five, text, { batch: readShare('1'), maxFailures: readShare('20%') });
    expect(outcomesOf(results)).toEqual(['crashed', 'converged', 'crashed', 'not-tried', 'not-tried']);
  });

  test('what fails preflight counts, and then nothing is started', async () => {
    const [node] = await nodes({});
    const results = await push([await nowhere(), node!], text, { maxFailures: readShare('0') });
    expect(outcomesOf(results)).toEqual(['unreachable', 'not-tried']);
  });

  test('so many at a time, and no more', async () => {
    const ten = await nodes(...Array.from({ length: 10 }, () => ({})));
    let now = 0;
    let most = 0;
    const results = await push(ten, text, {
      parallel: 3,
      watch: {
        started: () => {
          most = Math.max(most, ++now);
        },
        finished: () => void now--,
      },
    });
    expect(most).toBe(3);
    expect(verdictOf(results)).toBe('success');
  });
});

describe('a rollback', () => {
  const failing = () => nodes({ config: old }, {}, { faults: ['crash'] });
  const stopped = { batch: readShare('1'), maxFailures: readShare('0') };

  test('gives back what was held, node by node', async () => {
    const three = await failing();
    const results = await push(three, text, { ...stopped, rollback: {} });
    expect(outcomesOf(results)).toEqual(['rolled-back', 'rolled-back', 'crashed']);
    expect(Object.keys(three[0]!.loaded.entities.services ?? {})).toHaveLength(1);
    expect(JSON.stringify(three[0]!.loaded.entities)).toContain('old-0');
    expect(three[1]!.loaded.hash).toBe('0'.repeat(32));
    expect(results.map(({ hashAfter }) => hashAfter)).toEqual(three.map(({ loaded }) => loaded.hash));
  });

  test('exactly, from the file that it was loaded from', async () => {
    const three = await failing();
    const before = three[0]!.loaded.hash;
    const results = await push(three, text, { ...stopped, rollback: { previous: configOf(old) } });
    expect(results[0]).toMatchObject({ outcome: 'rolled-back', hashBefore: before, hashAfter: before });
    expect(three[0]!.requests.map(({ method, url }) => `${method} ${url}`)).not.toContain('GET /config');
  });

  test('that cannot be had is said before anything starts', async () => {
    const [expiring, other] = await nodes(
      { config: `${old}consumers: [{username: a, keyauth_credentials: [{key: k, ttl: 4000000000}]}]\n` },
      { config: old },
    );
    const results = await push([expiring!, other!], text, { rollback: {} });
    expect(results).toMatchObject([
      { outcome: 'no-way-back', detail: 'it holds entities that expire' },
      { outcome: 'not-tried' },
    ]);
    const anyway = await push([expiring!, other!], text, { rollback: { bestEffort: true } });
    expect(anyway).toMatchObject([
      { outcome: 'converged', notes: ['it cannot be rolled back: it holds entities that expire'] },
      { outcome: 'converged' },
    ]);
  });
});

test('what is left to do is written as --nodes takes it', async () => {
  const [node] = await nodes({});
  const gone = await nowhere();
  const results = await push([node!, fleetNode(gone, { word: 'nodes.yml#gone' })], text);
  expect(failedNodes(results)).toMatch(
    /^nodes\.yml#gone {2}# cannot be reached: the connection is refused.*\n$/,
  );
});

describe('an interruption', () => {
  test('starts nothing more, finishes what goes on, and says so', async () => {
    const four = await nodes(...Array.from({ length: 4 }, () => ({ faults: ['post:slow=200ms'] })));
    const stop = new AbortController();
    const results = await push(four, text, {
      parallel: 2,
      stop: stop.signal,
      watch: { started: (index) => index === 1 && stop.abort() },
    });
    expect(outcomesOf(results)).toEqual(['converged', 'converged', 'not-tried', 'not-tried']);
    expect(four.map(({ loaded }) => loaded.loads)).toEqual([1, 1, 0, 0]);
  });

  test('a second one gives up what goes on: nobody knows what it came to', async () => {
    const two = await nodes({ faults: ['post:slow=10s'] }, { faults: ['post:slow=10s'] });
    const [stop, abort] = [new AbortController(), new AbortController()];
    const results = await push(two, text, {
      parallel: 1,
      stop: stop.signal,
      abort: abort.signal,
      watch: {
        started: () => {
          stop.abort();
          setTimeout(() => abort.abort(), 100);
        },
      },
    });
    expect(outcomesOf(results)).toEqual(['unknown', 'not-tried']);
    expect(results[0]).toMatchObject({ detail: 'it was interrupted', hashAfter: null });
  });
});
