import { exitCodes } from '../exit-codes.ts';
import { countInWords } from '../reporters/count.ts';
import type { Findings } from '../reporters/findings.ts';
import { type ReporterName, reporters } from '../reporters/index.ts';
import type { Call, Output, World } from './command.ts';

export interface Layout {
  format: ReporterName;
  all: boolean;
  /** From --color or --no-color; undefined when neither is given. */
  color?: boolean;
}

/**
 * Says whether the files are valid, and sets the exit code. The findings are the result of the command and go to
 * stdout; when they are only warnings, `parse successful` is the result. Scripts written for `kong config` look for
 * failures on stderr.
 */
export async function reportVerdict(findings: Findings, layout: Layout, call: Call): Promise<void> {
  const { world } = call;
  const valid = findings.files.every((file) => file.valid);
  call.exitCode = valid ? exitCodes.fine : exitCodes.failed;

  if (!valid && call.asKong)
    world.stderr.write(`Error: no valid declarative config: ${countInWords(findings)}\n\n`);
  if (layout.format !== 'pretty') {
    world.stdout.write(await layOut(findings, layout, world.stdout, world.env));
  } else if (!valid) {
    const output = call.asKong ? world.stderr : world.stdout;
    output.write(await layOut(findings, layout, output, world.env));
  } else {
    if (hasFindings(findings)) world.stderr.write(await layOut(findings, layout, world.stderr, world.env));
    else if (findings.files.length > 1 || findings.skipped > 0)
      world.stderr.write(`${countInWords(findings)}\n`);
    world.stdout.write('parse successful\n');
  }
}

function hasFindings({ files }: Findings): boolean {
  return files.some(({ diagnostics }) => diagnostics.length > 0);
}

async function layOut(
  findings: Findings,
  layout: Layout,
  output: Output,
  env: World['env'],
): Promise<string> {
  const reporter = await reporters[layout.format].load();
  return reporter(findings, {
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
