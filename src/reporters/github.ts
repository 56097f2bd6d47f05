import type { Diagnostic, Severity, Span } from '../diagnostic.ts';
import { nameFromRoot } from './file-names.ts';
import type { Findings, ReportOptions } from './findings.ts';
import { lastLine, messageWithHelp } from './prose.ts';

const commands: Record<Severity, string> = { error: 'error', warning: 'warning', info: 'notice' };

/** Annotations for GitHub Actions: what a step prints in this form is shown beside the changed lines. */
export function github({ files }: Findings, options: ReportOptions): string {
  return files
    .flatMap(({ file, diagnostics }) => {
      const name = nameFromRoot(file, options);
      return diagnostics.map((diagnostic) => annotation(name, diagnostic));
    })
    .join('');
}

export function annotation(file: string, diagnostic: Diagnostic): string {
  const properties = { file, ...(diagnostic.at && place(diagnostic.at)), title: diagnostic.code };
  const listed = Object.entries(properties).map(([key, value]) => `${key}=${property(String(value))}`);
  return `::${commands[diagnostic.severity]} ${listed.join(',')}::${data(messageWithHelp(diagnostic))}\n`;
}

/** Here the end is inclusive, and columns go with a single line only. */
function place(at: Span): Record<string, number> {
  const endLine = lastLine(at);
  if (endLine > at.line) return { line: at.line, endLine };
  const endColumn = at.endLine > at.line ? at.column : Math.max(at.column, at.endColumn - 1);
  return { line: at.line, endLine, col: at.column, endColumn };
}

export function data(text: string): string {
  const printable = text.replace(/(?![\r\n])[\p{Cc}\p{Cs}]/gu, '\ufffd');
  return printable.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

export function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
