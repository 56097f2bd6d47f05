/** Preflight: what a node says of itself before anything is sent (docs/kong/admin-config-api.md section 10). */
import { sizeInBytes } from '../kong-conf/sizes.ts';
import { askRoot, askStatus, isRefusal, type Refusal, type Root } from './admin-api.ts';
import type { Asker } from './client/index.ts';
import type { Outcome } from './outcomes.ts';
import type { Time } from './time.ts';

/** What a node is, as far as a push needs to know. Small: there may be thousands. */
export interface Facts {
  version: string;
  nodeId: string;
  hostname: string;
  hash: string;
  /** Of the plugins asked for, those that it does not have. */
  missing: readonly string[];
  /** Bytes of a body that it takes, and of one that it reads; undefined: no limit is known. */
  limits: { body?: number; buffer?: number };
  /** A file or string that it loads at each start, whatever was pushed. */
  loadsAtStart: boolean;
}

export interface Trouble {
  outcome: Outcome;
  detail?: string;
  status: number | null;
  version?: string;
  hash?: string;
}

export type Survey = Facts | Trouble;

export const isTrouble = (survey: Survey): survey is Trouble => 'outcome' in survey;

/** So often is asked again what may pass by itself: a node that is down should not hold up the others. */
const TRIES = 3;
/** So many answers of one address are compared before it is taken for one node. */
const LOOKS = 5;

/** A node answers these questions at once, or in seconds while it loads; in milliseconds. */
const PATIENCE = 15_000;

export async function survey(
  asker: Asker,
  plugins: ReadonlySet<string>,
  time: Time,
  timeout: number,
  signal?: AbortSignal,
): Promise<Survey> {
  const brisk = Math.min(timeout, PATIENCE);
  const client: Asker = { ask: (ask, until) => asker.ask({ timeout: brisk, ...ask }, until) };
  // On a connection of its own, so that a load balancer has the chance to choose again.
  const root = await patient(() => askRoot(client, signal, true), time, signal);
  if (isRefusal(root)) return trouble(root);
  const again = await patient(() => askRoot(client, signal), time, signal);
  if (isRefusal(again)) return trouble(again, root);
  if (await answersByTurns(client, root, again, signal))
    return { outcome: 'load-balancer', status: null, version: root.version };
  const status = await patient(() => askStatus(client, signal), time, signal);
  if (isRefusal(status)) return trouble(status, root);
  const { configuration, version } = again;
  const database = configuration['database'];
  if (status.hash === undefined || (typeof database === 'string' && database !== 'off'))
    return {
      outcome: 'not-dbless',
      status: null,
      version,
      detail: `database = ${String(database).slice(0, 40)}`,
    };
  const role = configuration['role'];
  if (typeof role === 'string' && role !== 'traditional')
    return {
      outcome: 'wrong-role',
      status: null,
      version,
      hash: status.hash,
      detail: `role = ${role.slice(0, 40)}`,
    };
  return factsOf(again, status.hash, plugins);
}

function factsOf(root: Root, hash: string, plugins: ReadonlySet<string>): Facts {
  const { configuration, version, nodeId, hostname } = root;
  const available = new Set(root.plugins);
  return {
    version,
    nodeId,
    hostname,
    hash,
    missing: available.size === 0 ? [] : [...plugins].filter((plugin) => !available.has(plugin)),
    limits: {
      ...limit('body', configuration['nginx_admin_client_max_body_size']),
      ...limit('buffer', configuration['nginx_admin_client_body_buffer_size']),
    },
    loadsAtStart: [configuration['declarative_config'], configuration['declarative_config_string']].some(
      (value) => typeof value === 'string' && value !== '',
    ),
  };
}

/** A limit of 0 is none. */
function limit(name: 'body' | 'buffer', value: unknown): Facts['limits'] {
  const size = typeof value === 'string' ? sizeInBytes(value, 'kmg') : undefined;
  return size ? { [name]: size } : {};
}

/** One node id after another, and the first one again: several nodes by turns. One change alone is a restart. */
async function answersByTurns(
  client: Asker,
  first: Root,
  second: Root,
  signal?: AbortSignal,
): Promise<boolean> {
  const seen = [idOf(first), idOf(second)];
  if (seen[0] === seen[1]) return false;
  while (seen.length < LOOKS) {
    const next = await askRoot(client, signal, true);
    if (isRefusal(next)) return false;
    if (seen.slice(0, -1).includes(idOf(next)) && idOf(next) !== seen.at(-1)) return true;
    seen.push(idOf(next));
  }
  return new Set(seen).size > 2;
}

export const idOf = ({ nodeId, hostname }: Pick<Facts, 'nodeId' | 'hostname'>): string =>
  `${nodeId} ${hostname}`;

async function patient<T extends object>(
  ask: () => Promise<T | Refusal>,
  time: Time,
  signal?: AbortSignal,
): Promise<T | Refusal> {
  for (let tries = 1; ; tries++) {
    const answer = await ask();
    if (!isRefusal(answer) || answer.reading.next === 'end' || tries === TRIES || signal?.aborted)
      return answer;
    await time.sleep(time.backoff(tries), signal);
  }
}

function trouble({ reading, status }: Refusal, root?: Root): Trouble {
  const { outcome, detail } = reading;
  return { outcome, status, ...(detail ? { detail } : {}), ...(root ? { version: root.version } : {}) };
}
