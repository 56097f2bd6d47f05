import type { Command } from 'commander';
import { open } from '../../config/open.ts';
import { isRefusal } from '../../fleet/admin-api.ts';
import { Fleet } from '../../fleet/fleet.ts';
import { askHeld, type Held } from '../../fleet/held.ts';
import { outcomes } from '../../fleet/outcomes.ts';
import type { Registry } from '../../schema/registry.ts';
import { type Call, Failure } from '../command.ts';
import { outsideOf } from '../outside/options.ts';
import { type ConfigOptions, gatherConfig } from './gather-config.ts';
import { gatherNodes } from './gather-nodes.ts';
import { type NodeOptions, readNodeOptions } from './node-options.ts';
import { showFindings, withoutLines } from './show-findings.ts';

export type AskOptions = NodeOptions & ConfigOptions & { color?: boolean };

/** A node that could not be asked: another exit code than wrong files. */
export class Unanswered extends Error {}

/** What one node holds; `word` names it as `--nodes` does. */
export async function heldBy(
  word: string | undefined,
  options: AskOptions,
  registry: Registry,
  command: Command,
  call: Call,
): Promise<{ held: Held; name: string } | undefined> {
  const settings = readNodeOptions(options, command, call.world);
  const words = word === undefined ? options : { nodes: [word], select: [] };
  const { nodes, findings, valid } = await gatherNodes(words, command, call.world);
  await showFindings(findings, options, call.world);
  if (!valid) return undefined;
  if (nodes.length > 1) throw new Failure(`that is ${nodes.length} nodes; name one: --select name=NAME`);
  const never = new AbortController().signal;
  const fleet = new Fleet(nodes, { ...settings, env: call.world.env, stop: never, abort: never });
  const problems = fleet.connections.checkKeys();
  if (problems.length > 0) {
    await showFindings(withoutLines(problems), options, call.world);
    return undefined;
  }
  await fleet.connections.prepare();
  const held = await askHeld(fleet.connections.client(0), registry, settings.limits.timeout);
  fleet.connections.close();
  const { name } = nodes[0]!;
  if (!isRefusal(held)) return { held, name };
  const { outcome, detail } = held.reading;
  throw new Unanswered(`${name} ${[outcomes[outcome].words, detail].filter(Boolean).join(': ')}`);
}

/** A file that is valid, as it is compared; undefined when it is not, and that has been said. */
export async function configFrom(file: string, options: AskOptions, registry: Registry, call: Call) {
  const judged = await gatherConfig(file, options, call);
  const { config, findings } = judged;
  if (!config || !findings.valid) {
    await showFindings([findings], options, call.world);
    return undefined;
  }
  const outside = await outsideOf(options, call.world.env);
  const loaded = open(config.bytes, { filename: file, format: config.format, registry, outside });
  return { loaded, name: findings.file };
}
