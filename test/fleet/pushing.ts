import { onTestFinished } from 'vitest';
import { type ApplyOptions, apply, type Watcher } from '../../src/fleet/apply.ts';
import { Config } from '../../src/fleet/config.ts';
import { Fleet, type FleetOptions } from '../../src/fleet/fleet.ts';
import type { FleetNode } from '../../src/fleet/node.ts';
import { payloadsOf } from '../../src/fleet/payload.ts';
import type { Limits } from '../../src/fleet/push-node.ts';
import type { NodeResult } from '../../src/fleet/result.ts';
import { realTime } from '../../src/fleet/time.ts';
import { WaysBack } from '../../src/fleet/ways-back.ts';
import { bundledRegistry } from '../../src/schema/registry.ts';
import { type Node, type NodeOptions, startNode } from '../../src/stand-in/index.ts';

export const configText = (name: string, services = 1): string =>
  `_format_version: "3.0"\nservices:\n${Array.from({ length: services }, (_, index) => `- {name: ${name}-${index}, host: ${name}.test, tags: [x]}\n`).join('')}`;

export const configOf = (text: string): Config =>
  new Config({ file: 'kong.yml', bytes: Buffer.from(text), format: 'yaml' }, bundledRegistry());

export const jsonHashOf = (text: string): string => payloadsOf(configOf(text), false).first.hash;

/** Stand-ins of nodes, gone after the test. */
export async function nodes(...options: NodeOptions[]): Promise<Node[]> {
  const started = await Promise.all(
    options.map((one, index) => startNode({ hostname: `kong-${index + 1}`, ...one })),
  );
  onTestFinished(async () => void (await Promise.all(started.map((node) => node.close()))));
  return started;
}

export const fleetNode = (url: string, more: Partial<FleetNode> = {}): FleetNode => ({
  name: url,
  url,
  groups: [],
  headers: {},
  tls: {},
  word: url,
  ...more,
});

export interface Pushing extends Partial<ApplyOptions>, Partial<Omit<FleetOptions, 'limits'>> {
  limits?: Partial<Limits>;
  rollback?: { previous?: Config; bestEffort?: boolean };
  isExact?: boolean;
  watch?: Watcher;
}

/** Plans and applies, in a hurry: waits of retries are short. */
export async function push(
  targets: (Node | FleetNode | string)[],
  text: string,
  { limits, rollback, isExact = false, watch, ...options }: Pushing = {},
): Promise<NodeResult[]> {
  const never = new AbortController().signal;
  const list = targets.map((one) =>
    typeof one === 'string' ? fleetNode(one) : 'word' in one ? one : fleetNode(one.url),
  );
  const fleet = new Fleet(list, {
    parallel: 16,
    reach: { headers: {}, tls: {} },
    env: {},
    time: { ...realTime, backoff: () => 20 },
    stop: never,
    abort: never,
    ...options,
    limits: { timeout: 3_000, deadline: 10_000, quiet: 300, ...limits },
  });
  const config = configOf(text);
  const plan = await fleet.plan(config, payloadsOf(config, isExact));
  const waysBack =
    rollback && (await WaysBack.find(fleet, plan, rollback.previous, rollback.bestEffort ?? false));
  const results = await apply(fleet, plan, config, { pause: 0, ...options, waysBack }, watch);
  fleet.connections.close();
  return results;
}

export const outcomesOf = (results: readonly NodeResult[]): string[] => results.map(({ outcome }) => outcome);
