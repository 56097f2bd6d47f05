import type { Diagnostic, Severity } from '../diagnostic.ts';
import { nameFromRoot } from './file-names.ts';
import type { Findings, ReportOptions } from './findings.ts';
import { Fingerprints } from './fingerprints.ts';
import { lastLine, messageWithHelp } from './prose.ts';

const severities: Record<Severity, string> = { error: 'critical', warning: 'minor', info: 'info' };

/** A code quality report for GitLab, which shows in a merge request what came and what went. */
export function gitlab({ files }: Findings, options: ReportOptions): string {
  const fingerprints = new Fingerprints();
  const issues = files.flatMap(({ file, diagnostics }) => {
    const path = nameFromRoot(file, options);
    return diagnostics.map((diagnostic) => issue(path, diagnostic, fingerprints.of(path, diagnostic)));
  });
  return `${JSON.stringify(issues, null, 2)}\n`;
}

/** GitLab wants a line of each; that of a finding about the file as a whole is the first. */
function issue(path: string, diagnostic: Diagnostic, fingerprint: string) {
  const { code, severity, at } = diagnostic;
  return {
    description: messageWithHelp(diagnostic),
    check_name: code,
    fingerprint,
    severity: severities[severity],
    location: { path, lines: { begin: at?.line ?? 1, end: at ? lastLine(at) : 1 } },
  };
}
