import type { Diagnostic, Related, Span } from '../diagnostic.ts';
import { count } from './count.ts';
import type { Findings } from './findings.ts';

/** Raised when something is renamed or removed; what is only added leaves it as it is. See docs/json-report.md. */
const reportVersion = 1;

/** Every finding, for programs. Each key is always there; what does not apply is null. */
export function json(findings: Findings): string {
  const report = {
    version: reportVersion,
    files: findings.files.map(({ file, valid, diagnostics }) => ({
      file,
      valid,
      diagnostics: diagnostics.map(diagnosticEntry),
    })),
    summary: count(findings),
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}

export function diagnosticEntry({ code, severity, message, help, path, at, entity, related }: Diagnostic) {
  return {
    code,
    severity,
    message,
    help: help ?? null,
    path: path ?? [],
    ...place(at),
    entity: entity ? { type: entity.type, name: entity.name ?? null, id: entity.id ?? null } : null,
    related: (related ?? []).map(relatedEntry),
  };
}

function relatedEntry({ message, path, at }: Related) {
  return { message, path: path ?? [], ...place(at) };
}

function place(at: Span | undefined) {
  return {
    line: at?.line ?? null,
    column: at?.column ?? null,
    endLine: at?.endLine ?? null,
    endColumn: at?.endColumn ?? null,
  };
}
