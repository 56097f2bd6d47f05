/** Where a fault may step in while a node answers a request. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Answer, Outcome } from '../http/answer.ts';
import type { Kong, LoadHooks } from '../kong.ts';

/** One request that a faulty node answers. */
export interface Visit {
  kong: Kong;
  incoming: IncomingMessage;
  response: ServerResponse;
  /** Without the query. */
  path: string;
  /** Aborted when the node ends. */
  signal: AbortSignal;
}

export interface Behaviour {
  /** False: nothing listens on the port of the Admin API. */
  listens?: false;
  /** The status for whoever does not show the token. */
  deniesWith?: number;
  /** Who answers. */
  kong?(kong: Kong): Kong;
  /** Before the body is read: an answer in place of the node's. */
  arriving?(visit: Visit): Outcome | undefined | Promise<Outcome | undefined>;
  /** While the body is read, so many bytes have come; true: the connection ends. */
  receiving?(bytes: number): boolean;
  parsing?(bytes: number, visit: Visit): Promise<void>;
  storing?(visit: Visit): Outcome | undefined;
  stored?(visit: Visit): Outcome | undefined;
  /** Another answer for the one that the node gives. */
  answered?(answer: Answer, visit: Visit): Answer;
  /** Writes the answer in a way of its own. */
  write?(answer: Answer, visit: Visit): void | Promise<void>;
  /** When the answer has been written. */
  after?(answer: Answer, visit: Visit): void;
}

/** A kind of fault: a row of the table in docs/commands/node.md. */
export interface FaultKind {
  /** What its value is when none is given; absent: it takes none. */
  preset?: string;
  about: string;
  /** Undefined when the value makes no sense. */
  make(value: string | undefined): Behaviour | undefined;
}

export const isPush = ({ path, incoming }: Visit): boolean =>
  path === '/config' && incoming.method === 'POST';

export const hooksOf = (behaviours: readonly Behaviour[], visit: Visit): LoadHooks => ({
  async parsing(bytes) {
    for (const one of behaviours) await one.parsing?.(bytes, visit);
  },
  storing: () => firstOf(behaviours, (one) => one.storing?.(visit)),
  stored: () => firstOf(behaviours, (one) => one.stored?.(visit)),
});

function firstOf(
  behaviours: readonly Behaviour[],
  ask: (one: Behaviour) => Outcome | undefined,
): Outcome | undefined {
  for (const one of behaviours) {
    const outcome = ask(one);
    if (outcome) return outcome;
  }
  return undefined;
}
