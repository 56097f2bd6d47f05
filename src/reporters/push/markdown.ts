import { isFine, type NodeResult, type PushReport, sentenceOf } from '../../fleet/result.ts';
import { literal } from '../markdown.ts';
import { inSum, took } from './words.ts';

/** A summary is read at a glance. */
const shown = 50;

/** For the summary page of a pipeline: failures first. */
export function markdown(report: PushReport): string {
  const { nodes, hash } = report;
  const failed = nodes.filter((node) => !isFine(node));
  const rows = [...failed, ...nodes.filter(isFine)].slice(0, shown);
  const left = nodes.length - rows.length;
  return [
    `### dbless push: ${inSum(report)}`,
    '',
    `Configuration hash: \`${hash}\``,
    '',
    '| node | outcome | version | time |',
    '|-|-|-|-|',
    ...rows.map(row),
    ...(left > 0 ? ['', `… and ${left} more.`] : []),
    '\n',
  ].join('\n');
}

function row(result: NodeResult): string {
  const cells = [result.node.name, sentenceOf(result), result.version ?? '', took(result.durationMs)];
  return `| ${cells.map(literal).join(' | ')} |`;
}
