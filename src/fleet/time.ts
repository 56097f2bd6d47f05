/** The clock and the dice of a push, so that tests have their own. */

export interface Time {
  /** Milliseconds. */
  now(): number;
  /** Ends early when interrupted; never fails. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** How long to wait after so many attempts. */
  backoff(attempts: number): number;
}

const SHORTEST = 250;
const LONGEST = 15_000;

/** Twice as long each time, up to a limit, and somewhere in the upper half of it, so that nodes do not retry in step. */
export function backoff(attempts: number, random: () => number): number {
  const longest = Math.min(LONGEST, SHORTEST * 2 ** Math.min(attempts - 1, 20));
  return Math.round(longest / 2 + (random() * longest) / 2);
}

export const realTime: Time = {
  now: () => performance.now(),
  backoff: (attempts) => backoff(attempts, Math.random),
  sleep: (ms, signal) =>
    new Promise((resolve) => {
      if (signal?.aborted) return resolve();
      const end = () => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', end);
        resolve();
      };
      const timer = setTimeout(end, Math.max(0, ms));
      signal?.addEventListener('abort', end);
    }),
};
