import type { ArtifactLocation, Location, Log, ReportingDescriptor, Result } from 'sarif';
import { codes } from '../codes.ts';
import type { Code, Diagnostic, Severity, Span } from '../diagnostic.ts';
import { version } from '../version.ts';
import { nameFromRoot, uriOf } from './file-names.ts';
import type { Findings, ReportOptions } from './findings.ts';
import { Fingerprints } from './fingerprints.ts';
import { messageWithHelp } from './prose.ts';

const levels: Record<Severity, Result.level> = { error: 'error', warning: 'warning', info: 'note' };

/** SARIF 2.1.0: what code scanning services and editors read. */
export function sarif({ files }: Findings, options: ReportOptions): string {
  const fingerprints = new Fingerprints();
  const ruleIndexes = new Map<Code, number>();
  const names = files.map(({ file }) => nameFromRoot(file, options));
  const results = files.flatMap(({ diagnostics }, index) =>
    diagnostics.map((diagnostic): Result => {
      const { code, severity, at, related } = diagnostic;
      if (!ruleIndexes.has(code)) ruleIndexes.set(code, ruleIndexes.size);
      const artifact = { uri: uriOf(names[index]!), index };
      return {
        ruleId: code,
        ruleIndex: ruleIndexes.get(code)!,
        level: levels[severity],
        message: { text: messageWithHelp(diagnostic) },
        locations: [place(artifact, at)],
        ...(related?.length && { relatedLocations: relatedPlaces(artifact, related) }),
        partialFingerprints: { 'dbless/v1': fingerprints.of(names[index]!, diagnostic) },
      };
    }),
  );
  const log: Log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'dbless', version, rules: [...ruleIndexes.keys()].map(rule) } },
        columnKind: 'utf16CodeUnits',
        artifacts: names.map((name) => ({ location: { uri: uriOf(name) } })),
        results,
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function rule(id: Code): ReportingDescriptor {
  const { title, help, level } = codes[id];
  return {
    id,
    shortDescription: { text: title },
    help: { text: help },
    defaultConfiguration: { level },
  };
}

function place(artifactLocation: ArtifactLocation, at: Span | undefined): Location {
  return { physicalLocation: { artifactLocation, ...(at && { region: region(at) }) } };
}

function relatedPlaces(artifact: ArtifactLocation, related: NonNullable<Diagnostic['related']>): Location[] {
  return related.map(({ message, at }, id) => ({ id, ...place(artifact, at), message: { text: message } }));
}

/** SARIF counts and ends as we do. */
function region({ line, column, endLine, endColumn }: Span) {
  return { startLine: line, startColumn: column, endLine, endColumn };
}
