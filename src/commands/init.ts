import type { Command } from 'commander';
import { type Call, examples } from './command.ts';
import { createFile } from './create-file.ts';
import { skeleton } from './skeleton.ts';

export function define(command: Command, call: Call): void {
  command
    .description(
      'Writes a commented declarative config that is valid as it stands and teaches the format by examples. ' +
        'A file that exists is never touched.',
    )
    .argument('[file]', 'where to, or - for standard output', 'kong.yml')
    .addHelpText(
      'after',
      examples('$ dbless init', '$ dbless init gateway/kong.yml', '$ dbless init - > kong.yml'),
    )
    .action((file: string) => init(file, call));
}

function init(file: string, { world, asKong }: Call): void {
  if (file === '-') {
    world.stdout.write(skeleton);
    return;
  }
  createFile(file, skeleton);
  if (!asKong) world.stderr.write(`Wrote ${file}. Check it at any time with: dbless parse ${file}\n`);
}
