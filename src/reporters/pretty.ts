import type { Diagnostic, Severity, Span } from '../diagnostic.ts';
import { safe } from './cells.ts';
import { countInWords, grouped } from './count.ts';
import type { FileFindings, Findings, TextOptions } from './findings.ts';
import { frame } from './frame.ts';
import { Quota } from './quota.ts';
import { type Style, style } from './style.ts';

const words: Record<Severity, string> = { error: 'error', warning: 'warning', info: 'note' };

/** For people: each finding with the lines it is about, what it has to do with, and what to do. */
export function pretty(findings: Findings, options: TextOptions): string {
  const paint = style(options.color);
  const left = new Quota(options.all);
  const parts: string[] = [];
  for (const file of findings.files) {
    for (const diagnostic of file.diagnostics) {
      if (left.take(diagnostic.code)) parts.push(finding(file, diagnostic, paint, options.width));
    }
  }
  const rest = left
    .refused()
    .map(([code, number]) => `${grouped(number)} more of ${code} not shown; --all prints every one\n`);
  return [...parts, [...rest, `${paint.bold(countInWords(findings))}\n`].join('')].join('\n');
}

function finding({ file, lines }: FileFindings, it: Diagnostic, paint: Style, width: number): string {
  const mark = paint.severity[it.severity];
  const rows = [
    `${paint.bold(place(file, it.at))}: ${mark(words[it.severity])}: ${safe(it.message)} ${paint.faint(`[${it.code}]`)}`,
  ];
  if (it.at) rows.push(...frame(lines, it.at, { width, lead: true, mark, faint: paint.faint }));
  for (const { message, at } of it.related ?? []) {
    rows.push(`  ${safe(message)}${at ? ` (${place(file, at)})` : ''}:`);
    if (at)
      rows.push(...frame(lines, at, { width, lead: false, mark: paint.severity.info, faint: paint.faint }));
  }
  if (it.help)
    rows.push(`  ${paint.severity.info('help')}: ${it.help.split('\n').map(safe).join('\n        ')}`);
  return `${rows.join('\n')}\n`;
}

/** `kong.yml:7:5`, which editors and terminals make a link of. */
function place(file: string, at: Span | undefined): string {
  return at ? `${safe(file)}:${at.line}:${at.column}` : safe(file);
}
