/** TLS, and clients that must show who they are (docs/kong/admin-api-observed.md section 14). */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { certificate, pair } from '../fleet/servers.ts';
import { type Asked, ask, hashOf, node, push } from './http.ts';

const ca = readFileSync(certificate('ca.pem'));
const CONFIG = '_format_version: "3.0"\nservices: [{name: a, host: a.test}]\n';

test('HTTPS', async () => {
  const { url } = await node({ tls: pair('node') });
  expect(url).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/);
  expect((await push(url, CONFIG, '', { ca })).status).toBe(201);
  await expect(ask(url, '/status')).rejects.toThrow(/certificate/);
});

test.each<[string, Asked, number, string]>([
  ['a good one', pair('client'), 200, 'configuration_hash'],
  ['none', {}, 400, 'No required SSL certificate was sent'],
  ['one of another authority', pair('stranger'), 400, 'The SSL certificate error'],
])('a client certificate is asked for: %s', async (_, shown, status, text) => {
  const { url } = await node({ tls: { ...pair('node'), clientCa: ca } });
  const reply = await ask(url, '/status', { ca, ...shown });
  expect([reply.status, reply.type?.split(';')[0]]).toEqual([
    status,
    status === 200 ? 'application/json' : 'text/html',
  ]);
  expect(reply.text).toContain(text);
});

test('a push without the certificate changes nothing', async () => {
  const started = await node({ tls: { ...pair('node'), clientCa: ca } });
  const reply = await push(started.url, CONFIG, '', { ca });
  expect([reply.status, started.loaded.loads]).toEqual([400, 0]);
});

test('plain HTTP to the TLS port', async () => {
  const { url } = await node({ tls: pair('node') });
  const reply = await ask(url.replace('https', 'http'), '/status');
  expect([reply.status, reply.type]).toEqual([400, 'text/html; charset=UTF-8']);
  expect(reply.text).toContain('The plain HTTP request was sent to HTTPS port');
});

test.each(['half-body', 'resetting', 'flaky=1'])('%s over TLS', async (fault) => {
  const { url } = await node({ tls: pair('node'), faults: [`post:${fault}`] });
  await expect(push(url, CONFIG, '', { ca })).rejects.toThrow(/ECONNRESET|hang up|aborted|EPIPE/);
  expect((await ask(url, '/status', { ca })).status).toBe(200);
});

test('a large body over TLS arrives whole', async () => {
  const { url } = await node({ tls: pair('node') });
  const large = `${CONFIG}# ${'x'.repeat(3_000_000)}\n`;
  expect((await push(url, large, '', { ca })).status).toBe(201);
  const { configuration_hash: hash } = (await ask(url, '/status', { ca })).json;
  const other = await node();
  await push(other.url, large);
  expect(hash).toBe(await hashOf(other.url));
});
