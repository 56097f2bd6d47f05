/** One request and what came of it: an answer, or how far it got. Bounded in time and in memory, whatever a node does. */
import type { Dispatcher } from 'undici';
import { type Fault, faultOf } from './faults.ts';

export interface Question {
  method: 'GET' | 'POST';
  path: string;
  headers: string[];
  body?: Buffer;
  /** Milliseconds for all of it. */
  timeout: number;
  /** Bytes of the answer that are kept; the rest is read and dropped. */
  keep: number;
  /** Bytes of the answer that are read at all. */
  most: number;
  /** Ends the connection, so that the next request opens another. */
  last?: boolean;
}

export interface Answer {
  kind: 'answer';
  status: number;
  /** The media type, in lower case, without parameters. */
  type: string;
  /** As far as it was kept. */
  text: string;
  retryAfter?: string;
  location?: string;
}

export interface Silence {
  kind: 'silence';
  fault: Fault;
  /** The request may have reached the node. */
  sent: boolean;
  /** There was a status, but not all that should follow. */
  status?: number;
}

export type Exchange = Answer | Silence;

type Headers = Record<string, string | string[] | undefined>;

export function exchange(
  dispatcher: Dispatcher,
  question: Question,
  signal?: AbortSignal,
): Promise<Exchange> {
  return new Promise((resolve) => {
    const talk = new Talk(question, resolve, () => void dispatcher.destroy().catch(() => {}), signal);
    const { method, path, headers, body, last } = question;
    if (!signal?.aborted) dispatcher.dispatch({ method, path, headers, body, reset: last === true }, talk);
    else talk.end('aborted');
  });
}

class Talk implements Dispatcher.DispatchHandler {
  readonly #question: Question;
  readonly #resolve: (result: Exchange) => void;
  readonly #hangUp: () => void;
  readonly #signal: AbortSignal | undefined;
  readonly #timer: NodeJS.Timeout;
  #controller: Dispatcher.DispatchController | undefined;
  #status: number | undefined;
  #headers: Headers = {};
  #kept: Buffer[] = [];
  #room: number;
  #read = 0;
  #over = false;

  constructor(
    question: Question,
    resolve: (result: Exchange) => void,
    hangUp: () => void,
    signal?: AbortSignal,
  ) {
    this.#question = question;
    this.#room = question.keep;
    this.#resolve = resolve;
    this.#hangUp = hangUp;
    this.#signal = signal;
    this.#timer = setTimeout(() => this.end('timeout'), question.timeout);
    signal?.addEventListener('abort', this.#aborted);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    if (this.#over) controller.abort(new Error('over'));
  }

  onResponseStart(_: Dispatcher.DispatchController, status: number, headers: Headers): void {
    if (status < 200) return;
    this.#status = status;
    this.#headers = headers;
  }

  onResponseData(_: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#read += chunk.length;
    if (this.#read > this.#question.most) this.end('too-long');
    else if (this.#room > 0) {
      // A copy: the buffer belongs to the parser.
      this.#kept.push(Buffer.from(chunk.subarray(0, this.#room)));
      this.#room -= chunk.length;
    }
  }

  onResponseEnd(): void {
    if (!this.#finish()) return;
    const one = (name: string) => [this.#headers[name]].flat()[0];
    this.#resolve({
      kind: 'answer',
      status: this.#status ?? 0,
      type: (one('content-type') ?? '').split(';')[0]!.trim().toLowerCase(),
      text: Buffer.concat(this.#kept).toString(),
      ...(one('retry-after') === undefined ? {} : { retryAfter: one('retry-after') }),
      ...(one('location') === undefined ? {} : { location: one('location') }),
    });
  }

  onResponseError(_: Dispatcher.DispatchController, error: Error): void {
    this.#silent(faultOf(error, this.#status !== undefined));
  }

  /** Ends it from this side. */
  end(fault: Fault): void {
    if (!this.#silent(fault)) return;
    if (this.#controller) this.#controller.abort(new Error(fault));
    else this.#hangUp();
  }

  readonly #aborted = () => this.end('aborted');

  #silent(fault: Fault): boolean {
    if (!this.#finish()) return false;
    const status = this.#status === undefined ? {} : { status: this.#status };
    this.#resolve({ kind: 'silence', fault, sent: this.#controller !== undefined, ...status });
    return true;
  }

  #finish(): boolean {
    if (this.#over) return false;
    this.#over = true;
    clearTimeout(this.#timer);
    this.#signal?.removeEventListener('abort', this.#aborted);
    return true;
  }
}
