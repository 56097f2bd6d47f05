import type { Command } from 'commander';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { apply } from '../fleet/apply.ts';
import type { Config } from '../fleet/config.ts';
import { failedNodes } from '../fleet/failed-nodes.ts';
import { Fleet } from '../fleet/fleet.ts';
import type { FleetNode } from '../fleet/node.ts';
import { type Payloads, payloadsOf } from '../fleet/payload.ts';
import type { Plan } from '../fleet/plan.ts';
import { type NodeResult, type PushReport, verdictOf } from '../fleet/result.ts';
import { foreseen, twinned } from '../fleet/step-result.ts';
import { WaysBack } from '../fleet/ways-back.ts';
import type { FileFindings } from '../reporters/findings.ts';
import { type PushReporterName, pushReporters } from '../reporters/push/index.ts';
import { type Call, examples, Failure } from './command.ts';
import { gatherConfig, type Judged } from './fleet/gather-config.ts';
import { gatherNodes } from './fleet/gather-nodes.ts';
import { Interrupts } from './fleet/interrupts.ts';
import { addNodeOptions, readNodeOptions } from './fleet/node-options.ts';
import { type Progress, progressOn } from './fleet/progress.ts';
import { entityDiffs } from './fleet/push-diff.ts';
import { addPushOptions, type Pushing, type PushOptions, readPushOptions } from './fleet/push-options.ts';
import { showFindings, textOptions, withoutLines } from './fleet/show-findings.ts';
import { replaceFile } from './replace-file.ts';
import { reportVerdict } from './report.ts';
import { repositoryRoot } from './repository.ts';

export function define(command: Command, call: Call): void {
  command
    .description(
      'Gives every node the same config, and proves that each holds it: by its configuration hash, not by its answer. ' +
        'The config is judged first, and the nodes are asked; what cannot work is not sent.',
    )
    .argument('[file]', 'the config, or - for standard input', 'kong.yml');
  addNodeOptions(command);
  addPushOptions(command);
  command
    .addHelpText(
      'after',
      examples(
        '$ dbless node --port 0 --count 5 > nodes.txt & sleep 1; dbless push kong.yml --nodes @nodes.txt; kill $!',
        'dbless push kong.yml --nodes http://10.0.0.1:8001,http://10.0.0.2:8001',
        'dbless push --nodes nodes.yml --select group=edge --dry-run --diff',
        'dbless push --nodes dns+http://kong-admin.kong.svc:8001 --canary 1 --batch 10% --pause 30s',
        'dbless push --nodes @nodes.txt --max-failures 0 --rollback --previous kong.old.yml',
        'dbless push --nodes @nodes.txt --failed-nodes left.txt || dbless push --nodes @left.txt',
      ),
    )
    .action(async (file: string) => {
      await push(file, command.optsWithGlobals<PushOptions>(), command, call);
    });
}

/** Gathers config and nodes, plans, applies the plan, reports. */
async function push(file: string, options: PushOptions, command: Command, call: Call): Promise<void> {
  const pushing = readPushOptions(options, command);
  const settings = readNodeOptions(options, command, call.world);
  const judged = await gatherConfig(file, options, call);
  if (!judged.config || (options.validate && !judged.findings.valid))
    return refuse(judged.findings, options, call);
  const { nodes, findings, valid } = await gatherNodes(options, command, call.world);
  await showFindings([...judged.about, ...worthSaying(judged, nodes), ...findings], options, call.world);
  if (!valid) return fail(call);

  const interrupts = new Interrupts(call.world, (times) => progress.say(interruption(times)));
  const progress = progressOn(
    call.world.stderr,
    nodes.map(({ name }) => name),
    call.world.stderr.isTTY === true && call.world.env['TERM'] !== 'dumb',
  );
  const fleet = new Fleet(nodes, { ...settings, ...signalsOf(interrupts), env: call.world.env });
  const problems = fleet.connections.checkKeys();
  if (problems.length > 0) {
    progress.end();
    await showFindings(withoutLines(problems), options, call.world);
    return fail(call);
  }
  const previous = await previousConfig(options, call);
  const payloads = payloadsTo(judged.config, pushing);
  const report = await carryOut(
    fleet,
    { config: judged.config, payloads, previous },
    pushing,
    progress,
    interrupts,
  );
  await tell(report, judged, options, call);
}

interface Cargo {
  config: Config;
  payloads: Payloads;
  /** What the nodes hold now, it is said. */
  previous?: Config;
}

async function previousConfig(
  { previous, ...options }: PushOptions,
  call: Call,
): Promise<Config | undefined> {
  if (previous === undefined) return undefined;
  const { config, findings } = await gatherConfig(previous, options, call);
  if (config) return config;
  throw new Failure(findings.diagnostics.map(({ message }) => message).join('; '));
}

/** To a node, references to the environment and to files are text. */
function payloadsTo(config: Config, { isExact }: Pushing): Payloads {
  const payloads = payloadsOf(config, isExact);
  if (config.isCompleted && payloads.first.form === 'exact')
    throw new Failure(
      `${config.file} takes values from the environment or from files, so it cannot be sent as it is${isExact ? '; leave out --exact' : ''}`,
    );
  return payloads;
}

async function carryOut(
  fleet: Fleet,
  { config, payloads, previous }: Cargo,
  pushing: Pushing,
  progress: Progress,
  interrupts: Interrupts,
): Promise<PushReport> {
  try {
    const plan = await fleet.plan(config, payloads, (index) => progress.asked(index));
    const { rollback } = pushing;
    const waysBack = rollback && (await WaysBack.find(fleet, plan, previous, rollback.isBestEffort));
    for (const note of plan.notes) progress.say(`note: ${note}`);
    progress.loading(plan.steps.filter(({ action }) => action === 'load').length);
    if (pushing.diff)
      for (const line of (await entityDiffs(fleet, plan, config)).split('\n')) progress.say(line);
    const nodes = pushing.isDryRun
      ? planned(plan)
      : await apply(fleet, plan, config, { ...pushing, ...(waysBack ? { waysBack } : {}) }, progress);
    const { hash } = plan.payload;
    return { hash, nodes, notes: plan.notes, isDryRun: pushing.isDryRun, interrupted: interrupts.happened };
  } finally {
    progress.end();
    interrupts.release();
    fleet.connections.close();
  }
}

function planned({ steps }: Plan): NodeResult[] {
  const results = steps.map(foreseen);
  return results.map((result, index) => twinned(steps[index]!, result, results));
}

const signalsOf = ({ stop, abort }: Interrupts) => ({ stop, abort });

const interruption = (times: number): string =>
  times === 1
    ? 'interrupted: no further node is started; interrupt once more to give up what is going on'
    : 'interrupted again: giving up what is going on';

async function tell(report: PushReport, judged: Judged, options: PushOptions, call: Call): Promise<void> {
  const { stdout, env } = call.world;
  const diagnostics = report.nodes.flatMap((node) => [...node.diagnostics]);
  const folder = process.cwd();
  const layout = {
    file: judged.findings.file,
    lines: judged.lines(diagnostics),
    folder,
    root: repositoryRoot(folder),
  };
  const text = async (format: PushReporterName, output = textOptions(stdout, options, env)) =>
    (await pushReporters[format]())(report, { ...layout, ...output });
  call.exitCode = exitCodeOf(report);
  stdout.write(await text(options.format));
  if (options.summary)
    replaceFile(options.summary, await text('markdown', { all: false, color: false, width: 110 }));
  if (options.failedNodes) replaceFile(options.failedNodes, failedNodes(report.nodes));
}

export function exitCodeOf({ nodes, isDryRun, interrupted }: PushReport): ExitCode {
  if (interrupted) return exitCodes.interrupted;
  const verdict = verdictOf(nodes);
  if (verdict !== 'success')
    return verdict === 'all_failed' ? exitCodes.allNodesFailed : exitCodes.someNodesFailed;
  const changes = isDryRun && nodes.some(({ outcome }) => outcome === 'would-load');
  return changes ? exitCodes.differencesFound : exitCodes.fine;
}

/** Nothing is sent: the findings are those of `dbless parse`. */
async function refuse(findings: FileFindings, options: PushOptions, call: Call): Promise<void> {
  const format = options.format === 'markdown' ? 'pretty' : options.format;
  const layout = { reports: [{ format }], stepSummary: false, all: false, color: options.color };
  await reportVerdict({ files: [findings], skipped: 0 }, layout, call);
  call.world.stderr.write('nothing was sent\n');
  fail(call);
}

function fail(call: Call): void {
  call.exitCode = exitCodes.failed;
}

/** What matters when there are several nodes, or a network between. */
function worthSaying({ findings, config }: Judged, nodes: readonly FleetNode[]): FileFindings[] {
  const inClear = nodes.filter(({ url }) => /^http:\/\/(?!localhost[:/]|127\.|\[::1\])/.test(`${url}/`));
  const drawn = nodes.length > 1 ? findings.diagnostics.filter(({ code }) => code === 'random-id') : [];
  const diagnostics = [...drawn];
  if (inClear.length > 0 && config!.hasSecrets)
    diagnostics.push({
      code: 'secret-in-clear',
      severity: 'warning',
      message: `the config holds secrets, and ${inClear.length === 1 ? inClear[0]!.name : `${inClear.length} nodes`} would get them by plain http`,
      help: 'use https, or write vault references in place of the secrets',
    });
  return diagnostics.length > 0 ? [{ ...findings, diagnostics }] : [];
}
