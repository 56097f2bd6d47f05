/** What a node was sent, for tests to ask: the newest requests, without their bodies. */
import type { IncomingMessage } from 'node:http';
import { md5 } from '../held/held.ts';
import { type Outcome, RESET } from './answer.ts';

export interface Received {
  method: string;
  /** With the query. */
  url: string;
  headers: IncomingMessage['headers'];
  /** How long the body was, and its MD5; absent when it was not read to its end. */
  bytes?: number;
  md5?: string;
  /** The status of the answer, or `reset`; absent while there is none. */
  outcome?: number | typeof RESET;
}

/** So many are kept. */
const KEPT = 10_000;

export class RequestLog {
  readonly received: Received[] = [];

  arrived({ method = 'GET', url = '/', headers }: IncomingMessage) {
    const entry: Received = { method, url, headers };
    this.received.push(entry);
    if (this.received.length > KEPT) this.received.shift();
    return {
      read(body: Buffer) {
        entry.bytes = body.length;
        entry.md5 = md5(body);
      },
      ended(outcome: Outcome) {
        entry.outcome = outcome === RESET ? RESET : outcome.status;
      },
    };
  }
}
