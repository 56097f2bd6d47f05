/** What is sent back: Kong's own answers are JSON, those of the nginx below it are HTML. */

export interface Answer {
  status: number;
  headers?: Record<string, string>;
  /** None: the answer has no body, and says no type. */
  body?: string | Buffer;
}

export const json = (status: number, value: unknown, headers: Record<string, string> = {}): Answer => ({
  status,
  headers: { 'Content-Type': 'application/json; charset=utf-8', ...headers },
  body: JSON.stringify(value),
});

export const message = (status: number, text: string, headers: Record<string, string> = {}): Answer =>
  json(status, { message: text }, headers);

export const empty = (status: number, headers: Record<string, string> = {}): Answer => ({ status, headers });

/** A page of nginx, which knows nothing of Kong. */
export function page(status: number, title: string, more = ''): Answer {
  const heading = `<h1>${status} ${title}</h1>`;
  return {
    status,
    headers: { 'Content-Type': 'text/html; charset=UTF-8' },
    body: `<!doctype html>\n<html><head><title>${status} ${title}</title></head>\n<body>${heading}${more}</body></html>\n`,
  };
}

/** The connection ends without a word. */
export const RESET = 'reset';

export type Outcome = Answer | typeof RESET;
