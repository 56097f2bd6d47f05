import type { Command } from 'commander';
import { exitCodes } from '../exit-codes.ts';
import { dump } from '../fleet/dump.ts';
import { type Call, examples } from './command.ts';
import { addNodeOptions } from './fleet/node-options.ts';
import { openGivenRegistry } from './fleet/registry.ts';
import { showFindings } from './fleet/show-findings.ts';
import { type AskOptions, heldBy, Unanswered } from './fleet/sides.ts';
import { replaceFile } from './replace-file.ts';

interface Options extends AskOptions {
  withSecrets: boolean;
  defaults: boolean;
  nest: boolean;
  outputFile?: string;
}

export function define(command: Command, call: Call): void {
  command.description(
    'Writes what a node holds as a config that can be reviewed: without what Kong fills in by itself, references by name, ' +
      'secrets masked.',
  );
  addNodeOptions(command);
  command
    .option('--with-secrets', 'write secrets as they are, so that the config can be loaded again', false)
    .option('--defaults', 'write the defaults that Kong fills in, too', false)
    .option('--nest', 'write entities in what they refer to', false)
    .option('--schemas <folder>', 'know the plugins and entity types described there, too')
    .option('-o, --output-file <file>', 'where to write it instead of standard output')
    .addHelpText(
      'after',
      examples(
        '$ dbless node --port 0 > nodes.txt & sleep 1; dbless dump --nodes @nodes.txt; kill $!',
        'dbless dump --nodes https://kong-1:8444 --with-secrets -o held.yml',
      ),
    )
    .action(() => dumpNode(command.optsWithGlobals<Options>(), command, call));
}

/** Asks the node, writes what it holds. */
async function dumpNode(options: Options, command: Command, call: Call): Promise<void> {
  const registry = openGivenRegistry(options.schemas);
  try {
    const asked = await heldBy(undefined, options, registry, command, call);
    if (!asked) return fail(call, exitCodes.failed);
    const { text, diagnostics } = dump(asked.held, { ...options, registry, secrets: options.withSecrets });
    if (diagnostics.length > 0) await explain(asked.name, diagnostics, options, call);
    const head = options.withSecrets ? '' : '# Secrets are masked; dbless dump --with-secrets writes them.\n';
    if (options.outputFile) replaceFile(options.outputFile, head + text);
    else call.world.stdout.write(head + text);
  } catch (error) {
    if (!(error instanceof Unanswered)) throw error;
    call.world.stderr.write(`Error: ${error.message}\n`);
    fail(call, exitCodes.allNodesFailed);
  }
}

/** A config that is not understood is written as it is. */
async function explain(
  file: string,
  diagnostics: Parameters<typeof showFindings>[0][number]['diagnostics'],
  options: Options,
  { world }: Call,
): Promise<void> {
  const warnings = diagnostics.map(({ at: _, ...one }) => ({ ...one, severity: 'warning' as const }));
  await showFindings(
    [{ file, valid: true, entities: 0, diagnostics: warnings, lines: new Map() }],
    options,
    world,
  );
  world.stderr.write(
    'what the node holds is not known to dbless in every part, so it is written as the node writes it\n',
  );
}

function fail(call: Call, code: Call['exitCode']): void {
  call.exitCode = code;
}
