/** What a handler is given, and what it gives back. */
import type { Outcome } from '../http/answer.ts';
import type { Request } from '../http/request.ts';
import type { Kong, LoadHooks } from '../kong.ts';

export interface ApiCall {
  kong: Kong;
  request: Request;
  /** What the placeholders of the path stand for, in order. */
  names: string[];
  hooks: LoadHooks;
}

export type Handler = (call: ApiCall) => Outcome | Promise<Outcome>;

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** `:` stands for any one segment. */
export interface Route {
  path: string;
  handlers: Partial<Record<Method, Handler>>;
}
