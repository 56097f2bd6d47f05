/** Does what a plan says, wave after wave; every node gets an answer, whatever the others did. */
import type { Config } from './config.ts';
import type { Fleet } from './fleet.ts';
import type { FleetNode } from './node.ts';
import type { Plan, Step } from './plan.ts';
import { type Pushed, pushNode } from './push-node.ts';
import { waitUntilReady } from './readiness.ts';
import { rejectionOf } from './rejection.ts';
import { isFine, type NodeResult } from './result.ts';
import { pushedResult, twinned, untried } from './step-result.ts';
import { type Share, shareOf, type WaveOptions, wavesOf } from './waves.ts';
import type { WaysBack } from './ways-back.ts';

export interface ApplyOptions extends WaveOptions {
  /** Milliseconds between waves. */
  pause: number;
  /** More failures than this end the push; undefined: none do. */
  maxFailures?: Share;
  /** Wait for the Status API of each node that has one; `port`: where it is, unless the node's entry says. */
  ready?: { port?: number };
  waysBack?: WaysBack;
}

/** Told what happens, for whoever shows it. */
export interface Watcher {
  wave?(number: number, of: number, nodes: number): void;
  started?(index: number): void;
  finished?(index: number, result: NodeResult): void;
  rollback?(nodes: number): void;
}

/** The results are in the order of the nodes. */
export async function apply(
  fleet: Fleet,
  plan: Plan,
  config: Config,
  options: ApplyOptions,
  watch: Watcher = {},
): Promise<NodeResult[]> {
  const { steps } = plan;
  const { run } = fleet;
  const results = steps.map(untried);
  const loads = steps.flatMap(({ action }, index) => (action === 'load' ? [index] : []));
  const waves = wavesOf(loads, options);
  const limit = options.maxFailures && shareOf(options.maxFailures, steps.length);
  let failures = steps.filter(({ action }) => action === 'cannot').length;
  const goesOn = () => (limit === undefined || failures <= limit) && !steps.some(hasNoWayBack);

  const one = async (index: number) => {
    watch.started?.(index);
    const result = await pushStep(fleet, plan, index, config, options);
    results[index] = result;
    if (!isFine(result)) failures++;
    watch.finished?.(index, result);
  };
  for (const [number, wave] of waves.entries()) {
    if (number > 0 && goesOn()) await run.time.sleep(options.pause, run.stop);
    if (!goesOn() || run.stop.aborted) break;
    if (waves.length > 1) watch.wave?.(number + 1, waves.length, wave.length);
    await fleet.each(wave, one, goesOn);
  }
  if (!goesOn()) await options.waysBack?.walk(steps, results, watch);
  return results.map((result, index) => twinned(steps[index]!, result, results));
}

/** A rollback was asked for that cannot be had: then nothing is started. */
const hasNoWayBack = ({ outcome }: Step): boolean => outcome === 'no-way-back';

async function pushStep(
  fleet: Fleet,
  { steps, payload }: Plan,
  index: number,
  config: Config,
  { ready }: ApplyOptions,
): Promise<NodeResult> {
  const step = steps[index]!;
  const begin = fleet.run.time.now();
  const client = fleet.connections.client(index);
  let pushed = await pushNode(client, payload, step.survey.hash, fleet.run);
  fleet.connections.hangUp(index);
  const url = ready && statusUrlOf(step.node, ready.port);
  if (url && isFine(pushed)) pushed = await readied(fleet, index, url, pushed, begin);
  const diagnostics = pushed.refusal === undefined ? [] : rejectionOf(pushed.refusal, config);
  return { ...pushedResult(step, pushed), diagnostics };
}

async function readied(
  fleet: Fleet,
  index: number,
  url: string,
  pushed: Pushed,
  begin: number,
): Promise<Pushed> {
  const { run, connections } = fleet;
  const client = connections.other(index, url);
  const why = await waitUntilReady(client, run, begin + run.limits.deadline);
  client.close();
  const durationMs = Math.round(run.time.now() - begin);
  return { ...pushed, durationMs, ...(why === undefined ? {} : { outcome: 'not-ready', detail: why }) };
}

function statusUrlOf({ url, statusUrl }: FleetNode, port: number | undefined): string | undefined {
  return statusUrl ?? (port === undefined ? undefined : `http://${new URL(url).hostname}:${port}`);
}
