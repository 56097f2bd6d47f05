import type { Findings, TextOptions } from '../reporters/findings.ts';
import { type ReporterName, reporters } from '../reporters/index.ts';
import { repositoryRoot } from './repository.ts';

/** A report as text. What a reporter may know of its surroundings is found out here. */
export async function layOut(format: ReporterName, findings: Findings, text: TextOptions): Promise<string> {
  const reporter = await reporters[format].load();
  const folder = process.cwd();
  return reporter(findings, { ...text, folder, root: repositoryRoot(folder) });
}
