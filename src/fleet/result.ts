/** How it ended: for each node in the order given, and in sum. */
import type { Diagnostic } from '../diagnostic.ts';
import type { FleetNode } from './node.ts';
import { type Outcome, outcomes } from './outcomes.ts';

export interface NodeResult {
  node: FleetNode;
  outcome: Outcome;
  detail?: string;
  status: number | null;
  attempts: number;
  durationMs: number;
  hashBefore: string | null;
  hashAfter: string | null;
  version: string | null;
  notes: readonly string[];
  /** The node's own refusal, at lines of the file. */
  diagnostics: readonly Diagnostic[];
}

export interface PushReport {
  /** What a node that holds the config says. */
  hash: string;
  nodes: NodeResult[];
  /** What is to be known of the push as a whole. */
  notes: string[];
  isDryRun: boolean;
  interrupted: boolean;
}

export type Verdict = 'success' | 'partial_failure' | 'all_failed';

export const isFine = ({ outcome }: Pick<NodeResult, 'outcome'>): boolean => outcomes[outcome].ok;

export function verdictOf(nodes: readonly NodeResult[]): Verdict {
  const failed = nodes.filter((node) => !isFine(node)).length;
  if (failed === 0) return 'success';
  return failed === nodes.length ? 'all_failed' : 'partial_failure';
}

/** How many ended in which way, the most frequent first. */
export function countOutcomes(nodes: readonly NodeResult[]): [Outcome, number][] {
  const counts = new Map<Outcome, number>();
  for (const { outcome } of nodes) counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a);
}

/** One sentence about a node, after its name. */
export function sentenceOf({ outcome, detail }: Pick<NodeResult, 'outcome' | 'detail'>): string {
  const { words } = outcomes[outcome];
  return detail ? `${words}: ${detail}` : words;
}
