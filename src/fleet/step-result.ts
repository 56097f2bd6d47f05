/** From what was planned for a node, and what came of it, to its line in the report. */
import type { Step } from './plan.ts';
import type { Pushed } from './push-node.ts';
import type { NodeResult } from './result.ts';
import { isTrouble } from './survey.ts';

/** How it ends for a node that nothing is sent to. */
export function untried(step: Step): NodeResult {
  const { node, survey, notes, outcome = 'not-tried', detail } = step;
  const hash = survey.hash ?? null;
  return {
    node,
    outcome,
    ...(detail ? { detail } : {}),
    status: isTrouble(survey) ? survey.status : null,
    attempts: 0,
    durationMs: 0,
    hashBefore: hash,
    hashAfter: hash,
    version: survey.version ?? null,
    notes,
    diagnostics: [],
  };
}

/** What a dry run says: what is planned is the result. */
export function foreseen(step: Step): NodeResult {
  return { ...untried(step), ...(step.action === 'load' ? { outcome: 'would-load' } : {}) };
}

export function pushedResult(step: Step, pushed: Pushed): NodeResult {
  const { outcome, detail, status, attempts, durationMs, hash } = pushed;
  const { detail: _, ...before } = untried(step);
  // A node that was sent something and is silent may hold anything by now.
  const hashAfter = outcome === 'unknown' ? null : (hash ?? before.hashBefore);
  return { ...before, outcome, ...(detail ? { detail } : {}), status, attempts, durationMs, hashAfter };
}

/** The same node by another address has the same answer. */
export function twinned(step: Step, result: NodeResult, results: readonly NodeResult[]): NodeResult {
  if (step.twin === undefined) return result;
  const other = results[step.twin]!;
  const notes = [...step.notes, `it is the same node as ${other.node.name}`];
  return { ...other, node: step.node, attempts: 0, notes };
}
