import type { Command } from 'commander';
import { exitCodes } from '../exit-codes.ts';
import { Fleet } from '../fleet/fleet.ts';
import { type Call, examples } from './command.ts';
import { payloadsTo, previousConfig, worthSaying } from './fleet/cargo.ts';
import { gatherConfig } from './fleet/gather-config.ts';
import { gatherNodes } from './fleet/gather-nodes.ts';
import { Interrupts } from './fleet/interrupts.ts';
import { addNodeOptions, readNodeOptions } from './fleet/node-options.ts';
import { progressOn } from './fleet/progress.ts';
import { addPushOptions, type PushOptions, readPushOptions } from './fleet/push-options.ts';
import { carryOut } from './fleet/push-run.ts';
import { refuse, tell } from './fleet/push-tell.ts';
import { showFindings, withoutLines } from './fleet/show-findings.ts';

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

  const cargo = {
    config: judged.config,
    payloads: payloadsTo(judged.config, pushing),
    previous: await previousConfig(options, call),
  };
  const names = nodes.map(({ name }) => name);
  const isTerminal = call.world.stderr.isTTY === true && call.world.env['TERM'] !== 'dumb';
  const progress = progressOn(call.world.stderr, names, isTerminal);
  const interrupts = new Interrupts(call.world, (times) => progress.say(interruption(times)));
  const { stop, abort } = interrupts;
  const fleet = new Fleet(nodes, { ...settings, stop, abort, env: call.world.env });
  const problems = fleet.connections.checkKeys();
  if (problems.length > 0) {
    progress.end();
    interrupts.release();
    await showFindings(withoutLines(problems), options, call.world);
    return fail(call);
  }
  const report = await carryOut(fleet, cargo, pushing, progress, interrupts);
  await tell(report, judged, options, call);
}

const interruption = (times: number): string =>
  times === 1
    ? 'interrupted: no further node is started; interrupt once more to give up what is going on'
    : 'interrupted again: giving up what is going on';

function fail(call: Call): void {
  call.exitCode = exitCodes.failed;
}
