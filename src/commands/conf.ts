import type { Command } from 'commander';
import type { Result } from '../diagnostic.ts';
import { exitCodes } from '../exit-codes.ts';
import { type KongConf, readKongConf } from '../kong-conf/index.ts';
import type { FileFindings } from '../reporters/findings.ts';
import { reporters } from '../reporters/index.ts';
import { type Call, examples } from './command.ts';
import { confFormats } from './conf-formats.ts';
import { findConf } from './kong-conf/find.ts';
import { confFindings } from './kong-conf/findings.ts';
import { wantsColor } from './report.ts';

interface Options {
  conf?: string;
  format: keyof typeof confFormats;
  all: boolean;
  color?: boolean;
}

export function define(command: Command, call: Call): void {
  command
    .description(
      'Prints the settings a Kong 3.10 node would have, and where each comes from: kong.conf, the environment ' +
        '(KONG_*), or the default. Secrets are masked.',
    )
    .option(
      '-c, --conf <file>',
      'the kong.conf, or - for standard input (default: /etc/kong/kong.conf or /etc/kong.conf, if there)',
    )
    .addOption(
      command
        .createOption('--format <format>', 'how to print')
        .choices(Object.keys(confFormats))
        .default('pretty'),
    )
    .option('--all', 'print defaults, too, and every finding, not only the first 50 of each code', false)
    .addHelpText(
      'after',
      examples(
        '$ dbless conf',
        "$ echo 'plugins = bundled, my-plugin' > kong.conf && dbless conf -c kong.conf",
        '$ KONG_DATABASE=off KONG_LMDB_MAP_SIZE=512m dbless conf --all',
        '$ dbless conf --format json > node.json',
      ),
    )
    .action(async () => {
      await showConf(command.optsWithGlobals<Options>(), call);
    });
}

/** Finds the file, asks the layer below, prints what it says and what is wrong. */
async function showConf(options: Options, call: Call): Promise<void> {
  const { world } = call;
  const located = await findConf(options.conf, call);
  const conf: Result<KongConf> = located.value
    ? readKongConf({ ...located.value, env: world.env })
    : { diagnostics: located.diagnostics };

  if (conf.value) world.stdout.write(confFormats[options.format](conf.value, options.all));
  const { file = options.conf, text } = located.value ?? {};
  const findings = confFindings(conf.diagnostics, { file, text }, options.all);
  if (findings.length > 0) await complain(findings, options, call);
  if (findings.some(({ valid }) => !valid)) call.exitCode = exitCodes.failed;
}

/** Findings go to stderr: the settings are the result. */
async function complain(files: FileFindings[], { color, all }: Options, { world }: Call): Promise<void> {
  const report = await reporters.pretty.load();
  world.stderr.write(
    report(
      { files, skipped: 0 },
      {
        all,
        color: color ?? wantsColor(world.env, world.stderr.isTTY === true),
        width: Math.max(40, world.stderr.columns ?? 110),
      },
    ),
  );
}
