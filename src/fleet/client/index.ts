/** The client of one node: undici's dispatcher without what lies above it. */
import type { Dispatcher } from 'undici';
import type { FleetNode } from '../node.ts';
import { type Exchange, exchange, type Question } from './exchange.ts';
import { type Env, proxyFor } from './proxy.ts';
import type { Keys, Reach } from './secrets.ts';

export type { Exchange } from './exchange.ts';

type Undici = typeof import('undici');
type Ask = Omit<Question, 'headers'> & { headers?: string[] };

/** The longest that is waited for a connection. */
const CONNECTING = 10_000;

/** Makes clients; loaded with undici only when there is something to ask. */
export class Dialer {
  readonly #undici: Undici;
  readonly #reach: Reach;
  readonly #env: Env;
  readonly #connectors = new Map<string, ReturnType<Undici['buildConnector']>>();

  private constructor(undici: Undici, reach: Reach, env: Env) {
    this.#undici = undici;
    this.#reach = reach;
    this.#env = env;
  }

  static async load(reach: Reach, env: Env): Promise<Dialer> {
    return new Dialer(await import('undici'), reach, env);
  }

  client(node: FleetNode, keys: Keys, timeout: number, url = node.url): Client {
    const { origin, pathname } = new URL(url);
    const headers = {
      ...this.#reach.headers,
      ...(keys.token ? { 'kong-admin-token': keys.token } : {}),
      ...node.headers,
    };
    const list = Object.entries(headers).flat();
    return new Client(
      () => this.#open(origin, node, keys, timeout),
      pathname.replace(/\/$/, ''),
      list,
      timeout,
    );
  }

  #open(origin: string, node: FleetNode, keys: Keys, timeout: number): Dispatcher {
    const connecting = Math.min(timeout, CONNECTING);
    const tls = this.#tls(node, keys);
    const proxy = proxyFor(origin, this.#env);
    if (proxy) {
      const options = {
        uri: proxy,
        requestTls: { ...tls, timeout: connecting },
        proxyTls: { timeout: connecting },
      };
      // A proxy is asked by CONNECT for TLS alone: many allow it for nothing else.
      const agent = new this.#undici.ProxyAgent({ ...options, proxyTunnel: origin.startsWith('https:') });
      return agent.compose(
        (dispatch) => (request, handler) =>
          dispatch({ ...request, origin, headers: asRecord(request.headers as string[]) }, handler),
      );
    }
    const { skipVerify, serverName } = { ...this.#reach.tls, ...node.tls };
    const id = JSON.stringify([skipVerify, serverName, connecting, this.#idOf(keys)]);
    let connect = this.#connectors.get(id);
    if (!connect) {
      connect = this.#undici.buildConnector({ ...tls, timeout: connecting, maxCachedSessions: 0 });
      this.#connectors.set(id, connect);
    }
    // Time is kept for each request as a whole.
    return new this.#undici.Client(origin, { connect, headersTimeout: 0, bodyTimeout: 0 });
  }

  #tls(node: FleetNode, { context }: Keys) {
    const { skipVerify, serverName } = { ...this.#reach.tls, ...node.tls };
    return {
      ...(context ? { secureContext: context } : {}),
      ...(serverName ? { servername: serverName } : {}),
      ...(skipVerify ? { rejectUnauthorized: false } : {}),
    };
  }

  readonly #ids = new Map<unknown, number>();

  #idOf({ context }: Keys): number {
    if (!this.#ids.has(context)) this.#ids.set(context, this.#ids.size);
    return this.#ids.get(context)!;
  }
}

/** What those need who only ask. */
export type Asker = Pick<Client, 'ask'>;

export class Client {
  readonly #open: () => Dispatcher;
  readonly #base: string;
  readonly #headers: string[];
  readonly #timeout: number;
  #dispatcher: Dispatcher | undefined;

  constructor(open: () => Dispatcher, base: string, headers: string[], timeout: number) {
    this.#open = open;
    this.#base = base;
    this.#headers = headers;
    this.#timeout = timeout;
  }

  /** One at a time. A connection is kept from one request to the next, unless it failed. */
  async ask(ask: Partial<Ask> & { path: string }, signal?: AbortSignal): Promise<Exchange> {
    this.#dispatcher ??= this.#open();
    const { path, headers = [], ...rest } = ask;
    const question: Question = {
      method: 'GET',
      timeout: this.#timeout,
      keep: 2 ** 22,
      most: 2 ** 22,
      ...rest,
      path: this.#base + path,
      headers: headers.length > 0 ? [...headers, ...this.#headers] : this.#headers,
    };
    const result = await exchange(this.#dispatcher, question, signal);
    if (result.kind === 'silence') this.close();
    return result;
  }

  close(): void {
    const dispatcher = this.#dispatcher;
    this.#dispatcher = undefined;
    dispatcher?.destroy().catch(() => {});
  }
}

/** The way to a proxy adds headers of its own, and knows only this form. */
function asRecord(list: readonly string[]): Record<string, string> {
  const record: Record<string, string> = {};
  for (let index = 0; index < list.length; index += 2) record[list[index]!] = list[index + 1]!;
  return record;
}
