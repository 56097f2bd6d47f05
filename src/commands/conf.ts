import type { Command } from 'commander';
import type { Diagnostic, Result } from '../diagnostic.ts';
import { exitCodes } from '../exit-codes.ts';
import {
  type ConfFile,
  DEFAULT_PLACES,
  type KongConf,
  locateFile,
  maskedLines,
  readKongConf,
} from '../kong-conf/index.ts';
import { citedLines } from '../reporters/cited-lines.ts';
import type { FileFindings } from '../reporters/findings.ts';
import { reporters } from '../reporters/index.ts';
import { firstOfEachCode } from '../reporters/quota.ts';
import { type Call, examples } from './command.ts';
import { confFormats } from './conf-formats.ts';
import { isStdin, readStream } from './gather/stream.ts';
import { wantsColor } from './report.ts';

interface Options {
  conf?: string;
  format: keyof typeof confFormats;
  all: boolean;
  color?: boolean;
}

/** No kong.conf is larger, unless it holds a whole config. */
const LARGEST = 64 * 1024 * 1024;

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
  const located = await find(options.conf, call);
  const conf: Result<KongConf> = located.value
    ? readKongConf({ ...located.value, env: world.env })
    : { diagnostics: located.diagnostics };

  if (conf.value) world.stdout.write(confFormats[options.format](conf.value, options.all));
  if (conf.diagnostics.length > 0) await complain(conf.diagnostics, located.value, options, call);
  if (conf.diagnostics.some(({ severity }) => severity === 'error')) call.exitCode = exitCodes.failed;
}

async function find(name: string | undefined, { world }: Call): Promise<Result<ConfFile>> {
  if (name === undefined || !isStdin(name)) return locateFile(name, DEFAULT_PLACES);
  const read = await readStream('<stdin>', world.stdin, LARGEST);
  if ('finding' in read) return { diagnostics: [read.finding] };
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(read.bytes);
  return { value: { file: '<stdin>', text }, diagnostics: [] };
}

/** Findings go to stderr: the settings are the result. */
async function complain(
  diagnostics: Diagnostic[],
  conf: ConfFile | undefined,
  { conf: name, color, all }: Options,
  { world }: Call,
): Promise<void> {
  const report = await reporters.pretty.load();
  const lines = citedLines(() => maskedLines(conf?.text ?? ''), firstOfEachCode(diagnostics, all));
  const isInFile = ({ at, code }: Diagnostic) => at !== undefined || code === 'unreadable-file';
  const inFile = diagnostics.filter(isInFile);
  const elsewhere = diagnostics.filter((diagnostic) => !isInFile(diagnostic));
  const findings = (file: string, some: Diagnostic[]): FileFindings[] => {
    const valid = some.every(({ severity }) => severity !== 'error');
    return some.length === 0 ? [] : [{ file, valid, entities: 0, diagnostics: some, lines }];
  };
  const files = [
    ...findings(conf?.file ?? name ?? 'kong.conf', inFile),
    ...findings('environment', elsewhere),
  ];
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
