import type { World } from '../command.ts';

/** Ctrl-C once: start nothing more. Twice: give up what is going on. */
export class Interrupts {
  readonly #stop = new AbortController();
  readonly #abort = new AbortController();
  readonly #release: () => void;

  constructor(world: World, told: (times: number) => void) {
    let times = 0;
    this.#release =
      world.onInterrupt?.(() => {
        (++times === 1 ? this.#stop : this.#abort).abort();
        told(times);
      }) ?? (() => {});
  }

  get stop(): AbortSignal {
    return this.#stop.signal;
  }

  get abort(): AbortSignal {
    return this.#abort.signal;
  }

  get happened(): boolean {
    return this.#stop.signal.aborted;
  }

  /** From now on an interruption ends the process again. */
  release(): void {
    this.#release();
  }
}
