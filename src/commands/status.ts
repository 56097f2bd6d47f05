import type { Command } from 'commander';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { Fleet } from '../fleet/fleet.ts';
import { payloadsOf } from '../fleet/payload.ts';
import {
  type NodeStatus,
  type State,
  type StatusVerdict,
  statusOf,
  verdictOfStatus,
} from '../fleet/status.ts';
import { safe } from '../reporters/cells.ts';
import { style } from '../reporters/style.ts';
import { type Call, examples, Failure } from './command.ts';
import { gatherConfig } from './fleet/gather-config.ts';
import { gatherNodes } from './fleet/gather-nodes.ts';
import { addNodeOptions, readNodeOptions } from './fleet/node-options.ts';
import { showFindings, textOptions, withoutLines } from './fleet/show-findings.ts';
import type { AskOptions } from './fleet/sides.ts';
import { addKongConfOptions } from './kong-conf/options.ts';
import { addOutsideOptions } from './outside/options.ts';

interface Options extends AskOptions {
  format: 'pretty' | 'json';
}

export function define(command: Command, call: Call): void {
  command
    .description(
      'Asks every node what it holds, and says which are in sync: with a config, or without one with what most nodes hold.',
    )
    .argument('[file]', 'the config that they should hold, as JSON or as it is');
  addNodeOptions(command);
  command
    .addOption(
      command.createOption('--format <format>', 'how to print').choices(['pretty', 'json']).default('pretty'),
    )
    .option('--schemas <folder>', 'know the plugins and entity types described there, too');
  addKongConfOptions(command);
  addOutsideOptions(command);
  command
    .addHelpText(
      'after',
      examples(
        '$ dbless node --port 0 --count 3 > nodes.txt & sleep 1; dbless status --nodes @nodes.txt; kill $!',
        'dbless status kong.yml --nodes nodes.yml --select group=edge',
      ),
    )
    .action((file: string | undefined) =>
      showStatus(file, command.optsWithGlobals<Options>(), command, call),
    );
}

/** Gathers nodes, asks them, prints the table. */
async function showStatus(
  file: string | undefined,
  options: Options,
  command: Command,
  call: Call,
): Promise<void> {
  const { world } = call;
  const settings = readNodeOptions(options, command, world);
  const judged = file === undefined ? undefined : await gatherConfig(file, options, call);
  if (judged && !judged.config)
    throw new Failure(judged.findings.diagnostics.map(({ message }) => message).join('; '));
  const { nodes, findings, valid } = await gatherNodes(options, command, world);
  await showFindings(findings, options, world);
  if (!valid) return end(call, exitCodes.failed);

  const never = new AbortController().signal;
  const fleet = new Fleet(nodes, { ...settings, env: world.env, stop: never, abort: never });
  const problems = fleet.connections.checkKeys();
  if (problems.length > 0) {
    await showFindings(withoutLines(problems), options, world);
    return end(call, exitCodes.failed);
  }
  const surveys = await fleet.survey(new Set());
  fleet.connections.close();
  const statuses = statusOf(nodes, surveys, judged && payloadsOf(judged.config!, false).first);
  world.stdout.write(options.format === 'json' ? asJson(statuses) : table(statuses, options, call));
  end(call, codes[verdictOfStatus(statuses)]);
}

const codes: Record<StatusVerdict, ExitCode> = {
  fine: exitCodes.fine,
  drift: exitCodes.differencesFound,
  some: exitCodes.someNodesFailed,
  all: exitCodes.allNodesFailed,
};

function table(statuses: readonly NodeStatus[], options: Options, { world }: Call): string {
  const paint = style(textOptions(world.stdout, options, world.env).color);
  const colors: Partial<Record<State, (text: string) => string>> = {
    drift: paint.severity.warning,
    empty: paint.severity.warning,
    unreachable: paint.severity.error,
    'not DB-less': paint.severity.error,
  };
  const head = ['NODE', 'VERSION', 'HASH', 'STATE'];
  const rows = statuses.map(({ node, version, hash, state }) =>
    [node.name, version ?? '-', hash ?? '-', state].map(safe),
  );
  const widths = head.map((title, index) => Math.max(title.length, ...rows.map((row) => row[index]!.length)));
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, index) => cell.padEnd(widths[index]!))
      .slice(0, 3)
      .join('  ');
  return [
    `${paint.faint(`${line(head)}  STATE`)}\n`,
    ...rows.map((row, index) => {
      const { state, detail } = statuses[index]!;
      return `${line(row)}  ${(colors[state] ?? String)(state)}${detail ? paint.faint(` ${safe(detail)}`) : ''}\n`;
    }),
  ].join('');
}

const asJson = (statuses: readonly NodeStatus[]): string =>
  `${JSON.stringify(
    {
      nodes: statuses.map(({ node, ...rest }) => ({ node: node.name, url: node.url, ...rest })),
      status: verdictOfStatus(statuses),
    },
    null,
    2,
  )}\n`;

function end(call: Call, code: ExitCode): void {
  call.exitCode = code;
}
