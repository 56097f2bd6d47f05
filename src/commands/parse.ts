import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import type { Diagnostic } from '../diagnostic.ts';
import { type ParseOptions, parse } from '../parse.ts';
import { citedLines } from '../reporters/cited-lines.ts';
import type { FileFindings } from '../reporters/findings.ts';
import { reporters } from '../reporters/index.ts';
import { firstOfEachCode } from '../reporters/quota.ts';
import { openRegistry } from '../schema/additions.ts';
import { type Call, examples, Failure } from './command.ts';
import { type Gathered, gather } from './gather/index.ts';
import { parseSize } from './gather/size.ts';
import { type Layout, reportVerdict } from './report.ts';
import { addReportOptions, type ReportOptions, reportsOf } from './report-options.ts';
import { SettingsFinder } from './settings/finder.ts';
import { addSettingsOptions, type SettingsOptions, settingsGiven } from './settings/options.ts';
import { type Settings, settle } from './settings/settings.ts';

interface Options extends ReportOptions, SettingsOptions {
  all: boolean;
  lint: boolean;
  stepSummary: boolean;
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
    .argument('[files...]', 'files, folders, or - for standard input (default: kong.yml)');
  addReportOptions(command);
  addSettingsOptions(command);
  command
    .option('--step-summary', 'append a summary to the page of a GitHub Actions run, if it is one', false)
    .option('--no-lint', 'judge as a node does, without warnings of what it loads and you might regret')
    .option('--all', 'print every finding, not only the first 50 of each code', false)
    .option('--schemas <folder>', 'know the plugins and entity types described there, too')
    .option(
      '--stdin-filename <name>',
      'what to call standard input in the report, and where its .dbless.yml is looked for',
    )
    .option('--max-size <size>', 'refuse files larger than this, for instance 512m or 1g', '512m')
    .addHelpText(
      'after',
      examples(
        '$ dbless parse kong.yml',
        '$ dbless parse configs/ extra.json',
        '$ generate-config | dbless parse - --stdin-filename generated.yml',
        '$ dbless parse --format json kong.yml > report.json',
        '$ dbless parse --format pretty --format sarif=kong.sarif --format junit=report.xml configs/',
        '$ dbless parse --format github --step-summary kong.yml',
        '$ dbless parse --ignore duplicate-key,surprising-value --warnings-as-errors kong.yml',
      ),
    )
    .action(async (files: string[]) => {
      await parseFiles(files, command.optsWithGlobals<Options>(), command, call);
    });
}

/** Gathers, asks the core, reports. */
async function parseFiles(names: string[], options: Options, command: Command, call: Call): Promise<void> {
  const layout: Layout = { ...options, reports: await reportsOf(options, command) };
  const settings = new SettingsFinder(await settingsGiven(options, command));
  const files = names.length > 0 ? names : defaultFile(command, call);
  const maxSize = parseSize(options.maxSize);
  if (maxSize === undefined)
    command.error(`error: "${options.maxSize}" is no size: write 512m, 1g or a number of bytes`);

  const findings: { files: FileFindings[]; skipped: number } = { files: [], skipped: 0 };
  const { value: registry, diagnostics } = openRegistry(options.schemas);
  if (!registry) {
    findings.files.push(unjudged(options.schemas!, diagnostics));
    return reportVerdict(findings, layout, call);
  }

  const gathered = gather(files, {
    stdin: () => call.world.stdin,
    stdinName: options.stdinFilename,
    maxSize,
    onSkipped: (skipped) => {
      findings.skipped += skipped;
    },
  });
  for await (const one of gathered) {
    const file = judge(one, { registry, lint: options.lint }, await settings.for(one.file), layout);
    findings.files.push(...settings.takeFindings(), file);
  }

  await reportVerdict(findings, layout, call);
}

function judge(gathered: Gathered, by: ParseOptions, settings: Settings, layout: Layout): FileFindings {
  const { file } = gathered;
  if ('finding' in gathered) return unjudged(file, [gathered.finding]);
  const verdict = parse(gathered.bytes, { ...by, filename: file, format: gathered.format });
  const { valid, diagnostics } = settle(verdict, settings);
  const hasFrames = layout.reports.some(({ format }) => reporters[format].frames);
  const framed = hasFrames ? firstOfEachCode(diagnostics, layout.all) : [];
  const lines = citedLines(() => verdict.excerpt(), framed);
  return { file, valid, entities: verdict.entities, diagnostics, lines };
}

function unjudged(file: string, diagnostics: Diagnostic[]): FileFindings {
  return { file, valid: false, entities: 0, diagnostics, lines: new Map() };
}

function defaultFile(command: Command, call: Call): string[] {
  if (call.asKong) throw new Failure('which declarative config? Name a file: dbless config parse FILE');
  if (existsSync('kong.yml')) return ['kong.yml'];
  return command.help({ error: true });
}
