import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import type { Diagnostic } from '../diagnostic.ts';
import { type ParseOptions, parse } from '../parse.ts';
import { citedLines } from '../reporters/cited-lines.ts';
import type { FileFindings } from '../reporters/findings.ts';
import { reporters } from '../reporters/index.ts';
import { firstOfEachCode } from '../reporters/quota.ts';
import { type Call, examples, Failure } from './command.ts';
import { type Gathered, gather } from './gather/index.ts';
import { parseSize } from './gather/size.ts';
import { defaultConfig } from './kong-conf/default-config.ts';
import { type Node, nodeFor } from './kong-conf/index.ts';
import { addKongConfOptions, type KongConfOptions } from './kong-conf/options.ts';
import { addOutsideOptions, type OutsideOptions, outsideOf } from './outside/options.ts';
import { type Layout, reportVerdict } from './report.ts';
import { addReportOptions, type ReportOptions, reportsOf } from './report-options.ts';
import { SettingsFinder } from './settings/finder.ts';
import { addSettingsOptions, type SettingsOptions, settingsGiven } from './settings/options.ts';
import { type Settings, settle } from './settings/settings.ts';

interface Options extends ReportOptions, SettingsOptions, KongConfOptions, OutsideOptions {
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
    .argument(
      '[files...]',
      'files, folders, or - for standard input (default: declarative_config of kong.conf, else kong.yml)',
    );
  addReportOptions(command);
  addSettingsOptions(command);
  addKongConfOptions(command);
  addOutsideOptions(command);
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
        "$ echo 'plugins = key-auth, cors' > kong.conf && dbless parse -c kong.conf kong.yml",
        '$ KONG_ROUTER_FLAVOR=traditional dbless parse kong.yml',
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
  const maxSize = parseSize(options.maxSize);
  if (maxSize === undefined)
    command.error(`error: "${options.maxSize}" is no size: write 512m, 1g or a number of bytes`);

  const findings: { files: FileFindings[]; skipped: number } = { files: [], skipped: 0 };
  const outside = await outsideOf(options, call.world.env);
  const node = await nodeFor(options, call);
  for (const about of node.findings) findings.files.push(await settled(about, settings));
  const { registry } = node;
  if (!registry) return reportVerdict(findings, layout, call);

  const named = names.length > 0 ? names : whatNodeLoads(node, command, call);
  const gathered = !Array.isArray(named)
    ? [named]
    : gather(named, {
        stdin: () => call.world.stdin,
        stdinName: options.stdinFilename,
        maxSize,
        onSkipped: (skipped) => {
          findings.skipped += skipped;
        },
      });
  for await (const one of gathered) {
    const file = judge(one, { registry, lint: options.lint, outside }, await settings.for(one.file), layout);
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

/** What is wrong with settings is a finding like others. */
async function settled(about: FileFindings, settings: SettingsFinder): Promise<FileFindings> {
  return { ...about, ...settle(about, await settings.for(about.file)) };
}

function whatNodeLoads({ conf }: Node, command: Command, call: Call): string[] | Gathered {
  const own = defaultConfig(conf);
  if (own !== undefined) return typeof own === 'string' ? [own] : own;
  if (call.asKong) throw new Failure('which declarative config? Name a file: dbless config parse FILE');
  if (existsSync('kong.yml')) return ['kong.yml'];
  return command.help({ error: true });
}
