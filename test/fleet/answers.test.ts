import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { readAnswer, readRefusal, readSilence, rows } from '../../src/fleet/answers.ts';
import type { Answer } from '../../src/fleet/client/exchange.ts';
import { outcomes } from '../../src/fleet/outcomes.ts';

const answer = (status: number, type = '', text = ''): Answer => ({ kind: 'answer', status, type, text });
const json = 'application/json';
const html = 'text/html';

test.each<[number, string, string, string, string]>([
  [201, json, '{}', 'converged', 'prove'],
  [304, '', '', 'unchanged', 'prove'],
  [400, json, '{"code":14,"name":"invalid declarative configuration"}', 'rejected', 'end'],
  [
    400,
    json,
    '{"message":"this endpoint is only available when Kong is configured to not use a database"}',
    'not-dbless',
    'end',
  ],
  [400, json, '{"message":"expected a declarative configuration"}', 'body-not-read', 'end'],
  [400, json, '{"message":"Cannot parse JSON body"}', 'body-not-read', 'end'],
  [400, html, 'No required SSL certificate was sent', 'client-certificate', 'end'],
  [400, html, 'The SSL certificate error', 'client-certificate', 'end'],
  [400, html, 'The plain HTTP request was sent to HTTPS port', 'needs-https', 'end'],
  [400, html, 'Bad Request', 'not-kong', 'end'],
  [401, json, '{"message":"Unauthorized"}', 'unauthorized', 'end'],
  [403, html, '', 'unauthorized', 'end'],
  [404, json, '{"message":"Not found"}', 'not-found', 'end'],
  [405, json, '{"message":"Method not allowed"}', 'not-allowed', 'end'],
  [413, json, '{"message":"Configuration does not fit in LMDB database"}', 'storage-full', 'end'],
  [413, html, '', 'too-large', 'end'],
  [415, html, '', 'unsupported-type', 'end'],
  [429, json, '{"message":"Currently loading previous configuration"}', 'busy', 'wait'],
  [500, json, '{"message":"An unexpected error occurred"}', 'crashed', 'end'],
  [502, html, '', 'unavailable', 'settle'],
  [503, json, '{"message":"Kong currently exiting"}', 'unavailable', 'again'],
  [503, html, '', 'unavailable', 'settle'],
  [504, json, '{"message":"Timed out while loading configuration"}', 'unavailable', 'settle'],
  [301, '', '', 'redirected', 'end'],
  [200, html, '<html>Welcome', 'not-kong', 'end'],
  [418, 'text/plain', '', 'not-kong', 'end'],
])('%i %s %s is %s, then %s', (status, type, text, outcome, next) => {
  expect(readAnswer(answer(status, type, text))).toMatchObject({ outcome, next });
});

test('every row of the table is met by one of the answers above or below it', () => {
  expect(rows.at(-1)).toMatchObject({ status: [0, 999] });
  for (const { outcome } of rows) expect(outcomes).toHaveProperty(outcome);
});

test('every answer of a real node to POST /config has its own outcome', () => {
  const file = new URL('../../fixtures/verdicts/transcripts.jsonl.gz', import.meta.url);
  const transcripts = gunzipSync(readFileSync(file))
    .toString()
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  const seen = transcripts
    .filter(({ request }) => request.method === 'POST' && request.path.startsWith('/config'))
    .map(({ response: { status, contentType, json: body } }) =>
      readAnswer(answer(status, (contentType ?? '').split(';')[0], JSON.stringify(body ?? ''))),
    );
  expect(seen.length).toBeGreaterThan(20);
  expect(new Set(seen.map(({ outcome }) => outcome))).toEqual(
    new Set(['converged', 'unchanged', 'rejected', 'body-not-read', 'unsupported-type', 'too-large']),
  );
});

test('an answer to another request is never a success', () => {
  expect(readRefusal(answer(201, json))).toMatchObject({ outcome: 'not-kong', next: 'end' });
  expect(readRefusal(answer(503, json, '{"message":"Kong currently exiting"}'))).toMatchObject({
    next: 'again',
  });
});

test('what may have arrived is looked at before it is sent again', () => {
  const silence = (
    fault: 'reset' | 'refused' | 'tls-name' | 'timeout' | 'cut',
    sent: boolean,
    status?: number,
  ) => readSilence({ kind: 'silence', fault, sent, ...(status ? { status } : {}) });
  expect(silence('reset', true)).toMatchObject({ outcome: 'unknown', next: 'settle' });
  expect(silence('timeout', true)).toMatchObject({ outcome: 'unknown', next: 'settle' });
  expect(silence('cut', true, 201)).toMatchObject({ outcome: 'unknown', next: 'settle' });
  expect(silence('cut', true, 400)).toMatchObject({ outcome: 'unreachable', next: 'again' });
  expect(silence('refused', false)).toMatchObject({ outcome: 'unreachable', next: 'again' });
  expect(silence('tls-name', false)).toMatchObject({ outcome: 'unreachable', next: 'end' });
});

test('nothing of a body or of a whole URL is repeated', () => {
  const redirect = readAnswer({ ...answer(302), location: 'https://login.example/?token=s3cret' });
  expect(redirect.detail).toBe('302, to https://login.example');
  expect(JSON.stringify(readAnswer(answer(200, html, 's3cret')))).not.toContain('s3cret');
});
