import type { Diagnostic } from '../../diagnostic.ts';
import { maskedLines } from '../../kong-conf/index.ts';
import { citedLines } from '../../reporters/cited-lines.ts';
import type { FileFindings } from '../../reporters/findings.ts';
import { firstOfEachCode } from '../../reporters/quota.ts';

/** What is wrong with settings: with the file, whose lines are shown with secrets masked, and with the environment. */
export function confFindings(
  diagnostics: readonly Diagnostic[],
  { file, text = '' }: { file?: string; text?: string },
  all: boolean,
): FileFindings[] {
  const lines = citedLines(() => maskedLines(text), firstOfEachCode(diagnostics, all));
  const isInFile = ({ at, code }: Diagnostic) => at !== undefined || code === 'unreadable-file';
  const findings = (name: string, some: Diagnostic[]): FileFindings[] => {
    const valid = some.every(({ severity }) => severity !== 'error');
    return some.length === 0 ? [] : [{ file: name, valid, entities: 0, diagnostics: some, lines }];
  };
  return [
    ...findings(file ?? 'kong.conf', diagnostics.filter(isInFile)),
    ...findings(
      'environment',
      diagnostics.filter((diagnostic) => !isInFile(diagnostic)),
    ),
  ];
}
