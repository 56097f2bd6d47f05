/** `--rollback`: nodes that were changed in this run get back what they held, and the report says of each whether. */
import type { Watcher } from './apply.ts';
import type { Config } from './config.ts';
import type { Fleet } from './fleet.ts';
import type { Plan, Step } from './plan.ts';
import { pushNode } from './push-node.ts';
import { isFine, type NodeResult } from './result.ts';
import { type NoWay, type WayBack, wayBack } from './rollback.ts';
import { isTrouble } from './survey.ts';

export class WaysBack {
  readonly #fleet: Fleet;
  readonly #ways = new Map<number, WayBack | NoWay>();

  private constructor(fleet: Fleet) {
    this.#fleet = fleet;
  }

  /** Looks for a way back for every node that will be changed; the plan then knows of those without. */
  static async find(
    fleet: Fleet,
    { steps }: Plan,
    previous: Config | undefined,
    isBestEffort: boolean,
  ): Promise<WaysBack> {
    const found = new WaysBack(fleet);
    const loads = steps.flatMap(({ action }, index) => (action === 'load' ? [index] : []));
    await fleet.each(loads, async (index) => {
      const step = steps[index]!;
      if (isTrouble(step.survey)) return;
      const client = fleet.connections.client(index);
      const way = await wayBack(client, step.survey, previous, fleet.run.limits.timeout, fleet.run.abort);
      fleet.connections.rest(index);
      found.#ways.set(index, way);
      if (!('why' in way)) return;
      if (isBestEffort) step.notes.push(`it cannot be rolled back: ${way.why}`);
      else Object.assign(step, { action: 'cannot', outcome: 'no-way-back', detail: way.why });
    });
    return found;
  }

  async walk(steps: readonly Step[], results: NodeResult[], watch: Watcher): Promise<void> {
    const changed = results.flatMap((result, index) => (isChanged(steps[index]!, result) ? [index] : []));
    if (changed.length > 0) watch.rollback?.(changed.length);
    await this.#fleet.each(changed, async (index) => {
      results[index] = await this.#back(index, results[index]!);
      watch.finished?.(index, results[index]!);
    });
  }

  async #back(index: number, pushed: NodeResult): Promise<NodeResult> {
    const { detail: _, ...before } = pushed;
    const way = this.#ways.get(index);
    if (!way || 'why' in way)
      return { ...before, outcome: 'rollback-failed', detail: way?.why ?? 'there is no way back' };
    const client = this.#fleet.connections.client(index);
    const back = await pushNode(client, await way(), before.hashAfter ?? undefined, this.#fleet.run);
    this.#fleet.connections.hangUp(index);
    const hashAfter = back.outcome === 'unknown' ? null : (back.hash ?? before.hashAfter);
    const durationMs = before.durationMs + back.durationMs;
    if (isFine(back)) return { ...before, outcome: 'rolled-back', durationMs, hashAfter };
    return {
      ...before,
      outcome: 'rollback-failed',
      detail: back.detail ?? `it ended as ${back.outcome}`,
      durationMs,
      hashAfter,
    };
  }
}

const isChanged = ({ action }: Step, { outcome }: NodeResult): boolean =>
  action === 'load' && (outcome === 'converged' || outcome === 'not-ready');
