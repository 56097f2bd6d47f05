/** One node: who it is, what it holds, and how it takes a new config in. */
import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { bundledRegistry, type Registry } from '../schema/registry.ts';
import { grouped, Held } from './held/held.ts';
import type { Verdict } from './held/load.ts';
import { storedForm } from './held/transformations.ts';
import { type Answer, json, message, type Outcome } from './http/answer.ts';

export interface KongOptions {
  /** What more than one worker would do: a second load at the same time is refused. Default 1. */
  workers?: number;
  /** How large a request body may be, in bytes. Default 10 MiB. */
  bodyLimit?: number;
  /** How much the node can store, in bytes, roughly. Default 2 GiB. */
  mapSize?: number;
  /** The schemas to judge by, and what the node is; default: the bundled plugins, and a default node. */
  registry?: Registry;
  hostname?: string;
  /** What GET / says of its configuration besides: `declarative_config`, … */
  settings?: Readonly<Record<string, unknown>>;
  /** Seconds since 1970. */
  now?: () => number;
}

const MIB = 1024 * 1024;

/** What stands between a config that has been judged and the node that holds it. */
export interface LoadHooks {
  /** While Kong would parse; not cut short when the client leaves. */
  parsing(bytes: number): Promise<void>;
  /** Instead of storing. */
  storing(): Outcome | undefined;
  /** After storing, before the answer. */
  stored(): Outcome | undefined;
}

export class Kong {
  readonly workers: number;
  readonly bodyLimit: number;
  readonly mapSize: number;
  readonly registry: Registry;
  readonly hostname: string;
  readonly held: Held;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly now: () => number;
  nodeId: string = randomUUID();
  #isLoading = false;

  constructor({ workers = 1, bodyLimit = 10 * MIB, mapSize = 2048 * MIB, ...rest }: KongOptions = {}) {
    this.workers = workers;
    this.bodyLimit = bodyLimit;
    this.mapSize = mapSize;
    this.registry = rest.registry ?? bundledRegistry();
    this.hostname = rest.hostname ?? hostname();
    this.settings = rest.settings ?? {};
    this.now = rest.now ?? (() => Date.now() / 1000);
    this.held = new Held(mapSize);
  }

  /** A new process: another node id; it holds the same, or nothing where its store was not kept. */
  restart(kept: boolean): void {
    this.nodeId = randomUUID();
    if (!kept) this.held.clear();
  }

  /**
   * Stores a valid config. One worker parses one after another in no particular order, and the last to finish stays; with
   * more, the lock on the store refuses whoever comes second (docs/kong/admin-api-observed.md section 11).
   */
  async load(
    { flat }: Extract<Verdict, { kind: 'valid' }>,
    hash: string | undefined,
    bytes: number,
    hooks: LoadHooks,
  ): Promise<Outcome> {
    const locks = this.workers > 1;
    if (locks && this.#isLoading) return BUSY;
    this.#isLoading = true;
    try {
      const entities = await storedForm(flat);
      await hooks.parsing(bytes);
      const refusal = hooks.storing();
      if (refusal) return refusal;
      if (!this.held.replace(entities, hash)) return DOES_NOT_FIT;
    } finally {
      this.#isLoading = false;
    }
    return hooks.stored() ?? json(201, grouped(flat));
  }
}

export const BUSY: Answer = message(429, 'Currently loading previous configuration', { 'Retry-After': '10' });

export const DOES_NOT_FIT: Answer = message(
  413,
  'Configuration does not fit in LMDB database, consider raising the "lmdb_map_size" config for Kong',
);
