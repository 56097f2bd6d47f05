import { type ExitCode, exitCodes } from '../../exit-codes.ts';
import { failedNodes } from '../../fleet/failed-nodes.ts';
import { type PushReport, verdictOf } from '../../fleet/result.ts';
import type { FileFindings } from '../../reporters/findings.ts';
import { type PushReporterName, pushReporters } from '../../reporters/push/index.ts';
import type { Call } from '../command.ts';
import { replaceFile } from '../replace-file.ts';
import { reportVerdict } from '../report.ts';
import { repositoryRoot } from '../repository.ts';
import type { Judged } from './gather-config.ts';
import type { PushOptions } from './push-options.ts';
import { textOptions } from './show-findings.ts';

/** Prints the report, writes the files that were asked for, sets the exit code. */
export async function tell(
  report: PushReport,
  judged: Judged,
  options: PushOptions,
  call: Call,
): Promise<void> {
  const { stdout, env } = call.world;
  const diagnostics = report.nodes.flatMap((node) => [...node.diagnostics]);
  const folder = process.cwd();
  const layout = {
    file: judged.findings.file,
    lines: judged.lines(diagnostics),
    folder,
    root: repositoryRoot(folder),
  };
  const text = async (format: PushReporterName, output = textOptions(stdout, options, env)) =>
    (await pushReporters[format]())(report, { ...layout, ...output });
  call.exitCode = exitCodeOf(report);
  stdout.write(await text(options.format));
  if (options.summary)
    replaceFile(options.summary, await text('markdown', { all: false, color: false, width: 110 }));
  if (options.failedNodes) replaceFile(options.failedNodes, failedNodes(report.nodes));
}

function exitCodeOf({ nodes, isDryRun, interrupted }: PushReport): ExitCode {
  if (interrupted) return exitCodes.interrupted;
  const verdict = verdictOf(nodes);
  if (verdict !== 'success')
    return verdict === 'all_failed' ? exitCodes.allNodesFailed : exitCodes.someNodesFailed;
  const changes = isDryRun && nodes.some(({ outcome }) => outcome === 'would-load');
  return changes ? exitCodes.differencesFound : exitCodes.fine;
}

/** Nothing is sent: the findings are those of `dbless parse`. */
export async function refuse(findings: FileFindings, options: PushOptions, call: Call): Promise<void> {
  const format = options.format === 'markdown' ? 'pretty' : options.format;
  const layout = { reports: [{ format }], stepSummary: false, all: false, color: options.color };
  await reportVerdict({ files: [findings], skipped: 0 }, layout, call);
  call.world.stderr.write('nothing was sent\n');
  call.exitCode = exitCodes.failed;
}
