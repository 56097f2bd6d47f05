import {
  countOutcomes,
  isFine,
  type NodeResult,
  type PushReport,
  sentenceOf,
  verdictOf,
} from '../../fleet/result.ts';
import { diagnosticEntry } from '../json.ts';
import type { PushLayout } from './index.ts';

/** How it ended for each node, for programs. Each key is always there; what does not apply is null. See docs/push-report.md. */
export function json({ hash, nodes, isDryRun, interrupted }: PushReport, { file }: PushLayout): string {
  const failed = nodes.filter((node) => !isFine(node)).length;
  const report = {
    status: verdictOf(nodes),
    hash,
    nodes: nodes.map((node) => nodeEntry(node, file)),
    summary: {
      nodes: nodes.length,
      ok: nodes.length - failed,
      failed,
      outcomes: Object.fromEntries(countOutcomes(nodes)),
      dryRun: isDryRun,
      interrupted,
    },
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}

function nodeEntry(result: NodeResult, file: string) {
  const { node, outcome, status, attempts, durationMs, hashBefore, hashAfter, version, notes, diagnostics } =
    result;
  return {
    node: node.name,
    url: node.url,
    outcome,
    status,
    attempts,
    durationMs,
    hashBefore,
    hashAfter,
    version,
    error: isFine(result) ? null : sentenceOf(result),
    notes,
    diagnostics: diagnostics.map((diagnostic) => ({ file, ...diagnosticEntry(diagnostic) })),
  };
}
