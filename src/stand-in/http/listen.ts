/** Servers on a port, plain or with TLS, and their end. */
import { createServer as createPlain, type RequestListener } from 'node:http';
import { createServer as createSecure } from 'node:https';
import { type AddressInfo, createServer as createRaw, type Server, type Socket } from 'node:net';
import { page } from './answer.ts';
import { refuse } from './send.ts';

export interface Tls {
  cert: string | Buffer;
  key: string | Buffer;
  /** Clients must show a certificate of this authority. */
  clientCa?: string | Buffer;
}

export interface Listening {
  port: number;
  close(): Promise<void>;
}

const TO_TLS_PORT = page(400, 'Bad Request', '<p>The plain HTTP request was sent to HTTPS port</p>');

export async function listen(
  handler: RequestListener,
  { host, port, tls }: { host: string; port: number; tls?: Tls },
): Promise<Listening> {
  const plain = createPlain({ keepAliveTimeout: 60_000 }, handler);
  return tls ? open(besidePlain(handler, tls), host, port) : open(plain, host, port);
}

/** A TLS server that knows a plain request when it sees one: its first byte is no handshake (0x16). */
function besidePlain(handler: RequestListener, { cert, key, clientCa }: Tls): Server {
  const asked = clientCa ? { ca: clientCa, requestCert: true, rejectUnauthorized: false } : {};
  const secure = createSecure({ cert, key, keepAliveTimeout: 60_000, ...asked }, handler);
  const plain = createPlain((incoming, response) => refuse(incoming, response, TO_TLS_PORT));
  return createRaw((socket) => {
    socket.on('error', () => socket.destroy());
    socket.once('readable', () => {
      const first: Buffer | null = socket.read(1);
      if (!first) return;
      socket.unshift(first);
      (first[0] === 0x16 ? secure : plain).emit('connection', socket);
    });
  });
}

async function open(server: Server, host: string, port: number): Promise<Listening> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
