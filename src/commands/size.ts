import type { Command } from 'commander';
import { exitCodes } from '../exit-codes.ts';
import { sizeOf } from '../export/size.ts';
import { readKongConf } from '../kong-conf/index.ts';
import { sizeScreen } from '../reporters/size.ts';
import { type Call, examples } from './command.ts';
import { addInputOptions, type InputOptions } from './input-options.ts';
import { addKongConfOptions, type KongConfOptions } from './kong-conf/options.ts';
import { openFor } from './open-for.ts';
import { addOutsideOptions, type OutsideOptions } from './outside/options.ts';

interface Options extends InputOptions, OutsideOptions, KongConfOptions {
  format: 'pretty' | 'json';
  all: boolean;
  color?: boolean;
}

export function define(command: Command, call: Call): void {
  command
    .description(
      'Says what a config takes of the memory of a node and how much of that the node has, which entities take most, and ' +
        'which ways of delivery it is too large for.',
    )
    .argument('<file>', 'a config, or - for standard input')
    .addOption(
      command
        .createOption('--format <format>', 'how to print it')
        .choices(['pretty', 'json'])
        .default('pretty'),
    )
    .option('--all', 'print every finding, not only the first 50 of each code', false);
  addOutsideOptions(command);
  addInputOptions(command);
  addKongConfOptions(command);
  command
    .addHelpText(
      'after',
      examples(
        '$ dbless size kong.yml',
        '$ KONG_LMDB_MAP_SIZE=64m dbless size kong.yml',
        '$ dbless size --format json - < kong.yml',
      ),
    )
    .action((file: string) => showSize(file, command.optsWithGlobals<Options>(), command, call));
}

/** Gathers, asks the layer below, reports. */
async function showSize(name: string, options: Options, command: Command, call: Call): Promise<void> {
  const { opened, bytes, node } = await openFor(name, options, command, call);
  if (!opened || !bytes) {
    call.exitCode = exitCodes.failed;
    return;
  }
  const conf = node.conf ?? readKongConf({ text: '', env: {}, withFiles: false }).value!;
  const report = sizeOf(opened, bytes.length, conf);
  const file = name === '-' ? (options.stdinFilename ?? '<stdin>') : name;
  call.world.stdout.write(
    options.format === 'json'
      ? `${JSON.stringify({ version: 1, file, ...report }, null, 2)}\n`
      : sizeScreen(file, report),
  );
}
