/** Writes an answer, and ends connections that shall end. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { TLSSocket } from 'node:tls';
import type { Answer } from './answer.ts';

/** How long what is still coming is read and thrown away after a refusal, so that the client gets to read it. */
const LINGER = 2000;

export function send(response: ServerResponse, answer: Answer): void {
  if (response.destroyed) return;
  writeHead(response, answer);
  response.end(answer.body);
}

export function writeHead(response: ServerResponse, { status, headers = {}, body }: Answer): void {
  const length = body === undefined ? 0 : Buffer.byteLength(body);
  response.writeHead(status, { ...headers, ...(status === 204 ? {} : { 'Content-Length': length }) });
}

/** Answers before the request is read, then closes, as nginx does. */
export function refuse(incoming: IncomingMessage, response: ServerResponse, answer: Answer): void {
  const headers = { ...answer.headers, Connection: 'close' };
  if (response.destroyed) return;
  writeHead(response, { ...answer, headers });
  if (incoming.method !== 'HEAD') response.write(answer.body ?? '');
  const end = () => {
    clearTimeout(timer);
    response.end();
  };
  const timer = setTimeout(end, LINGER);
  incoming.once('end', end).once('close', end).resume();
}

/** Ends a connection as a crash does: with a reset rather than an end; under TLS just so. */
export function reset({ socket }: IncomingMessage): void {
  if (socket instanceof TLSSocket) socket.destroy();
  else socket.resetAndDestroy();
}
