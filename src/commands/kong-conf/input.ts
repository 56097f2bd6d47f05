import type { Command } from 'commander';
import type { Registry } from '../../schema/registry.ts';
import { type Call, Failure } from '../command.ts';
import { complain, type Showing } from '../complain.ts';
import { type InputOptions, inputOf } from '../input-options.ts';
import { nodeFor } from './index.ts';
import type { KongConfOptions } from './options.ts';

/** For a command that makes something of a config, for the node that it is meant for; what is wrong goes to stderr. */
export async function inputForNode(
  options: InputOptions & KongConfOptions & Showing,
  command: Command,
  call: Call,
): Promise<{ registry: Registry; maxSize: number }> {
  const { maxSize } = inputOf({ ...options, schemas: undefined }, command);
  const { registry, findings } = await nodeFor(options, call);
  await complain(findings, options, call);
  if (registry && findings.every(({ valid }) => valid)) return { registry, maxSize };
  throw new Failure('it is not known for which node the config is meant');
}
