/** Many nodes side by side: who they are, and what a push to them will do. */
import { setMaxListeners } from 'node:events';
import { forEachBounded } from './bounded.ts';
import type { Reach } from './client/secrets.ts';
import type { Config } from './config.ts';
import { Connections } from './connections.ts';
import type { FleetNode } from './node.ts';
import type { Payloads } from './payload.ts';
import { type Plan, planOf } from './plan.ts';
import type { Limits, Run } from './push-node.ts';
import { type Survey, survey } from './survey.ts';
import { realTime, type Time } from './time.ts';

export interface FleetOptions {
  /** So many nodes at a time. */
  parallel: number;
  limits: Limits;
  reach: Reach;
  env: Record<string, string | undefined>;
  time?: Time;
  /** Start nothing more. */
  stop: AbortSignal;
  /** Give up what is going on. */
  abort: AbortSignal;
}

export class Fleet {
  readonly nodes: readonly FleetNode[];
  readonly connections: Connections;
  readonly run: Run;
  readonly #parallel: number;

  constructor(nodes: readonly FleetNode[], options: FleetOptions) {
    const { parallel, limits, reach, env, stop, abort, time = realTime } = options;
    this.nodes = nodes;
    this.connections = new Connections(nodes, reach, env, limits.timeout);
    this.run = { limits, time, slowest: 0, stop, abort };
    this.#parallel = parallel;
    for (const signal of new Set([stop, abort])) setMaxListeners(0, signal);
  }

  /** Preflight; `plugins` are those that each node must have. Told of each node as it answers. */
  async survey(
    plugins: ReadonlySet<string>,
    told: (index: number, survey: Survey) => void = () => {},
  ): Promise<Survey[]> {
    await this.connections.prepare();
    const surveys: Survey[] = this.nodes.map(() => ({ outcome: 'not-tried', status: null }));
    await this.each([...this.nodes.keys()], async (index) => {
      const { time, limits, abort } = this.run;
      surveys[index] = await survey(this.connections.client(index), plugins, time, limits.timeout, abort);
      this.connections.rest(index);
      told(index, surveys[index]!);
    });
    return surveys;
  }

  async plan(
    config: Config,
    payloads: Payloads,
    told?: (index: number, survey: Survey) => void,
  ): Promise<Plan> {
    return planOf(this.nodes, await this.survey(config.plugins, told), payloads);
  }

  /** In order, so many at a time, until told to stop. */
  each(
    indexes: readonly number[],
    work: (index: number) => Promise<void>,
    goesOn = () => true,
  ): Promise<void> {
    return forEachBounded(indexes, this.#parallel, () => goesOn() && !this.run.stop.aborted, work);
  }
}
