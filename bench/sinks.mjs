/**
 * Stands in for the network side of nodes: answers what a push asks, reads bodies and throws them away. `node sinks.mjs
 * COUNT` prints `URL` lines, then waits. Counts what it was asked, for `GET /count` on any of them.
 */
import { createServer } from 'node:net';

const count = Number(process.argv[2]);
const asked = { requests: 0, bytes: 0 };
const EMPTY = '0'.repeat(32);

const answer = (status, value) => {
  const text = JSON.stringify(value);
  return `HTTP/1.1 ${status}\r\ncontent-type: application/json; charset=utf-8\r\ncontent-length: ${Buffer.byteLength(text)}\r\n\r\n${text}`;
};

function root(id) {
  const configuration = { database: 'off', role: 'traditional', nginx_admin_client_max_body_size: '64m' };
  return answer('200 OK', { version: '3.10.0', node_id: id, hostname: id, plugins: {}, configuration });
}

/** One node: what it says it holds is what the first bytes of the last body were announced as. */
function start(index) {
  const sink = { hash: EMPTY, root: root(`sink-${index}`) };
  const server = createServer((socket) => {
    let head = '';
    let left = 0;
    socket.on('error', () => {});
    socket.on('data', (chunk) => {
      asked.bytes += chunk.length;
      let rest = chunk;
      if (left > 0) {
        left -= rest.length;
        if (left > 0) return;
        rest = Buffer.alloc(0);
        loaded(sink, socket);
        return;
      }
      head += rest.toString('latin1');
      const end = head.indexOf('\r\n\r\n');
      if (end < 0) return;
      const request = head.slice(0, end);
      const length = Number(/content-length: (\d+)/i.exec(request)?.[1] ?? 0);
      left = length - (head.length - end - 4);
      head = '';
      asked.requests++;
      if (request.startsWith('POST')) {
        if (left <= 0) loaded(sink, socket);
      } else if (request.startsWith('GET /count')) socket.write(answer('200 OK', asked));
      else if (request.startsWith('GET /set/')) {
        process.hash = request.slice(9, 41);
        socket.write(answer('200 OK', {}));
      } else if (request.startsWith('GET /reset')) {
        for (const one of sinks) one.hash = EMPTY;
        socket.write(answer('200 OK', {}));
      } else if (request.startsWith('GET /status'))
        socket.write(answer('200 OK', { configuration_hash: sink.hash, server: {} }));
      else socket.write(sink.root);
      if (/connection: close/i.test(request)) socket.end();
    });
  });
  sinks.push(sink);
  return new Promise((resolve) => {
    server.listen({ port: 0, host: '127.0.0.1', backlog: 64 }, () =>
      resolve(`http://127.0.0.1:${server.address().port}`),
    );
  });
}

/** The true hash would cost the sink more than everything else; the bench says beforehand what it will be. */
function loaded(sink, socket) {
  sink.hash = process.hash;
  socket.write(answer('201 Created', {}));
}

const sinks = [];
const urls = [];
for (let index = 0; index < count; index++) urls.push(await start(index));
process.stdout.write(`${urls.join('\n')}\n\n`);
