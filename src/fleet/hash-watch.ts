/** What a node says that it holds, read until that is an answer (docs/kong/admin-api-observed.md sections 2, 11 and 13). */
import { askStatus, isRefusal } from './admin-api.ts';
import type { Reading } from './answers.ts';
import type { Asker } from './client/index.ts';
import type { Outcome } from './outcomes.ts';
import type { Payload } from './payload.ts';
import { holds } from './plan.ts';
import type { End, Run } from './push-node.ts';

/** How long a node that has said 201 may take to show it, and how long it may say nothing. */
const PROOF = 5_000;
const UNSAID = 10_000;

export class HashWatch {
  /** The last one that was read. */
  hash: string | undefined;
  readonly #client: Asker;
  readonly #payload: Payload;
  readonly #run: Run;

  constructor(client: Asker, payload: Payload, hashBefore: string | undefined, run: Run) {
    this.#client = client;
    this.#payload = payload;
    this.#run = run;
    this.hash = hashBefore;
  }

  /** It says that it has loaded; so its hash must be ours. */
  async prove(outcome: Outcome, left: number): Promise<End> {
    const { time } = this.#run;
    const until = time.now() + Math.min(PROOF, Math.max(0, left));
    const untilUnsaid = time.now() + Math.min(UNSAID, Math.max(0, left));
    for (let tries = 1; ; tries++) {
      const hash = await this.read();
      if (holds(hash, this.#payload)) return { outcome };
      if (this.#run.abort.aborted) return { outcome: 'unknown', detail: 'it was interrupted' };
      if (hash !== undefined && time.now() >= until)
        return { outcome: 'overwritten', detail: `its hash is ${hash}` };
      if (hash === undefined && time.now() >= untilUnsaid)
        return { outcome: 'unknown', detail: 'it said that it loaded the config, and then no more' };
      await time.sleep(time.backoff(tries), this.#run.abort);
    }
  }

  /**
   * Nobody knows what became of it: reads the hash until it is ours, or has not changed for so long that no load can be
   * going on any more: then it may be sent again.
   */
  async settle(reading: Reading, left: () => number): Promise<End> {
    const { time, abort } = this.#run;
    let before = this.hash;
    let since: number | undefined;
    for (let tries = 1; ; tries++) {
      const hash = abort.aborted ? undefined : await this.read();
      if (holds(hash, this.#payload)) return { outcome: 'converged' };
      const now = time.now();
      if (hash !== undefined && hash === before) since ??= now;
      else if (hash !== undefined) [before, since] = [hash, now];
      const quiet = Math.max(this.#run.limits.quiet, 3 * this.#run.slowest);
      if (since !== undefined && now - since >= quiet) return undefined;
      if (abort.aborted) return { outcome: 'unknown', detail: 'it was interrupted' };
      if (left() <= 0) return { outcome: 'unknown', ...(reading.detail ? { detail: reading.detail } : {}) };
      await time.sleep(Math.min(time.backoff(Math.min(tries, 4)), Math.max(1, left())), abort);
    }
  }

  async read(): Promise<string | undefined> {
    const status = await askStatus(
      this.#client,
      this.#run.abort,
      Math.max(1000, Math.min(this.#run.limits.timeout, 10_000)),
    );
    if (isRefusal(status)) return undefined;
    if (status.hash !== undefined) this.hash = status.hash;
    return status.hash;
  }
}
