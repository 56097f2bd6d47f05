import type { Diagnostic } from '../../diagnostic.ts';
import { isFine, type NodeResult, type PushReport, sentenceOf } from '../../fleet/result.ts';
import { safe } from '../cells.ts';
import { pretty as findings } from '../pretty.ts';
import { style } from '../style.ts';
import type { PushLayout } from './index.ts';
import { helpOf, inSum, nameOf, took } from './words.ts';

/** For people: each node in the order given; what a node refuses, at its lines; what to do; in sum. */
export function pretty(report: PushReport, layout: PushLayout): string {
  const paint = style(layout.color);
  const lines = report.nodes.map((result) => {
    const mark = isFine(result) ? paint.severity.info('ok') : paint.severity.error('failed');
    const details = [took(result.durationMs), result.attempts > 1 ? `sent ${result.attempts} times` : ''];
    const aside = details.filter(Boolean).join(', ');
    const notes = result.notes.map((note) => `\n  ${paint.faint(`note: ${safe(note)}`)}`).join('');
    return `${mark} ${paint.bold(safe(nameOf(result.node)))} ${safe(sentenceOf(result))}${aside ? paint.faint(` (${aside})`) : ''}${notes}`;
  });
  const helps = helpsOf(report.nodes).map(
    ([outcome, help]) => `${paint.severity.info('help')} for ${outcome}: ${help}`,
  );
  const parts = [
    lines.join('\n'),
    ...refusals(report.nodes).map(({ nodes, diagnostics }) => refusal(nodes, diagnostics, layout)),
    helps.join('\n'),
    paint.bold(`${inSum(report)}${report.isDryRun ? '' : ` (${report.hash})`}`),
  ];
  return `${parts.filter(Boolean).join('\n\n')}\n`;
}

/** Each piece of advice once, however many nodes it is for. */
function helpsOf(nodes: readonly NodeResult[]): [string, string][] {
  const helps = new Map<string, string>();
  for (const result of nodes) {
    const help = isFine(result) ? undefined : helpOf(result);
    if (help && !helps.has(result.outcome)) helps.set(result.outcome, help);
  }
  return [...helps];
}

interface Refusal {
  nodes: NodeResult[];
  diagnostics: readonly Diagnostic[];
}

/** Nodes that refuse for the same reasons are named together. */
function refusals(nodes: readonly NodeResult[]): Refusal[] {
  const found = new Map<string, Refusal>();
  for (const node of nodes) {
    if (node.diagnostics.length === 0) continue;
    const id = node.diagnostics.map(({ message, at }) => `${at?.line}:${at?.column}${message}`).join('\n');
    const same = found.get(id);
    if (same) same.nodes.push(node);
    else found.set(id, { nodes: [node], diagnostics: node.diagnostics });
  }
  return [...found.values()];
}

function refusal(
  nodes: readonly NodeResult[],
  diagnostics: readonly Diagnostic[],
  layout: PushLayout,
): string {
  const [first, ...others] = nodes;
  const who = `${nameOf(first!.node)}${others.length > 0 ? ` and ${others.length} more` : ''}`;
  const { file, lines } = layout;
  const text = findings(
    { files: [{ file, valid: false, entities: 0, diagnostics, lines }], skipped: 0 },
    layout,
  );
  return `${safe(who)} refused it:\n\n${text.trimEnd()}`;
}
