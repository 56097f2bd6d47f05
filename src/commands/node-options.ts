/** The options of `dbless node`, from words to what a stand-in takes. */
import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { type KongConf, masked } from '../kong-conf/index.ts';
import type { Registry } from '../schema/registry.ts';
import { type Fault, type NodeOptions, parseFault } from '../stand-in/index.ts';
import { type Call, Failure } from './command.ts';
import { parseSize } from './gather/size.ts';
import { type Node, nodeFor } from './kong-conf/index.ts';
import type { KongConfOptions } from './kong-conf/options.ts';

export interface Options extends KongConfOptions {
  port: string;
  count: string;
  host: string;
  statusPort?: string;
  workers: string;
  bodyLimit?: string;
  mapSize?: string;
  tlsCert?: string;
  tlsKey?: string;
  clientCa?: string;
  token?: string;
  config?: string;
  schemas?: string;
  fault?: string[];
}

/** What all nodes have in common. */
export async function commonOptions(options: Options, command: Command, call: Call): Promise<NodeOptions> {
  const { host, token, config } = options;
  const { registry, conf } = await knownNode(options, call);
  return {
    host,
    registry,
    workers: number(options.workers, 'workers', command, 1, 1000),
    bodyLimit: bytes(options.bodyLimit, command) ?? conf?.adminBodySize,
    mapSize: bytes(options.mapSize, command) ?? conf?.lmdbMapSize,
    tls: tlsOf(options, command),
    settings: conf && settingsOf(conf),
    token,
    config: config === undefined ? undefined : contents(config),
  };
}

/** What is wrong with its settings keeps a node from starting. */
async function knownNode(options: Options, call: Call): Promise<Node & { registry: Registry }> {
  const node = await nodeFor(options, call);
  const errors = node.findings.flatMap(({ diagnostics }) =>
    diagnostics.filter(({ severity }) => severity === 'error').map(({ message }) => message),
  );
  if (!node.registry || errors.length > 0) throw new Failure(errors.join('\n'));
  return { ...node, registry: node.registry };
}

/** What GET / shows of them; that there is no database goes without saying. */
function settingsOf({ directives }: KongConf): NodeOptions['settings'] {
  const given = Object.entries(directives).filter(
    ([name, { source, value }]) => source !== 'default' && value !== null && name !== 'database',
  );
  return Object.fromEntries(given.map(([name, directive]) => [name, masked(name, directive)]));
}

function tlsOf({ tlsCert, tlsKey, clientCa }: Options, command: Command): NodeOptions['tls'] {
  if (tlsCert !== undefined && tlsKey !== undefined)
    return {
      cert: contents(tlsCert),
      key: contents(tlsKey),
      clientCa: clientCa === undefined ? undefined : contents(clientCa),
    };
  if (tlsCert !== undefined || tlsKey !== undefined || clientCa !== undefined)
    command.error('error: --tls-cert and --tls-key go together, and --client-ca needs both');
  return undefined;
}

function contents(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new Failure(`cannot read ${file}: the system says ${(error as NodeJS.ErrnoException).code}`);
  }
}

export function faultOf(text: string, command: Command): Fault {
  return (
    parseFault(text) ?? command.error(`error: there is no fault "${text}"\nSee --help for those there are.`)
  );
}

export function number(text: string, option: string, command: Command, least: number, most: number): number {
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (value >= least && value <= most) return value;
  return command.error(`error: --${option} takes a whole number from ${least} to ${most}, not "${text}"`);
}

function bytes(text: string | undefined, command: Command): number | undefined {
  if (text === undefined) return undefined;
  return parseSize(text) ?? command.error(`error: "${text}" is no size: write 10m, 1g or a number of bytes`);
}
