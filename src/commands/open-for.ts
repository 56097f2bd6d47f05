import type { Command } from 'commander';
import { type Opened, open } from '../config/open.ts';
import type { Call } from './command.ts';
import { complain, findingsIn, type Showing } from './complain.ts';
import { parseSize } from './gather/size.ts';
import type { InputOptions } from './input-options.ts';
import { type Node, nodeFor } from './kong-conf/index.ts';
import type { KongConfOptions } from './kong-conf/options.ts';
import { gatherOne } from './one-file.ts';
import { type OutsideOptions, outsideOf } from './outside/options.ts';

interface Options extends InputOptions, OutsideOptions, KongConfOptions, Showing {}

/**
 * One config, judged for the node that the options mean. What is wrong with either is said on stderr; nothing is opened
 * if a node would refuse it.
 */
export async function openFor(
  name: string,
  options: Options,
  command: Command,
  call: Call,
): Promise<{ opened?: Opened; bytes?: Uint8Array; node: Node }> {
  const maxSize = parseSize(options.maxSize);
  if (maxSize === undefined)
    return command.error(`error: "${options.maxSize}" is no size: write 512m, 1g or a number of bytes`);
  const node = await nodeFor(options, call);
  const { registry } = node;
  await complain(node.findings, options, call);
  if (!registry) return { node };
  const outside = await outsideOf(options, call.world.env);
  const gathered = await gatherOne(name, { ...options, maxSize }, call);
  const { file } = gathered;
  if ('finding' in gathered) {
    await complain([findingsIn(file, [gathered.finding], () => '', options)], options, call);
    return { node };
  }
  const { bytes, format } = gathered;
  const opened = open(bytes, { filename: file, format, registry, outside });
  await complain([findingsIn(file, opened.diagnostics(), opened.excerpt, options)], options, call);
  return opened.valid ? { opened, bytes, node } : { node };
}
