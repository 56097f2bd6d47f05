import type { Diagnostic, Severity } from '../diagnostic.ts';
import { count, countInWords, grouped } from './count.ts';
import type { FileFindings, Findings } from './findings.ts';

/** A summary is read at a glance; whoever wants them all opens the log. */
const shown = 10;
const words: Record<Severity, string> = { error: 'error', warning: 'warning', info: 'note' };

/** For the summary page of a pipeline: how many findings there are, and the first of them. */
export function markdown(findings: Findings): string {
  const { files, errors, warnings, invalid } = count(findings);
  const all = findings.files.flatMap((file) => file.diagnostics.map((diagnostic) => row(file, diagnostic)));
  const more = all.length - shown;
  return [
    `### dbless: ${invalid === 0 ? 'valid' : countInWords(findings)}`,
    '',
    '| files | invalid | errors | warnings |',
    '|-|-|-|-|',
    `| ${[files, invalid, errors, warnings].map(grouped).join(' | ')} |`,
    ...(all.length > 0 ? ['', '| place | severity | finding |', '|-|-|-|'] : []),
    ...all.slice(0, shown),
    ...(more > 0 ? ['', `… and ${grouped(more)} more.`] : []),
    '\n',
  ].join('\n');
}

function row({ file }: FileFindings, { at, severity, message, code, help }: Diagnostic): string {
  const place = at ? `${file}:${at.line}:${at.column}` : file;
  const finding = `${literal(message)} (${code})${help ? `<br>${literal(help)}` : ''}`;
  return `| ${literal(place)} | ${words[severity]} | ${finding} |`;
}

/** Nothing in it is markup, a link or the end of its cell. */
export function literal(text: string): string {
  return text.replace(/[\p{Cc}\p{Cs}]+/gu, ' ').replace(/[\\`*_[\]<>|~&$]|\/\//g, '\\$&');
}
