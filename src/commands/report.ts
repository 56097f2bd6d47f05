import { exitCodes } from '../exit-codes.ts';
import { countInWords } from '../reporters/count.ts';
import type { Findings } from '../reporters/findings.ts';
import { reporters } from '../reporters/index.ts';
import type { Call, Output, World } from './command.ts';
import { layOut } from './lay-out.ts';
import type { Written } from './report-files.ts';
import type { Report } from './report-options.ts';

export interface Layout {
  reports: readonly Report[];
  /** Whether a summary goes to the file that GitHub Actions names. */
  stepSummary: boolean;
  all: boolean;
  /** From --color or --no-color; undefined when neither is given. */
  color?: boolean;
}

/**
 * Says whether the files are valid, and sets the exit code. The findings are the result of the command and go to
 * stdout; when they are only warnings, `parse successful` is the result. Scripts written for `kong config` look for
 * failures on stderr. Reports for files are written first, so that they are there whoever stops reading the screen.
 */
export async function reportVerdict(findings: Findings, layout: Layout, call: Call): Promise<void> {
  const { world } = call;
  const valid = findings.files.every((file) => file.valid);
  call.exitCode = valid ? exitCodes.fine : exitCodes.failed;

  const { files, failures } = await writeFiles(findings, layout, world.env);
  if (!valid && call.asKong)
    world.stderr.write(`Error: no valid declarative config: ${countInWords(findings)}\n\n`);
  await show(findings, layout, files, call);
  for (const { message } of failures) {
    world.stderr.write(`Error: ${message}\n`);
    call.exitCode = exitCodes.failed;
  }
}

async function writeFiles(findings: Findings, layout: Layout, env: World['env']): Promise<Written> {
  const hasFiles = layout.stepSummary || layout.reports.some(({ file }) => file !== undefined);
  return hasFiles
    ? (await import('./report-files.ts')).writeReports(findings, layout, env)
    : { files: [], failures: [] };
}

/** The report for the screen; where a person may be reading, how many findings there are, and the verdict. */
async function show(findings: Findings, layout: Layout, written: string[], call: Call): Promise<void> {
  const { stdout, stderr } = call.world;
  const valid = call.exitCode === exitCodes.fine;
  const forPeople = valid || call.asKong ? stderr : stdout;
  const format = layout.reports.find(({ file }) => file === undefined)?.format;
  let isCounted = !valid && call.asKong;
  if (format === 'pretty' && hasFindings(findings)) {
    forPeople.write(await layOutOn(forPeople, format, findings, layout, call.world.env));
    isCounted = true;
  } else if (format && format !== 'pretty') {
    stdout.write(await layOutOn(stdout, format, findings, layout, call.world.env));
    if (!reporters[format].isLog) return;
  }
  if (!isCounted && (hasFindings(findings) || findings.files.length > 1 || findings.skipped > 0))
    forPeople.write(`${[countInWords(findings), ...see(written)].join('; ')}\n`);
  if (valid) stdout.write('parse successful\n');
}

function hasFindings({ files }: Findings): boolean {
  return files.some(({ diagnostics }) => diagnostics.length > 0);
}

function see(files: string[]): string[] {
  return files.length === 0 ? [] : [`see ${files.join(', ')}`];
}

function layOutOn(
  output: Output,
  format: Report['format'],
  findings: Findings,
  layout: Layout,
  env: World['env'],
): Promise<string> {
  return layOut(format, findings, {
    all: layout.all,
    color: layout.color ?? wantsColor(env, output.isTTY === true),
    width: Math.max(40, output.columns ?? 110),
  });
}

/** What no flag decides, the environment does (https://no-color.org), then whether it is a terminal. */
export function wantsColor({ NO_COLOR, FORCE_COLOR, TERM }: World['env'], isTerminal: boolean): boolean {
  if (NO_COLOR) return false;
  if (FORCE_COLOR !== undefined) return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false';
  return isTerminal && TERM !== 'dumb';
}
