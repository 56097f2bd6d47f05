/**
 * One config to one node, until it is known what the node holds. Kong goes on loading when a client gives up, and an
 * older load can finish after a newer one (docs/kong/admin-api-observed.md section 11): so nothing is sent twice before it is
 * seen what became of the first, and only GET /status proves anything.
 */
import { postConfig } from './admin-api.ts';
import { type Next, type Reading, readAnswer, readSilence } from './answers.ts';
import type { Asker, Exchange } from './client/index.ts';
import { HashWatch } from './hash-watch.ts';
import type { Outcome } from './outcomes.ts';
import type { Payload } from './payload.ts';
import { saysNothing } from './rejection.ts';
import type { Time } from './time.ts';

export interface Limits {
  /** Milliseconds for one answer. */
  timeout: number;
  /** Milliseconds for all that is done about one node. */
  deadline: number;
  /** Milliseconds after which a lost answer, without any change, has come to nothing; at least. */
  quiet: number;
}

/** What all nodes of one run have in common. */
export interface Run {
  limits: Limits;
  time: Time;
  /** The longest that a load took so far, in milliseconds. */
  slowest: number;
  /** Start nothing more. */
  stop: AbortSignal;
  /** Give up what is going on. */
  abort: AbortSignal;
}

export interface Pushed {
  outcome: Outcome;
  detail?: string;
  /** The last one that the node gave. */
  status: number | null;
  /** How often the config was sent. */
  attempts: number;
  durationMs: number;
  hash?: string;
  /** The body of a 400, to be led back to the file. */
  refusal?: string;
}

/** What `quiet` is, unless a test is in a hurry. */
export const QUIET = 10_000;
export function pushNode(
  client: Asker,
  payload: Payload,
  hashBefore: string | undefined,
  run: Run,
): Promise<Pushed> {
  return new NodePush(client, payload, hashBefore, run).push();
}

/** How it ended; undefined: not yet. */
export type End = Pick<Pushed, 'outcome' | 'detail' | 'refusal'> | undefined;

class NodePush {
  readonly #client: Asker;
  readonly #payload: Payload;
  readonly #run: Run;
  readonly #start: number;
  #status: number | null = null;
  #attempts = 0;
  readonly #watch: HashWatch;
  #answer: Exchange | undefined;

  constructor(client: Asker, payload: Payload, hashBefore: string | undefined, run: Run) {
    this.#client = client;
    this.#payload = payload;
    this.#watch = new HashWatch(client, payload, hashBefore, run);
    this.#run = run;
    this.#start = run.time.now();
  }

  async push(): Promise<Pushed> {
    let end: End;
    for (;;) {
      const reading = await this.#send(true);
      end = await this.#then[reading.next](reading);
      if (!end && (this.#left <= 0 || this.#run.stop.aborted)) end = givenUp(reading);
      if (end) break;
    }
    const { outcome, detail, refusal } = end;
    return {
      outcome,
      ...(detail ? { detail } : {}),
      ...(refusal ? { refusal } : {}),
      status: this.#status,
      attempts: this.#attempts,
      durationMs: Math.round(this.#run.time.now() - this.#start),
      ...(this.#watch.hash ? { hash: this.#watch.hash } : {}),
    };
  }

  get #left(): number {
    return this.#start + this.#run.limits.deadline - this.#run.time.now();
  }

  async #send(flatten: boolean): Promise<Reading> {
    const { limits, time, abort } = this.#run;
    const begin = time.now();
    if (flatten) this.#attempts++;
    const timeout = Math.max(1, Math.min(limits.timeout, this.#left));
    const answer = await postConfig(this.#client, this.#payload.bytes, { flatten, timeout }, abort);
    this.#answer = answer;
    this.#status = answer.status ?? this.#status;
    const took = time.now() - begin;
    const isLoad = answer.kind === 'answer' ? answer.status === 201 : answer.fault === 'timeout';
    if (isLoad) this.#run.slowest = Math.max(this.#run.slowest, took);
    return answer.kind === 'answer' ? readAnswer(answer) : readSilence(answer);
  }

  readonly #then: Record<Next, (reading: Reading) => Promise<End>> = {
    prove: (reading) => this.#watch.prove(reading.outcome, this.#left),
    end: (reading) => this.#end(reading),
    wait: async () => this.#wait(this.#retryAfter()),
    again: async () => this.#wait(this.#run.time.backoff(this.#attempts)),
    settle: async (reading) =>
      (await this.#watch.settle(reading, () => this.#left)) ??
      this.#wait(this.#run.time.backoff(this.#attempts)),
  };

  async #wait(ms: number): Promise<End> {
    if (ms < this.#left) await this.#run.time.sleep(ms, this.#run.stop);
    else await this.#run.time.sleep(this.#left, this.#run.stop);
    return undefined;
  }

  /** Seconds, at most 10 from Kong itself; a proxy may say more. Not all at the same moment. */
  #retryAfter(): number {
    const said = this.#answer?.kind === 'answer' ? this.#answer.retryAfter : undefined;
    const seconds = said && /^\d{1,5}$/.test(said) ? Number(said) : 10;
    return seconds * 1000 + this.#run.time.backoff(1);
  }

  async #end(reading: Reading): Promise<End> {
    let refusal = this.#answer?.kind === 'answer' ? this.#answer.text : undefined;
    if (reading.outcome === 'rejected' && refusal !== undefined && saysNothing(refusal)) {
      const again = await this.#send(false);
      // Whatever has changed meanwhile, it is loaded.
      if (again.next === 'prove') return this.#watch.prove(again.outcome, this.#left);
      if (this.#answer?.kind === 'answer' && this.#answer.status === 400) refusal = this.#answer.text;
    }
    if (this.#answer?.kind === 'answer') await this.#watch.read();
    return { ...reading, ...(reading.outcome === 'rejected' && refusal !== undefined ? { refusal } : {}) };
  }
}

/** What was not known is known by now: it was not loaded. */
const givenUp = ({ outcome, detail }: Reading): End => ({
  outcome: outcome === 'unknown' ? 'unavailable' : outcome,
  ...(detail ? { detail } : {}),
});
