import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import { parse } from '../config/parse.ts';
import type { Diagnostic } from '../diagnostic.ts';
import { citedLines } from '../reporters/cited-lines.ts';
import type { FileFindings } from '../reporters/findings.ts';
import { type ReporterName, reporters } from '../reporters/index.ts';
import { firstOfEachCode } from '../reporters/quota.ts';
import { openRegistry } from '../schema/additions.ts';
import type { Registry } from '../schema/registry.ts';
import { type Call, examples, Failure } from './command.ts';
import { type Gathered, gather } from './gather/index.ts';
import { parseSize } from './gather/size.ts';
import { reportVerdict } from './report.ts';

interface Options {
  format: ReporterName;
  all: boolean;
  schemas?: string;
  stdinFilename?: string;
  maxSize: string;
  color?: boolean;
}

export function define(command: Command, call: Call): void {
  command
    .description(
      'Judges declarative configs as a Kong 3.10 node without a database would: prints `parse successful`, or each ' +
        'mistake with its line and what to do about it.',
    )
    .argument('[files...]', 'files, folders, or - for standard input (default: kong.yml)')
    .addOption(
      command
        .createOption('--format <format>', 'how to report')
        .choices(Object.keys(reporters))
        .default('pretty'),
    )
    .option('--all', 'print every finding, not only the first 50 of each code', false)
    .option('--schemas <folder>', 'know the plugins and entity types described there, too')
    .option('--stdin-filename <name>', 'what to call standard input in the report')
    .option('--max-size <size>', 'refuse files larger than this, for instance 512m or 1g', '512m')
    .addHelpText(
      'after',
      examples(
        '$ dbless parse kong.yml',
        '$ dbless parse configs/ extra.json',
        '$ generate-config | dbless parse - --stdin-filename generated.yml',
        '$ dbless parse --format json kong.yml > report.json',
      ),
    )
    .action(async (files: string[]) => {
      await parseFiles(files, command.optsWithGlobals<Options>(), command, call);
    });
}

/** Gathers, asks the core, reports. */
async function parseFiles(names: string[], options: Options, command: Command, call: Call): Promise<void> {
  const files = names.length > 0 ? names : defaultFile(command, call);
  const maxSize = parseSize(options.maxSize);
  if (maxSize === undefined)
    command.error(`error: "${options.maxSize}" is no size: write 512m, 1g or a number of bytes`);

  const findings: { files: FileFindings[]; skipped: number } = { files: [], skipped: 0 };
  const { value: registry, diagnostics } = openRegistry(options.schemas);
  if (!registry) {
    findings.files.push(unjudged(options.schemas!, diagnostics));
    return reportVerdict(findings, options, call);
  }

  const gathered = gather(files, {
    stdin: () => call.world.stdin,
    stdinName: options.stdinFilename,
    maxSize,
    onSkipped: (skipped) => {
      findings.skipped += skipped;
    },
  });
  for await (const one of gathered) findings.files.push(judge(one, registry, options));

  await reportVerdict(findings, options, call);
}

function judge(gathered: Gathered, registry: Registry, { format, all }: Options): FileFindings {
  const { file } = gathered;
  if ('finding' in gathered) return unjudged(file, [gathered.finding]);
  const verdict = parse(gathered.bytes, { filename: file, format: gathered.format, registry });
  const { valid, entities, diagnostics } = verdict;
  const framed = reporters[format].frames ? firstOfEachCode(diagnostics, all) : [];
  return { file, valid, entities, diagnostics, lines: citedLines(() => verdict.excerpt(), framed) };
}

function unjudged(file: string, diagnostics: Diagnostic[]): FileFindings {
  return { file, valid: false, entities: 0, diagnostics, lines: new Map() };
}

function defaultFile(command: Command, call: Call): string[] {
  if (call.asKong) throw new Failure('which declarative config? Name a file: dbless config parse FILE');
  if (existsSync('kong.yml')) return ['kong.yml'];
  return command.help({ error: true });
}
