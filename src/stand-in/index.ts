/** The layer's door: honest stand-ins of DB-less nodes, and dishonest ones where asked for. */
import type { RequestListener } from 'node:http';
import type { Route } from './api/call.ts';
import { adminRoutes, statusRoutes } from './api/routes.ts';
import { type Fault, parseFault } from './faults/index.ts';
import type { Collections } from './held/held.ts';
import { md5 } from './held/held.ts';
import { judgeConfig, readConfig } from './held/load.ts';
import { storedForm } from './held/transformations.ts';
import { exchange, type Surroundings } from './http/exchange.ts';
import { type Listening, listen, type Tls } from './http/listen.ts';
import { type Received, RequestLog } from './http/log.ts';
import { Kong, type KongOptions } from './kong.ts';

export { type Fault, faultTable, parseFault } from './faults/index.ts';
export { byteCount } from './faults/values.ts';
export type { Collections } from './held/held.ts';
export type { Tls } from './http/listen.ts';
export type { Received } from './http/log.ts';

export interface NodeOptions extends KongOptions {
  /** Default 127.0.0.1. */
  host?: string;
  /** Default 0: any that is free. */
  port?: number;
  /** Of the Status API; without it there is none. */
  statusPort?: number;
  tls?: Tls;
  /** Only who shows it as Kong-Admin-Token is let in. */
  token?: string;
  /** As on the command line: `slow=3s`, `post:html=503x2`. */
  faults?: readonly (string | Fault)[];
  /** What it holds from the start, as text. */
  config?: string | Uint8Array;
}

export interface Loaded {
  /** The true one, whatever the node says. */
  hash: string;
  /** By collection and primary key, as stored. */
  entities: Readonly<Collections>;
  /** How many loads there have been. */
  loads: number;
}

export interface Node {
  /** Of the Admin API. */
  url: string;
  statusUrl?: string;
  nodeId: string;
  /** What it really holds. */
  loaded: Loaded;
  /** The newest requests to the Admin API, oldest first. */
  requests: readonly Received[];
  /** From now on with these faults, and no others. */
  misbehave(...faults: string[]): void;
  close(): Promise<void>;
}

/** Throws for a fault that is none, a config that is not valid, a port that is taken. */
export async function startNode(options: NodeOptions = {}): Promise<Node> {
  const { host = '127.0.0.1', port = 0, statusPort, tls, token } = options;
  const kong = new Kong(options);
  if (options.config !== undefined) await boot(kong, Buffer.from(options.config));
  const started = (list: readonly (string | Fault)[]) => list.map((fault) => faultFrom(fault).start());
  const faults = started(options.faults ?? []);
  const [log, ending] = [new RequestLog(), new AbortController()];
  const around: Surroundings = {
    kong,
    routes: adminRoutes(kong.registry),
    faults,
    token,
    asksForCertificate: tls?.clientCa !== undefined,
    log,
    signal: ending.signal,
  };
  const admin = await listen(handler(around), { host, port, tls });
  if (faults.some(({ behaviour }) => behaviour.listens === false)) await admin.close();
  const beside = {
    ...around,
    routes: statusRoutes,
    faults: [],
    token: undefined,
    asksForCertificate: false,
    log: new RequestLog(),
  };
  const status = statusPort === undefined ? undefined : await besides(admin, beside, host, statusPort);
  return {
    url: urlOf(tls ? 'https' : 'http', host, admin.port),
    ...(status ? { statusUrl: urlOf('http', host, status.port) } : {}),
    get nodeId() {
      return kong.nodeId;
    },
    get loaded() {
      const { hash, entities, loads } = kong.held;
      return { hash, entities, loads };
    },
    requests: log.received,
    misbehave(...list) {
      around.faults = started(list);
    },
    async close() {
      ending.abort();
      await Promise.all([admin.close(), status?.close()]);
    },
  };
}

function faultFrom(fault: string | Fault): Fault {
  const parsed = typeof fault === 'string' ? parseFault(fault) : fault;
  if (!parsed) throw new Error(`there is no fault "${fault}"`);
  return parsed;
}

const handler =
  (around: Surroundings): RequestListener =>
  (incoming, response) => {
    incoming.on('error', () => undefined);
    response.on('error', () => undefined);
    exchange(around, incoming, response).catch((error: unknown) => response.destroy(error as Error));
  };

/** Without the first port, the second is of no use. */
async function besides(
  admin: Listening,
  around: Surroundings & { routes: readonly Route[] },
  host: string,
  port: number,
): Promise<Listening> {
  try {
    return await listen(handler(around), { host, port });
  } catch (error) {
    await admin.close();
    throw error;
  }
}

const urlOf = (scheme: string, host: string, port: number): string =>
  `${scheme}://${host.includes(':') ? `[${host}]` : host}:${port}`;

/** As with `declarative_config`: the hash is that of the file. */
async function boot(kong: Kong, bytes: Buffer): Promise<void> {
  const reading = readConfig(bytes);
  const verdict = 'error' in reading ? undefined : judgeConfig(reading, kong.registry, kong.now());
  if (verdict?.kind !== 'valid')
    throw new Error('the config to start with is not valid; `dbless parse` says why');
  kong.held.replace(await storedForm(verdict.flat), md5(bytes));
}
