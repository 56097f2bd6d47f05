import { appendFileSync, statSync } from 'node:fs';
import type { Findings } from '../reporters/findings.ts';
import { cannotWrite } from './cannot-write.ts';
import { Failure, type World } from './command.ts';
import { layOut } from './lay-out.ts';
import { replaceFile } from './replace-file.ts';
import type { Layout } from './report.ts';

export interface Written {
  files: string[];
  failures: Failure[];
}

/** Writes the reports that go to files, each whatever becomes of the others. */
export async function writeReports(findings: Findings, layout: Layout, env: World['env']): Promise<Written> {
  const files: string[] = [];
  const failures: Failure[] = [];
  const attempt = async (write: () => Promise<void>) => {
    try {
      await write();
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      failures.push(error);
    }
  };
  // No colour in a file unless it is asked for; and no terminal that a line could be too long for.
  const text = { all: layout.all, color: layout.color ?? false, width: 110 };
  for (const { format, file } of layout.reports) {
    if (file === undefined) continue;
    await attempt(async () => {
      refuseInput(file, findings);
      replaceFile(file, await layOut(format, findings, text));
      files.push(file);
    });
  }
  const summary = layout.stepSummary && env['GITHUB_STEP_SUMMARY'];
  if (summary) await attempt(async () => append(summary, await layOut('markdown', findings, text)));
  return { files, failures };
}

/** A slip on the command line must not cost a config. */
function refuseInput(path: string, { files }: Findings): void {
  const report = identity(path);
  if (report && files.some(({ file }) => identity(file) === report))
    throw new Failure(
      `${path} is one of the files judged, and is left as it is; name another for the report`,
    );
}

/** What stays the same whichever name a file is called by. */
function identity(path: string): string | undefined {
  try {
    const stats = statSync(path);
    return stats.isFile() ? `${stats.dev}:${stats.ino}` : undefined;
  } catch {
    return undefined;
  }
}

function append(path: string, text: string): void {
  try {
    appendFileSync(path, text);
  } catch (error) {
    throw cannotWrite(path, error);
  }
}
