import type { Command } from 'commander';
import { openRegistry } from '../schema/additions.ts';
import type { Registry } from '../schema/registry.ts';
import { Failure } from './command.ts';
import { parseSize } from './gather/size.ts';

/** What says how configs are read. */
export interface InputOptions {
  schemas?: string;
  stdinFilename?: string;
  maxSize: string;
}

export function addInputOptions(command: Command): void {
  command
    .option('--schemas <folder>', 'know the plugins and entity types described there, too')
    .option('--stdin-filename <name>', 'what to call standard input in findings')
    .option('--max-size <size>', 'refuse files larger than this, for instance 512m or 1g', '512m');
}

/** Wrong usage ends the run here; so does a folder of schemas that cannot be used. */
export function inputOf(
  { schemas, maxSize }: InputOptions,
  command: Command,
): { registry: Registry; maxSize: number } {
  const size = parseSize(maxSize);
  if (size === undefined)
    return command.error(`error: "${maxSize}" is no size: write 512m, 1g or a number of bytes`);
  const { value, diagnostics } = openRegistry(schemas);
  if (value) return { registry: value, maxSize: size };
  throw new Failure(diagnostics.map(({ message, help }) => [message, help].join('; ')).join('\n'));
}
