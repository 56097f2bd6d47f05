/** A request as the handlers see it: read to its end, and no further than the limit. */
import type { IncomingMessage } from 'node:http';
import { type Answer, page } from './answer.ts';

export interface Request {
  /** As sent; HEAD is handled as GET. */
  method: string;
  /** Without the query. */
  path: string;
  query: URLSearchParams;
  headers: IncomingMessage['headers'];
  /** The media type as sent, parameters included; two of them are none. */
  contentType: string | undefined | 'several';
  body: Buffer;
}

export const TOO_LARGE: Answer = page(413, 'Request Entity Too Large');

/** Undefined when it is larger than the limit: by what it says before it is read, else once more has come than that. */
export async function readBody(
  incoming: IncomingMessage,
  limit: number,
  onBytes: (sum: number) => void,
): Promise<Buffer | undefined> {
  if (Number(incoming.headers['content-length'] ?? 0) > limit) return undefined;
  const chunks: Buffer[] = [];
  let sum = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    sum += chunk.length;
    onBytes(sum);
    if (sum > limit) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

export function requestOf(incoming: IncomingMessage, body: Buffer): Request {
  const [path = '/', query = ''] = splitOnce(incoming.url ?? '/', '?');
  const types = incoming.rawHeaders.filter(
    (name, index) => index % 2 === 0 && name.toLowerCase() === 'content-type',
  );
  return {
    method: incoming.method ?? 'GET',
    path,
    query: new URLSearchParams(query),
    headers: incoming.headers,
    contentType: types.length > 1 ? 'several' : incoming.headers['content-type'],
    body,
  };
}

function splitOnce(text: string, sign: string): string[] {
  const at = text.indexOf(sign);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}
