/** The clients of a fleet's nodes: made when first needed, kept for the next request. */
import type { Diagnostic } from '../diagnostic.ts';
import { type Client, Dialer } from './client/index.ts';
import { KeyRing, type Reach } from './client/secrets.ts';
import type { FleetNode } from './node.ts';

/** So many connections are kept open from preflight to push. */
const KEPT_OPEN = 500;

export class Connections {
  readonly nodes: readonly FleetNode[];
  readonly #reach: Reach;
  readonly #env: Record<string, string | undefined>;
  readonly #timeout: number;
  readonly #keys: KeyRing;
  readonly #clients: (Client | undefined)[] = [];
  #dialer: Dialer | undefined;

  constructor(
    nodes: readonly FleetNode[],
    reach: Reach,
    env: Record<string, string | undefined>,
    timeout: number,
  ) {
    this.nodes = nodes;
    this.#reach = reach;
    this.#env = env;
    this.#timeout = timeout;
    this.#keys = new KeyRing(reach);
  }

  /** What is wrong with the files that reaching the nodes takes. */
  checkKeys(): { file: string; diagnostic: Diagnostic }[] {
    for (const node of this.nodes) this.#keys.keysOf(node);
    return this.#keys.problems;
  }

  /** To be called before the first client is asked for. */
  async prepare(): Promise<void> {
    this.#dialer ??= await Dialer.load(this.#reach, this.#env);
  }

  client(index: number): Client {
    const node = this.nodes[index]!;
    this.#clients[index] ??= this.#dialer!.client(node, this.#keys.keysOf(node), this.#timeout);
    return this.#clients[index]!;
  }

  /** For a node's Status API. */
  other(index: number, url: string): Client {
    const node = this.nodes[index]!;
    return this.#dialer!.client(node, this.#keys.keysOf(node), this.#timeout, url);
  }

  /** A large fleet would need more connections than a process may have. */
  rest(index: number): void {
    if (this.nodes.length > KEPT_OPEN) this.hangUp(index);
  }

  hangUp(index: number): void {
    this.#clients[index]?.close();
    this.#clients[index] = undefined;
  }

  close(): void {
    for (const index of this.#clients.keys()) this.hangUp(index);
  }
}
