import type { Asker, Exchange } from '../../src/fleet/client/index.ts';
import type { Run } from '../../src/fleet/push-node.ts';
import type { Time } from '../../src/fleet/time.ts';

/** Time that passes only while someone sleeps. */
export class FakeTime implements Time {
  ms = 0;
  readonly naps: number[] = [];
  onSleep: () => void = () => {};
  now = () => this.ms;
  backoff = (attempts: number) => 100 * attempts;
  sleep = async (ms: number) => {
    this.naps.push(ms);
    this.ms += ms;
    this.onSleep();
  };
}

export function runWith(time: Time, more: Partial<Run> = {}): Run {
  const never = new AbortController().signal;
  return {
    limits: { timeout: 60_000, deadline: 300_000, quiet: 10_000 },
    time,
    slowest: 0,
    stop: never,
    abort: never,
    ...more,
  };
}

/** An answer by its status and body; a word is the fault of a request that was sent. */
export type Scripted =
  | [status: number, body?: object | string, retryAfter?: string]
  | string
  | { unsent: string };

/** One after the other, or by how often the config was sent. */
export type Hashes = (string | undefined)[] | ((posts: number) => string);

/** A node that answers from lists: POST /config from one, GET /status from the other, the last answers for ever. */
export class ScriptedNode implements Asker {
  readonly asked: string[] = [];
  readonly #posts: Scripted[];
  readonly #hashes: Hashes;

  constructor(posts: Scripted[], hashes: Hashes) {
    this.#posts = posts;
    this.#hashes = hashes;
  }

  ask = async ({ path, method = 'GET' }: { path: string; method?: string }): Promise<Exchange> => {
    this.asked.push(`${method} ${path}`);
    if (method === 'POST') return exchangeOf(next(this.#posts));
    const hash = typeof this.#hashes === 'function' ? this.#hashes(this.posts) : next(this.#hashes);
    return exchangeOf(hash === undefined ? { unsent: 'refused' } : [200, { configuration_hash: hash }]);
  };

  get posts(): number {
    return this.asked.filter((one) => one.startsWith('POST')).length;
  }
}

const next = <T>(list: T[]): T => (list.length > 1 ? list.shift()! : list[0]!);

function exchangeOf(scripted: Scripted): Exchange {
  if (typeof scripted === 'string') return { kind: 'silence', fault: scripted as 'reset', sent: true };
  if ('unsent' in scripted) return { kind: 'silence', fault: scripted.unsent as 'reset', sent: false };
  const [status, body = '', retryAfter] = scripted;
  return {
    kind: 'answer',
    status,
    type: typeof body === 'string' ? 'text/html' : 'application/json',
    text: typeof body === 'string' ? body : JSON.stringify(body),
    ...(retryAfter ? { retryAfter } : {}),
  };
}
