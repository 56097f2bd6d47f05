import type { Command } from 'commander';
import { open } from '../config/open.ts';
import { exitCodes } from '../exit-codes.ts';
import type { FileFindings } from '../reporters/findings.ts';
import { findPlainSecrets } from '../transform/index.ts';
import type { Call } from './command.ts';
import { findingsIn } from './complain.ts';
import { type Gathered, gather } from './gather/index.ts';
import { inputForNode } from './kong-conf/input.ts';
import { layOut } from './lay-out.ts';
import { outsideOf } from './outside/options.ts';
import { wantsColor } from './report.ts';
import type { TransformCommandOptions } from './transform.ts';

/** Lists where plain-text secrets are left; writes no file. */
export async function checkFiles(
  names: string[],
  options: TransformCommandOptions,
  command: Command,
  call: Call,
): Promise<void> {
  const { outputFile, inPlace, reuse } = options;
  if (outputFile !== undefined || inPlace || reuse !== undefined)
    command.error('error: --check writes nothing; leave out -o, --in-place and --reuse');
  const { registry, maxSize } = await inputForNode(options, command, call);
  const { world } = call;
  const outside = await outsideOf(options, world.env);
  let skipped = 0;
  const onSkipped = (count: number) => {
    skipped += count;
  };
  const stdinName = options.stdinFilename;
  const files: FileFindings[] = [];
  for await (const one of gather(names, { stdin: () => world.stdin, stdinName, maxSize, onSkipped }))
    files.push(check(one, { registry, outside }, options));

  const found = files.flatMap(({ diagnostics }) => diagnostics);
  if (found.length > 0 || options.format !== 'pretty') {
    const color = options.color ?? wantsColor(world.env, world.stdout.isTTY === true);
    const width = Math.max(40, world.stdout.columns ?? 110);
    world.stdout.write(await layOut(options.format, { files, skipped }, { all: options.all, color, width }));
  } else world.stdout.write('no plain-text secrets\n');
  if (found.length > 0) call.exitCode = exitCodes.differencesFound;
  if (files.some(({ valid }) => !valid)) call.exitCode = exitCodes.failed;
}

/** The plain-text secrets of one file, or what keeps them from being found. */
function check(
  gathered: Gathered,
  reading: Parameters<typeof open>[1],
  options: TransformCommandOptions,
): FileFindings {
  const { file } = gathered;
  if ('finding' in gathered) return findingsIn(file, [gathered.finding], () => '', options);
  const opened = open(gathered.bytes, { ...reading, filename: file, format: gathered.format });
  const diagnostics = opened
    .diagnostics(findPlainSecrets(opened))
    .filter(({ code, severity }) => code === 'plaintext-secret' || severity === 'error');
  const entities = opened.judged?.entries.length ?? 0;
  return { ...findingsIn(file, diagnostics, opened.excerpt, options), entities };
}
