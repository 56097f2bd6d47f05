import type { FleetNode } from '../../fleet/node.ts';
import { type OutcomeEntry, outcomes } from '../../fleet/outcomes.ts';
import { countOutcomes, isFine, type NodeResult, type PushReport } from '../../fleet/result.ts';
import { grouped } from '../count.ts';

/** `edge-1 (http://a:8001)`; a node without a name of its own is its URL. */
export const nameOf = ({ name, url }: FleetNode): string => (name === url ? url : `${name} (${url})`);

/** `2 of 5 nodes hold the config; 2 crashed, 1 not-tried` */
export function inSum({ nodes, isDryRun, interrupted }: PushReport): string {
  const fine = nodes.filter(isFine).length;
  const planned = nodes.filter(({ outcome }) => outcome === 'would-load').length;
  const others = countOutcomes(nodes.filter((node) => !isFine(node)));
  const kept = fine - planned;
  const first = isDryRun
    ? `${portion(planned, nodes.length)} would load the config, ${grouped(kept)} ${kept === 1 ? 'holds' : 'hold'} it already`
    : `${portion(fine, nodes.length)} ${fine === 1 || nodes.length === 1 ? 'holds' : 'hold'} the config`;
  const rest = others.map(([outcome, number]) => `${grouped(number)} ${outcome}`).join(', ');
  return [first, rest, interrupted ? 'interrupted' : ''].filter(Boolean).join('; ');
}

function portion(part: number, all: number): string {
  const nodes = `${grouped(all)} ${all === 1 ? 'node' : 'nodes'}`;
  return part === all ? nodes : `${grouped(part)} of ${nodes}`;
}

/** `1.2 s`; nothing for what took no time. */
export const took = (ms: number): string =>
  ms === 0 ? '' : ms < 9_950 ? `${(ms / 1000).toFixed(1)} s` : `${Math.round(ms / 1000)} s`;

export function helpOf({ outcome }: NodeResult): string | undefined {
  const entry: OutcomeEntry = outcomes[outcome];
  return entry.help;
}
