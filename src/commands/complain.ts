import type { Diagnostic } from '../diagnostic.ts';
import { citedLines } from '../reporters/cited-lines.ts';
import type { FileFindings } from '../reporters/findings.ts';
import { firstOfEachCode } from '../reporters/quota.ts';
import type { Call } from './command.ts';
import { layOut } from './lay-out.ts';
import { wantsColor } from './report.ts';

/** How findings are shown when they are not the result of a command. */
export interface Showing {
  all: boolean;
  /** From --color or --no-color; undefined when neither is given. */
  color?: boolean;
}

/** What was found in one file on the way to something else. */
export function findingsIn(
  file: string,
  diagnostics: readonly Diagnostic[],
  excerpt: () => string,
  { all }: Showing,
): FileFindings {
  const valid = diagnostics.every(({ severity }) => severity !== 'error');
  const lines = citedLines(excerpt, firstOfEachCode(diagnostics, all));
  return { file, valid, entities: 0, diagnostics, lines };
}

/** Findings on stderr: what the command makes is its result. */
export async function complain(
  files: readonly FileFindings[],
  { all, color }: Showing,
  { world }: Call,
): Promise<void> {
  const found = files.filter(({ diagnostics }) => diagnostics.length > 0);
  if (found.length === 0) return;
  const { stderr, env } = world;
  const width = Math.max(40, stderr.columns ?? 110);
  const style = { all, color: color ?? wantsColor(env, stderr.isTTY === true), width };
  stderr.write(await layOut('pretty', { files: found, skipped: 0 }, style));
}
