import type { FleetNode } from '../../fleet/node.ts';
import { type OutcomeEntry, outcomes } from '../../fleet/outcomes.ts';
import { countOutcomes, isFine, type NodeResult, type PushReport } from '../../fleet/result.ts';
import { grouped } from '../count.ts';

/** `edge-1 (http://a:8001)`; a node without a name of its own is its URL. */
export const nameOf = ({ name, url }: FleetNode): string => (name === url ? url : `${name} (${url})`);

/** `2 of 5 nodes hold the config; 2 crashed, 1 not-tried` */
export function inSum({ nodes, isDryRun, interrupted }: PushReport): string {
  const fine = nodes.filter(isFine);
  const others = countOutcomes(nodes.filter((node) => !isFine(node)));
  const planned = nodes.filter(({ outcome }) => outcome === 'would-load').length;
  const all = `${grouped(nodes.length)} ${nodes.length === 1 ? 'node' : 'nodes'}`;
  const of = fine.length === nodes.length ? all : `${grouped(fine.length)} of ${all}`;
  const verb = fine.length === 1 && fine.length === nodes.length ? 'holds' : 'hold';
  const first = isDryRun
    ? `${grouped(planned)} of ${all} would load the config, ${grouped(fine.length - planned)} ${fine.length - planned === 1 ? 'holds' : 'hold'} it already`
    : `${of} ${verb} the config`;
  const rest = others.map(([outcome, number]) => `${grouped(number)} ${outcome}`).join(', ');
  return [first, rest, interrupted ? 'interrupted' : ''].filter(Boolean).join('; ');
}

/** `1.2 s`; nothing for what took no time. */
export const took = (ms: number): string =>
  ms === 0 ? '' : ms < 9_950 ? `${(ms / 1000).toFixed(1)} s` : `${Math.round(ms / 1000)} s`;

export function helpOf({ outcome }: NodeResult): string | undefined {
  const entry: OutcomeEntry = outcomes[outcome];
  return entry.help;
}
