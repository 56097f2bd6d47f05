/** What is asked of a node, and its answers in our words (docs/kong/admin-config-api.md sections 2 and 5 to 7). */
import { type Reading, readRefusal, readSilence } from './answers.ts';
import type { Asker, Exchange } from './client/index.ts';

/** It cannot be said; why. */
export interface Refusal {
  reading: Reading;
  status: number | null;
}

export interface Root {
  version: string;
  nodeId: string;
  hostname: string;
  edition: string;
  plugins: readonly string[];
  configuration: Record<string, unknown>;
}

export interface Status {
  /** Undefined: it has a database. */
  hash?: string;
}

export const isRefusal = (value: object): value is Refusal => 'reading' in value;

type Asked<T> = Promise<T | Refusal>;

/** GET /; `last`: on a connection that ends with it. */
export async function askRoot(client: Asker, signal?: AbortSignal, last = false): Asked<Root> {
  return readJson(
    await client.ask({ path: '/', last }, signal),
    ({ version, node_id, hostname, edition, plugins, configuration }) =>
      typeof version === 'string' && isMap(configuration)
        ? {
            version: version.slice(0, 40),
            nodeId: text(node_id),
            hostname: text(hostname),
            edition: text(edition),
            plugins:
              isMap(plugins) && isMap(plugins['available_on_server'])
                ? Object.keys(plugins['available_on_server'])
                : [],
            configuration,
          }
        : undefined,
  );
}

export async function askStatus(client: Asker, signal?: AbortSignal, timeout?: number): Asked<Status> {
  const answer = await client.ask({ path: '/status', ...(timeout ? { timeout } : {}) }, signal);
  return readJson(answer, ({ configuration_hash: hash, database, server }) => {
    if (typeof hash === 'string' && /^[0-9a-f]{32}$/.test(hash)) return { hash };
    return isMap(database) && isMap(server) ? {} : undefined;
  });
}

/** The YAML text that GET /config gives: not what was pushed, but the same entities. */
export async function askConfig(
  client: Asker,
  most: number,
  timeout?: number,
  signal?: AbortSignal,
): Asked<{ text: string }> {
  const ask = { path: '/config', keep: most, most, ...(timeout ? { timeout } : {}) };
  return readJson(await client.ask(ask, signal), ({ config }) =>
    typeof config === 'string' ? { text: config } : undefined,
  );
}

/** Whether the Status API says that the node is ready; else why not. */
export async function askReady(
  client: Asker,
  signal?: AbortSignal,
): Promise<{ ready: boolean; why: string }> {
  const answer = await client.ask({ path: '/status/ready', keep: 2 ** 16 }, signal);
  if (answer.kind === 'silence') return { ready: false, why: readSilence(answer).detail ?? '' };
  const message = parsed(answer.text)?.['message'];
  const why = typeof message === 'string' ? message.slice(0, 200) : `it answers ${answer.status}`;
  return { ready: answer.status === 200, why };
}

/** POST /config. What comes back with a 201 is six times the config, and nobody reads it. */
export function postConfig(
  client: Asker,
  body: Buffer,
  { flatten = true, ...rest }: { flatten?: boolean; timeout: number },
  signal?: AbortSignal,
): Promise<Exchange> {
  const path = `/config?check_hash=1${flatten ? '&flatten_errors=1' : ''}`;
  const headers = ['content-type', 'application/yaml'];
  return client.ask(
    { method: 'POST', path, headers, body, keep: 2 ** 23, most: 2 ** 26 + 16 * body.length, ...rest },
    signal,
  );
}

function readJson<T extends object>(
  answer: Exchange,
  pick: (body: Record<string, unknown>) => T | undefined,
): T | Refusal {
  if (answer.kind === 'silence')
    return { reading: readSilence({ ...answer, sent: false }), status: answer.status ?? null };
  const body = answer.status === 200 ? parsed(answer.text) : undefined;
  const picked = body && pick(body);
  if (picked) return picked;
  return { reading: readRefusal(answer), status: answer.status };
}

export function parsed(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isMap(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

export const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const text = (value: unknown): string => (typeof value === 'string' ? value.slice(0, 200) : '');
