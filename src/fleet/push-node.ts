/**
 * One config to one node, until it is known what the node holds. Kong goes on loading when a client gives up, and an
 * older load can finish after a newer one (docs/kong/admin-api-observed.md section 11): so nothing is sent twice before it is
 * seen what became of the first, and only GET /status proves anything.
 */
import { askStatus, isRefusal, postConfig } from './admin-api.ts';
import { type Next, type Reading, readAnswer, readSilence } from './answers.ts';
import type { Asker, Exchange } from './client/index.ts';
import type { Outcome } from './outcomes.ts';
import type { Payload } from './payload.ts';
import { holds } from './plan.ts';
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
/** How long a node that has said 201 may take to show it. */
const PROOF = 5_000;
const UNSAID = 10_000;

export function pushNode(
  client: Asker,
  payload: Payload,
  hashBefore: string | undefined,
  run: Run,
): Promise<Pushed> {
  return new NodePush(client, payload, hashBefore, run).push();
}

/** How it ended; undefined: not yet. */
type End = Pick<Pushed, 'outcome' | 'detail' | 'refusal'> | undefined;

class NodePush {
  readonly #client: Asker;
  readonly #payload: Payload;
  readonly #run: Run;
  readonly #start: number;
  #status: number | null = null;
  #attempts = 0;
  #hash: string | undefined;
  #answer: Exchange | undefined;

  constructor(client: Asker, payload: Payload, hashBefore: string | undefined, run: Run) {
    this.#client = client;
    this.#payload = payload;
    this.#hash = hashBefore;
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
      ...(this.#hash ? { hash: this.#hash } : {}),
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
    prove: (reading) => this.#prove(reading.outcome),
    end: (reading) => this.#end(reading),
    wait: async () => this.#wait(this.#retryAfter()),
    again: async () => this.#wait(this.#run.time.backoff(this.#attempts)),
    settle: (reading) => this.#settle(reading),
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

  /** It says that it has loaded; so its hash must be ours. */
  async #prove(outcome: Outcome): Promise<End> {
    const { time } = this.#run;
    const until = time.now() + Math.min(PROOF, Math.max(0, this.#left));
    const untilUnsaid = time.now() + Math.min(UNSAID, Math.max(0, this.#left));
    for (let tries = 1; ; tries++) {
      const hash = await this.#read();
      if (holds(hash, this.#payload)) return { outcome };
      if (this.#run.abort.aborted) return { outcome: 'unknown', detail: 'it was interrupted' };
      if (hash !== undefined && time.now() >= until)
        return { outcome: 'overwritten', detail: `its hash is ${hash}` };
      if (hash === undefined && time.now() >= untilUnsaid)
        return { outcome: 'unknown', detail: 'it said that it loaded the config, and then no more' };
      await time.sleep(time.backoff(tries), this.#run.abort);
    }
  }

  async #end(reading: Reading): Promise<End> {
    let refusal = this.#answer?.kind === 'answer' ? this.#answer.text : undefined;
    if (reading.outcome === 'rejected' && refusal !== undefined && saysNothing(refusal)) {
      await this.#send(false);
      if (this.#answer?.kind === 'answer' && this.#answer.status === 400) refusal = this.#answer.text;
    }
    if (this.#answer?.kind === 'answer') await this.#read();
    return { ...reading, ...(reading.outcome === 'rejected' && refusal !== undefined ? { refusal } : {}) };
  }

  /**
   * Nobody knows what became of it: reads the hash until it is ours, or has not changed for so long that no load can be
   * going on any more.
   */
  async #settle(reading: Reading): Promise<End> {
    const { time, abort } = this.#run;
    let before = this.#hash;
    let since: number | undefined;
    for (let tries = 1; ; tries++) {
      const hash = abort.aborted ? undefined : await this.#read();
      if (holds(hash, this.#payload)) return { outcome: 'converged' };
      const now = time.now();
      if (hash !== undefined && hash === before) since ??= now;
      else if (hash !== undefined) [before, since] = [hash, now];
      const quiet = Math.max(this.#run.limits.quiet, 3 * this.#run.slowest);
      if (since !== undefined && now - since >= quiet) return this.#wait(time.backoff(this.#attempts));
      if (abort.aborted) return { outcome: 'unknown', detail: 'it was interrupted' };
      if (this.#left <= 0)
        return { outcome: 'unknown', ...(reading.detail ? { detail: reading.detail } : {}) };
      await time.sleep(Math.min(time.backoff(Math.min(tries, 4)), Math.max(1, this.#left)), abort);
    }
  }

  async #read(): Promise<string | undefined> {
    const status = await askStatus(
      this.#client,
      this.#run.abort,
      Math.max(1000, Math.min(this.#run.limits.timeout, 10_000)),
    );
    if (isRefusal(status)) return undefined;
    if (status.hash !== undefined) this.#hash = status.hash;
    return status.hash;
  }
}

/** What was not known is known by now: it was not loaded. */
const givenUp = ({ outcome, detail }: Reading): End => ({
  outcome: outcome === 'unknown' ? 'unavailable' : outcome,
  ...(detail ? { detail } : {}),
});
