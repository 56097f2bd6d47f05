import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import { type Opened, open } from '../config/open.ts';
import { exitCodes } from '../exit-codes.ts';
import { type ReporterName, reporters } from '../reporters/index.ts';
import { encodedLike, type TransformResult, transform } from '../transform/index.ts';
import { type Call, examples, Failure } from './command.ts';
import { complain, findingsIn, type Showing } from './complain.ts';
import { addInputOptions, type InputOptions } from './input-options.ts';
import { inputForNode } from './kong-conf/input.ts';
import { addKongConfOptions, type KongConfOptions } from './kong-conf/options.ts';
import { gatherOne, targetOf } from './one-file.ts';
import { addOutsideOptions, type OutsideOptions, outsideOf } from './outside/options.ts';

export interface TransformCommandOptions extends InputOptions, KongConfOptions, OutsideOptions, Showing {
  outputFile?: string;
  inPlace: boolean;
  check: boolean;
  pin: boolean;
  reuse?: string;
  normalize: boolean;
  format: ReporterName;
}

export function define(command: Command, call: Call): void {
  command
    .description(
      'Writes a config whose secrets are hashed as Kong stores them, with _transform: false: a node loads it as it is, ' +
        'and no plain password travels or rests. Everything else of the file stays as it was.',
    )
    .argument('[files...]', 'a config, or - for standard input (default: kong.yml); several with --check')
    .option('-o, --output-file <file>', 'where to write it instead of standard output; only you may read it')
    .option('--in-place', 'write it over the file it comes from', false)
    .option('--check', 'write nothing; exit with 2 and list the places if a plain-text secret is left', false)
    .addOption(
      command
        .createOption('--format <format>', 'how --check reports')
        .choices(Object.keys(reporters))
        .default('pretty'),
    )
    .option('--pin', 'also write out the ids and keys that Kong would draw at random at each load', false)
    .option('--reuse <file>', 'keep the salts, and what was drawn, of an earlier output')
    .option('--normalize', 'write it in the flat form of dbless normalize', false)
    .option('--all', 'print every finding, not only the first 50 of each code', false);
  addOutsideOptions(command);
  addKongConfOptions(command);
  addInputOptions(command);
  command
    .addHelpText(
      'after',
      examples(
        '$ dbless transform kong.yml > hashed.yml',
        '$ dbless transform kong.yml -o hashed.yml --pin',
        '$ dbless transform kong.yml -o hashed.yml --pin --reuse hashed.yml',
        '$ dbless transform --in-place kong.yml && dbless transform --check kong.yml',
        '$ DECK_PASSWORD=secret dbless transform --env DECK_ kong.yml -o hashed.yml',
      ),
    )
    .action(async (files: string[]) => {
      const options = command.optsWithGlobals<TransformCommandOptions>();
      const names = files.length > 0 ? files : defaultFile(command);
      if (options.check)
        await (await import('./transform-check.ts')).checkFiles(names, options, command, call);
      else if (names.length > 1) command.error('error: one file at a time, if not with --check');
      else await transformFile(names[0]!, options, command, call);
    });
}

function defaultFile(command: Command): string[] {
  return existsSync('kong.yml') ? ['kong.yml'] : command.help({ error: true });
}

/** Gathers, asks the layer below, writes. */
async function transformFile(
  name: string,
  options: TransformCommandOptions,
  command: Command,
  call: Call,
): Promise<void> {
  const { registry, maxSize } = await inputForNode(options, command, call);
  const target = targetOf(name, options, command);
  if (target !== undefined) (await import('./replace-file.ts')).assertReplaceable(target);
  const outside = await outsideOf(options, call.world.env);
  const earlier =
    options.reuse === undefined ? undefined : await earlierOutput(options.reuse, options, maxSize, call);
  const gathered = await gatherOne(name, { ...options, maxSize }, call);
  const { file } = gathered;
  if ('finding' in gathered) {
    call.exitCode = exitCodes.failed;
    return complain([findingsIn(file, [gathered.finding], () => '', options)], options, call);
  }

  const bytes = options.normalize
    ? await flattened(gathered.bytes, { filename: file, format: gathered.format, registry, outside })
    : gathered.bytes;
  const opened = open(bytes, { filename: file, format: gathered.format, registry, outside });
  if (options.normalize && opened.valid && bytes === gathered.bytes)
    throw new Failure(`${file} cannot be written flat: dbless normalize says why`);
  const progress = progressOf(call);
  const result = await transform(opened, { pin: options.pin, earlier, onProgress: progress.show });
  progress.end();
  await complain([findingsIn(file, result.diagnostics, opened.excerpt, options)], options, call);
  if (!result.valid) {
    call.exitCode = exitCodes.failed;
    return;
  }
  if (result.text === undefined)
    throw new Failure(`${file} is laid out in a way that cannot be edited safely; try --normalize`);
  tell(file, result, call);
  await deliver(target, result.text, bytes, options, call);
}

/** A file only its owner may read, unless it is there already and written over. */
async function deliver(
  target: string | undefined,
  text: string,
  original: Uint8Array,
  { inPlace }: TransformCommandOptions,
  { world }: Call,
): Promise<void> {
  if (target === undefined) world.stdout.write(text);
  else {
    const { replaceFile } = await import('./replace-file.ts');
    replaceFile(target, encodedLike(original, text), inPlace ? undefined : 0o600);
  }
}

/** What is not valid comes back as it is: its findings are to show its own lines. */
async function flattened(bytes: Uint8Array, options: Parameters<typeof open>[1]): Promise<Uint8Array> {
  const { normalize } = await import('../normalize/index.ts');
  const { value } = normalize(bytes, options);
  return value ? Buffer.from(value.text) : bytes;
}

async function earlierOutput(
  name: string,
  options: TransformCommandOptions,
  maxSize: number,
  call: Call,
): Promise<Opened['judged']> {
  if (!existsSync(name)) return undefined;
  const gathered = await gatherOne(name, { ...options, maxSize }, call);
  const { judged } =
    'finding' in gathered
      ? { judged: undefined }
      : open(gathered.bytes, { filename: name, format: gathered.format });
  if (!judged) throw new Failure(`--reuse: ${name} cannot be read as a config`);
  return judged;
}

function tell(file: string, { isTransformed, notes }: TransformResult, { world }: Call): void {
  if (isTransformed) world.stderr.write(`Note: ${file} has _transform: false already and stays as it is\n`);
  for (const { message, at } of notes) world.stderr.write(`Note: ${file}:${at.line}: ${message}\n`);
}

/** On a terminal, how many of the slow digests are made. */
function progressOf({ world: { stderr } }: Call): { show(done: number, all: number): void; end(): void } {
  let last = 0;
  return {
    show(done, all) {
      if (stderr.isTTY !== true || (Date.now() - last < 100 && done < all)) return;
      last = Date.now();
      stderr.write(`\rhashing client secrets: ${done} of ${all}`);
    },
    end() {
      if (last > 0) stderr.write('\r\x1b[K');
    },
  };
}
