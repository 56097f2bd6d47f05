/** The options of `dbless node`, from words to what a stand-in takes. */
import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { openRegistry } from '../schema/additions.ts';
import { type Fault, type NodeOptions, parseFault } from '../stand-in/index.ts';
import { Failure } from './command.ts';
import { parseSize } from './gather/size.ts';

export interface Options {
  port: string;
  count: string;
  host: string;
  statusPort?: string;
  workers: string;
  bodyLimit: string;
  mapSize: string;
  tlsCert?: string;
  tlsKey?: string;
  clientCa?: string;
  token?: string;
  config?: string;
  schemas?: string;
  fault?: string[];
}

/** What all nodes have in common. */
export function sharedOptions(options: Options, command: Command): NodeOptions {
  const { host, token, tlsCert, tlsKey, clientCa, config, schemas } = options;
  if ((tlsCert === undefined) !== (tlsKey === undefined) || (clientCa !== undefined && tlsCert === undefined))
    command.error('error: --tls-cert and --tls-key go together, and --client-ca needs both');
  return {
    host,
    workers: number(options.workers, 'workers', command, 1, 1000),
    bodyLimit: bytes(options.bodyLimit, command),
    mapSize: bytes(options.mapSize, command),
    ...(token === undefined ? {} : { token }),
    ...(config === undefined ? {} : { config: contents(config) }),
    ...(schemas === undefined ? {} : { registry: registryOf(schemas) }),
    ...(tlsCert === undefined || tlsKey === undefined
      ? {}
      : {
          tls: {
            cert: contents(tlsCert),
            key: contents(tlsKey),
            ...(clientCa === undefined ? {} : { clientCa: contents(clientCa) }),
          },
        }),
  };
}

function registryOf(folder: string) {
  const { value, diagnostics } = openRegistry(folder);
  if (!value) throw new Failure(diagnostics.map(({ message }) => message).join('\n'));
  return value;
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

function bytes(text: string, command: Command): number {
  return parseSize(text) ?? command.error(`error: "${text}" is no size: write 10m, 1g or a number of bytes`);
}
