import { isFine, type PushReport, sentenceOf } from '../../fleet/result.ts';
import { nameFromRoot } from '../file-names.ts';
import { annotation, data, property } from '../github.ts';
import type { PushLayout } from './index.ts';
import { inSum, nameOf } from './words.ts';

/** Annotations for GitHub Actions: refusals at their lines, once each, and a line for each node that failed. */
export function github(report: PushReport, layout: PushLayout): string {
  const file = nameFromRoot(layout.file, layout);
  const refusals = report.nodes.flatMap(({ diagnostics }) => diagnostics.map((one) => annotation(file, one)));
  const failures = report.nodes
    .filter((node) => !isFine(node))
    .map(
      (node) =>
        `::error title=${property(`push: ${node.outcome}`)}::${data(`${nameOf(node.node)} ${sentenceOf(node)}`)}\n`,
    );
  return [...new Set(refusals), ...failures, `${inSum(report)}\n`].join('');
}
