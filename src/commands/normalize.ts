import type { Command } from 'commander';
import type { Format } from '../document/index.ts';
import { exitCodes } from '../exit-codes.ts';
import { type NormalizeOptions, normalize } from '../normalize/index.ts';
import { type Call, examples } from './command.ts';
import { complain, findingsIn, type Showing } from './complain.ts';
import { formatOf } from './gather/file.ts';
import type { Gathered } from './gather/index.ts';
import { addInputOptions, type InputOptions } from './input-options.ts';
import { inputForNode } from './kong-conf/input.ts';
import { addKongConfOptions, type KongConfOptions } from './kong-conf/options.ts';
import { gatherOne, targetOf } from './one-file.ts';
import { addOutsideOptions, type OutsideOptions, outsideOf } from './outside/options.ts';

interface Options extends InputOptions, KongConfOptions, OutsideOptions, Showing {
  references: 'name' | 'id';
  ids: boolean;
  defaults: boolean;
  nest: boolean;
  output?: Format;
  outputFile?: string;
  inPlace: boolean;
}

export function define(command: Command, call: Call): void {
  command
    .description(
      'Writes a config in the flat form that Kong derives from it, still as a config: every entity at the top level ' +
        'under its collection, references by name. A node loads the same from it, ids included. Comments move along.',
    )
    .argument('<file>', 'a config, or - for standard input')
    .addOption(
      command
        .createOption('--references <style>', 'how to refer to entities')
        .choices(['name', 'id'])
        .default('name'),
    )
    .option('--ids', 'write every id that Kong derives, not only those that would change', false)
    .option('--defaults', 'write the defaults that Kong fills in', false)
    .option('--nest', 'the other way round: write entities in what they refer to', false)
    .addOption(
      command
        .createOption(
          '--output <format>',
          'how to write it (default: as the file is, or as FILE of -o is called)',
        )
        .choices(['yaml', 'json']),
    )
    .option('-o, --output-file <file>', 'where to write it instead of standard output')
    .option('--in-place', 'write it over the file it comes from', false)
    .option('--all', 'print every finding, not only the first 50 of each code', false);
  addKongConfOptions(command);
  addOutsideOptions(command);
  addInputOptions(command);
  command
    .addHelpText(
      'after',
      examples(
        '$ dbless normalize kong.yml',
        '$ dbless normalize kong.yml --ids --defaults --output json -o flat.json',
        '$ dbless normalize --references id - < kong.yml',
        '$ dbless normalize kong.yml | dbless normalize --nest - > nested.yml',
        '$ dbless normalize --in-place kong.yml',
      ),
    )
    .action((file: string) => normalizeFile(file, command.optsWithGlobals<Options>(), command, call));
}

/** Gathers, asks the layer below, writes. */
async function normalizeFile(name: string, options: Options, command: Command, call: Call): Promise<void> {
  const { registry, maxSize } = await inputForNode(options, command, call);
  const target = targetOf(name, options, command);
  if (target !== undefined) (await import('./replace-file.ts')).assertReplaceable(target);
  const outside = await outsideOf(options, call.world.env);
  const gathered = await gatherOne(name, { ...options, maxSize }, call);
  if ('finding' in gathered) return fail(gathered, options, call);

  const output = options.output ?? (target === undefined ? undefined : formatOf(target));
  const { file, format, bytes } = gathered;
  const style: NormalizeOptions = { ...options, filename: file, format, registry, output, outside };
  const { value, diagnostics, excerpt } = normalize(bytes, style);
  await complain([findingsIn(file, diagnostics, excerpt, options)], options, call);
  if (!value) call.exitCode = exitCodes.failed;
  else if (target === undefined) call.world.stdout.write(value.text);
  else (await import('./replace-file.ts')).replaceFile(target, value.text);
}

async function fail(
  found: Extract<Gathered, { finding: unknown }>,
  options: Options,
  call: Call,
): Promise<void> {
  await complain([findingsIn(found.file, [found.finding], () => '', options)], options, call);
  call.exitCode = exitCodes.failed;
}
