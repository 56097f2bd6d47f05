/** `--ready`: converged is not enough, the node must also say that it can serve (docs/kong/admin-config-api.md section 6). */
import { askReady } from './admin-api.ts';
import type { Asker } from './client/index.ts';
import type { Run } from './push-node.ts';

/** Why it is not ready, when the time is over; undefined when it is. */
export async function waitUntilReady(status: Asker, run: Run, until: number): Promise<string | undefined> {
  for (let tries = 1; ; tries++) {
    const { ready, why } = await askReady(status, run.abort);
    if (ready) return undefined;
    if (run.time.now() >= until || run.abort.aborted) return why;
    await run.time.sleep(run.time.backoff(Math.min(tries, 3)), run.abort);
  }
}
