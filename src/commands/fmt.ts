import type { Command } from 'commander';
import type { Outside } from '../document/references/index.ts';
import { exitCodes } from '../exit-codes.ts';
import { format } from '../normalize/format.ts';
import type { FileFindings } from '../reporters/findings.ts';
import type { Registry } from '../schema/registry.ts';
import { type Call, examples } from './command.ts';
import { complain, findingsIn, type Showing } from './complain.ts';
import { type Gathered, gather } from './gather/index.ts';
import { isStdin } from './gather/stream.ts';
import { addInputOptions, type InputOptions, inputOf } from './input-options.ts';
import { addOutsideOptions, type OutsideOptions, outsideOf } from './outside/options.ts';

interface Options extends InputOptions, OutsideOptions, Showing {
  write: boolean;
  check: boolean;
}

/** What became of one file. */
interface Outcome {
  findings: FileFindings;
  /** Undefined when it cannot be laid out. */
  text?: string;
  isSame: boolean;
}

export function define(command: Command, call: Call): void {
  command
    .description(
      'Lays out configs in one way: collections in the order in which Kong processes them, keys in that of the schemas, ' +
        'quotes where YAML 1.1 would take a text for something else. Comments stay with what they belong to, and what a ' +
        'node loads stays the same. A file need not be valid, only readable.',
    )
    .argument('[files...]', 'files, folders, or - for standard input (default: kong.yml)')
    .option('--write', 'change the files, instead of printing what they would be', false)
    .option('--check', 'list the files that would change, and exit with 2 if there are any', false)
    .option('--all', 'print every finding, not only the first 50 of each code', false);
  addOutsideOptions(command);
  addInputOptions(command);
  command
    .addHelpText(
      'after',
      examples(
        '$ dbless fmt kong.yml',
        '$ dbless fmt --write kong.yml configs/',
        '$ dbless fmt --check kong.yml',
        '$ generate-config | dbless fmt -',
      ),
    )
    .action((files: string[]) => formatFiles(files, command.optsWithGlobals<Options>(), command, call));
}

/** Gathers, asks the layer below, writes or lists. */
async function formatFiles(names: string[], options: Options, command: Command, call: Call): Promise<void> {
  const files = names.length > 0 ? names : ['kong.yml'];
  if (options.write && options.check)
    command.error('error: --write changes files and --check does not; give one');
  if (options.write && files.some(isStdin))
    command.error('error: --write: standard input is no file to change');
  const { registry, maxSize } = inputOf(options, command);
  const outside = await outsideOf(options, call.world.env);
  const found: FileFindings[] = [];
  const gathered = gather(files, {
    stdin: () => call.world.stdin,
    stdinName: options.stdinFilename,
    maxSize,
    onSkipped: () => {},
  });
  for await (const one of gathered) {
    const outcome = layOut(one, registry, outside, options);
    found.push(outcome.findings);
    await finish(one.file, outcome, options, call);
  }
  await complain(found, options, call);
  if (found.some(({ valid }) => !valid)) call.exitCode = exitCodes.failed;
}

function layOut(
  gathered: Gathered,
  registry: Registry,
  outside: Outside | undefined,
  options: Options,
): Outcome {
  const { file } = gathered;
  if ('finding' in gathered)
    return { findings: findingsIn(file, [gathered.finding], () => '', options), isSame: false };
  const { bytes, format: as } = gathered;
  const { value, diagnostics, excerpt } = format(bytes, { filename: file, format: as, registry, outside });
  const isSame = value !== undefined && Buffer.from(value.text).equals(bytes);
  return { findings: findingsIn(file, diagnostics, excerpt, options), text: value?.text, isSame };
}

async function finish(
  file: string,
  { text, isSame }: Outcome,
  { write, check }: Options,
  call: Call,
): Promise<void> {
  if (text === undefined) return;
  if (!write && !check) call.world.stdout.write(text);
  else if (isSame) return;
  else if (check) {
    call.world.stdout.write(`${file}\n`);
    call.exitCode = exitCodes.differencesFound;
  } else {
    (await import('./replace-file.ts')).replaceFile(file, text);
    call.world.stderr.write(`Laid out ${file}\n`);
  }
}
