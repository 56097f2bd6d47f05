import { describe, expect, test } from 'vitest';
import type { Payload } from '../../src/fleet/payload.ts';
import { type Pushed, pushNode } from '../../src/fleet/push-node.ts';
import { backoff } from '../../src/fleet/time.ts';
import { FakeTime, type Hashes, runWith, type Scripted, ScriptedNode } from './scripted.ts';

const ours = 'a'.repeat(32);
const old = 'b'.repeat(32);
const other = 'c'.repeat(32);
const payload: Payload = { form: 'json', bytes: Buffer.from('{}'), hash: ours, alike: [] };

interface Pushing {
  posts: Scripted[];
  hashes: Hashes;
  deadline?: number;
}

async function pushed({ posts, hashes, deadline = 300_000 }: Pushing) {
  const time = new FakeTime();
  const node = new ScriptedNode([...posts], typeof hashes === 'function' ? hashes : [...hashes]);
  const result = await pushNode(
    node,
    payload,
    old,
    runWith(time, { limits: { timeout: 60_000, deadline, quiet: 10_000 } }),
  );
  return { node, time, result };
}

const exiting: Scripted = [503, { message: 'Kong currently exiting' }];
const invalid = { code: 14, fields: { a: 'b' } };

describe('an answer is proved by the hash', () => {
  test.each<[string, Pushing, Partial<Pushed>]>([
    [
      '201, and the hash is ours',
      { posts: [[201, {}]], hashes: [ours] },
      { outcome: 'converged', status: 201, hash: ours },
    ],
    ['304, and the hash is ours', { posts: [[304]], hashes: [ours] }, { outcome: 'unchanged', status: 304 }],
    [
      '201, and the hash is ours a little later',
      { posts: [[201, {}]], hashes: [old, old, ours] },
      { outcome: 'converged' },
    ],
    [
      '201, and the hash is never ours',
      { posts: [[201, {}]], hashes: [other] },
      { outcome: 'overwritten', detail: `its hash is ${other}`, hash: other, attempts: 1 },
    ],
    [
      '201, and then silence',
      { posts: [[201, {}]], hashes: [undefined] },
      { outcome: 'unknown', attempts: 1 },
    ],
  ])('%s', async (_, script, result) => {
    expect((await pushed(script)).result).toMatchObject(result);
  });
});

describe('what is final is not sent again', () => {
  test.each<[Scripted, string]>([
    [[400, invalid], 'rejected'],
    [[400, 'No required SSL certificate was sent'], 'client-certificate'],
    [[401, {}], 'unauthorized'],
    [[404, {}], 'not-found'],
    [[405, {}], 'not-allowed'],
    [[413, 'html'], 'too-large'],
    [[413, {}], 'storage-full'],
    [[415, 'html'], 'unsupported-type'],
    [[500, {}], 'crashed'],
    [[302, ''], 'redirected'],
    [{ unsent: 'tls-name' }, 'unreachable'],
  ])('%j: %s', async (answer, outcome) => {
    const { node, result } = await pushed({ posts: [answer], hashes: [old] });
    expect(result).toMatchObject({ outcome, attempts: 1, hash: old });
    expect(node.posts).toBe(1);
  });

  test('but a refusal without a reason is asked for its reason', async () => {
    const nothing = { code: 14, fields: {}, flattened_errors: [] };
    const { node, result } = await pushed({
      posts: [
        [400, nothing],
        [400, invalid],
      ],
      hashes: [old],
    });
    expect(node.asked).toEqual([
      'POST /config?check_hash=1&flatten_errors=1',
      'POST /config?check_hash=1',
      'GET /status',
    ]);
    expect(result).toMatchObject({ outcome: 'rejected', attempts: 1, refusal: JSON.stringify(invalid) });
  });
});

describe('what may pass is tried again', () => {
  test('429 after as long as the node says', async () => {
    const busy: Scripted = [429, {}, '3'];
    const { time, result } = await pushed({ posts: [busy, busy, [201, {}]], hashes: [ours] });
    expect(result).toMatchObject({ outcome: 'converged', attempts: 3 });
    expect(time.naps).toEqual([3100, 3100]);
  });

  test('an exiting node and a refused connection after longer and longer', async () => {
    const { time, result } = await pushed({
      posts: [exiting, { unsent: 'refused' }, exiting, [201, {}]],
      hashes: [ours],
    });
    expect(result).toMatchObject({ outcome: 'converged', attempts: 4 });
    expect(time.naps).toEqual([100, 200, 300]);
  });

  test('until the deadline, and not beyond', async () => {
    const { time, result } = await pushed({ posts: [[429, {}]], hashes: [old], deadline: 25_000 });
    expect(result).toMatchObject({ outcome: 'busy', status: 429 });
    expect(time.ms).toBeLessThanOrEqual(25_000);
  });
});

describe('a lost answer', () => {
  test.each<Scripted>(['reset', 'timeout', 'cut', [502, 'html'], [503, 'html'], [504, {}]])(
    '%j: it was loaded all the same',
    async (lost) => {
      const { node, result } = await pushed({ posts: [lost], hashes: [old, old, ours] });
      expect(result).toMatchObject({ outcome: 'converged', attempts: 1, hash: ours });
      expect(node.posts).toBe(1);
    },
  );

  test('is not sent again before the hash has been the same for ten seconds', async () => {
    const { time, node, result } = await pushed({
      posts: ['reset', [201, {}]],
      hashes: (posts) => (posts === 2 ? ours : old),
    });
    expect(result).toMatchObject({ outcome: 'converged', attempts: 2 });
    expect(node.posts).toBe(2);
    expect(time.ms).toBeGreaterThan(10_000);
  });

  test('or for three times the slowest load of the run', async () => {
    const time = new FakeTime();
    const node = new ScriptedNode(['reset', [201, {}]], (posts) => (posts === 2 ? ours : old));
    let resent = 0;
    time.onSleep = () => {
      if (node.posts === 1) resent = time.ms;
    };
    await pushNode(node, payload, old, runWith(time, { slowest: 20_000 }));
    expect(resent).toBeGreaterThan(60_000);
  });

  test('a hash that changes meanwhile starts the wait anew', async () => {
    const hashes = [...Array(30).fill(old), ...Array(300).fill(other), ours];
    const { time, result } = await pushed({ posts: ['reset', [201, {}]], hashes });
    expect(result).toMatchObject({ attempts: 2 });
    expect(time.ms).toBeGreaterThan(15_000);
  });

  test('of a node that says no more is unknown at the deadline', async () => {
    const { node, result } = await pushed({ posts: ['reset'], hashes: [undefined], deadline: 60_000 });
    expect(result).toMatchObject({ outcome: 'unknown', attempts: 1 });
    expect(node.posts).toBe(1);
  });

  test('again and again, with an old config that never changes: it does not hold ours', async () => {
    const { result } = await pushed({ posts: ['reset'], hashes: [old], deadline: 40_000 });
    expect(result.attempts).toBeGreaterThan(1);
    expect(result).toMatchObject({ outcome: expect.stringMatching(/unavailable|unknown/), hash: old });
  });
});

describe('an interruption', () => {
  test('starts nothing again', async () => {
    const time = new FakeTime();
    const stop = new AbortController();
    time.onSleep = () => stop.abort();
    const node = new ScriptedNode([exiting], [old]);
    const result = await pushNode(node, payload, old, runWith(time, { stop: stop.signal }));
    expect(result).toMatchObject({ outcome: 'unavailable', attempts: 1 });
  });

  test('of what was sent leaves it unknown', async () => {
    const abort = AbortSignal.abort();
    const node = new ScriptedNode(['aborted'], [old]);
    const result = await pushNode(node, payload, old, runWith(new FakeTime(), { abort, stop: abort }));
    expect(result).toMatchObject({ outcome: 'unknown', detail: 'it was interrupted' });
  });
});

test('waits grow up to a limit, and are not the same for all', () => {
  const waits = [1, 2, 3, 10, 1000].map((attempts) => [
    backoff(attempts, () => 0),
    backoff(attempts, () => 1),
  ]);
  expect(waits).toEqual([
    [125, 250],
    [250, 500],
    [500, 1000],
    [7500, 15_000],
    [7500, 15_000],
  ]);
});
