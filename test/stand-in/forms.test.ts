/** The forms of POST /config: docs/kong/admin-api-observed.md section 3, row by row. */
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { type Asked, ask, hashOf, node, push } from './http.ts';

const YAML = '_format_version: "3.0"\nservices:\n- name: café & co=1\n  host: a.test\n';
const OBJECT = { _format_version: '3.0', services: [{ name: 's2', host: 'b.test' }] };
const JSON_TEXT = JSON.stringify(OBJECT);
const YML = YAML.replace('café & co=1', 's1');
const EMPTY = '0'.repeat(32);
const md5 = (text: string | Buffer) => createHash('md5').update(text).digest('hex');

const part = (text: string, more = '') =>
  `--b-1\r\nContent-Disposition: form-data; name="config"${more}\r\n\r\n${text}\r\n--b-1--\r\n`;

const multipart = 'multipart/form-data; boundary=b-1';
const form = 'application/x-www-form-urlencoded';

describe('texts are taken, and the hash is that of the text', () => {
  const rows: [what: string, type: string, body: string, text: string, asked?: Asked][] = [
    ['yaml', 'text/yaml', YML, YML],
    ['yaml with a charset', 'application/yaml; charset=utf-8', YML, YML],
    ['JSON as yaml', 'text/yaml', JSON_TEXT, JSON_TEXT],
    ['JSON text in JSON', 'application/json', JSON.stringify({ config: JSON_TEXT }), JSON_TEXT],
    ['YAML text in JSON', 'application/json; charset=utf-8', JSON.stringify({ config: YML }), YML],
    ['a file part', multipart, part(YML, '; filename="kong.yml"\r\nContent-Type: text/yaml'), YML],
    ['a plain part', multipart, part(YML), YML],
    ['a part with JSON', multipart, part(JSON_TEXT), JSON_TEXT],
    ['a quoted boundary', 'multipart/form-data; boundary="b-1"', part(YML), YML],
    ['a form field', form, `config=${encodeURIComponent(YML)}`, YML],
    ['a raw body as form', form, YML, YML],
    ['chunks', 'text/yaml', YML, YML, { chunked: true }],
    ['CRLF and comments', 'text/yaml', `# x\r\n${YML}`, `# x\r\n${YML}`],
  ];

  test.each(rows)('%s', async (_, type, body, text, asked) => {
    const { url, loaded } = await node();
    expect(loaded.hash).toBe(EMPTY);
    const reply = await push(url, body, '', { type, ...asked });
    expect([reply.status, reply.type]).toEqual([201, 'application/json; charset=utf-8']);
    expect(Object.keys(reply.json)).toEqual(['services']);
    expect(await hashOf(url)).toBe(md5(text));
    expect((await push(url, body, '?check_hash=1', { type, ...asked })).status).toBe(304);
  });

  test('bytes that are no ASCII', async () => {
    const text = '_format_version: "3.0"\nservices: [{name: "ü", host: a.test}]\n';
    const { url } = await node();
    for (const [type, body] of [
      ['text/yaml', text],
      [multipart, part(text)],
      ['application/json', JSON.stringify({ config: text })],
      [form, `config=${encodeURIComponent(text)}`],
    ] as const) {
      expect((await push(url, body, '', { type })).status).toBe(201);
      expect(await hashOf(url)).toBe(md5(text));
    }
  });
});

describe('check_hash', () => {
  const rows: [what: string, query: string, type: string, body: string, status: number][] = [
    ['1', '?check_hash=1', 'text/yaml', YML, 304],
    ['true does not count', '?check_hash=true', 'text/yaml', YML, 201],
    ['absent', '', 'text/yaml', YML, 201],
    ['in the JSON body', '', 'application/json', JSON.stringify({ config: YML, check_hash: 1 }), 304],
    [
      'as text in the JSON body',
      '',
      'application/json',
      JSON.stringify({ config: YML, check_hash: '1' }),
      304,
    ],
    ['in a form', '', form, `check_hash=1&config=${encodeURIComponent(YML)}`, 304],
    ['another text', '?check_hash=1', 'text/yaml', `${YML}\n`, 201],
    ['entities are not looked at', '?check_hash=1', 'text/yaml', YML, 304],
    ['an object has no hash', '?check_hash=1', 'application/json', JSON_TEXT, 201],
  ];

  test.each(rows)('%s', async (_, query, type, body, status) => {
    const { url } = await node({ config: YML });
    const reply = await push(url, body, query, { type });
    expect(reply.status).toBe(status);
    if (status === 304) expect([reply.text, reply.headers['content-length']]).toEqual(['', '0']);
  });

  test('never for an empty config', async () => {
    const { url } = await node();
    const empty = '_format_version: "3.0"\n';
    expect((await push(url, empty)).json).toEqual({});
    expect((await push(url, empty, '?check_hash=1')).status).toBe(201);
    expect(await hashOf(url)).toBe(EMPTY);
  });
});

test('the hash of an object differs from load to load and from node to node', async () => {
  const [a, b] = [await node(), await node()];
  const hashes = [];
  for (const { url } of [a, a, b]) {
    await push(url, JSON_TEXT, '', { type: 'application/json' });
    hashes.push(await hashOf(url));
  }
  expect(new Set([...hashes, md5(JSON_TEXT)]).size).toBe(4);
});

describe('refused', () => {
  const JSON_TYPE = 'application/json; charset=utf-8';
  const HTML = 'text/html; charset=UTF-8';
  const rows: [
    what: string,
    type: string | undefined,
    body: string | Buffer,
    status: number,
    type: string,
  ][] = [
    ['x-yaml', 'application/x-yaml', YML, 415, HTML],
    ['plain text', 'text/plain', YML, 415, HTML],
    ['octets', 'application/octet-stream', YML, 415, HTML],
    ['no type', undefined, YML, 415, HTML],
    ['a type in capitals', 'Application/JSON', JSON_TEXT, 415, HTML],
    ['broken JSON', 'application/json', '{"a":', 400, JSON_TYPE],
    ['JSON behind a byte order mark', 'application/json', `\ufeff${JSON_TEXT}`, 400, JSON_TYPE],
    ['gzip', 'application/json', gzipSync(JSON_TEXT), 400, JSON_TYPE],
    ['gzip as yaml', 'text/yaml', gzipSync(YML), 400, JSON_TYPE],
    ['an object as config', 'application/json', JSON.stringify({ config: OBJECT }), 400, JSON_TYPE],
    ['an object without a version', 'application/json', '{"services":[]}', 400, JSON_TYPE],
    ['a list', 'application/json', '[1]', 400, JSON_TYPE],
    ['a single value', 'text/yaml', 'hello', 400, JSON_TYPE],
    ['no body', 'text/yaml', '', 400, JSON_TYPE],
    ['a form without the field', multipart, '--b-1--\r\n', 400, JSON_TYPE],
    ['a multipart body cut short', multipart, part(YML).slice(0, 80), 400, JSON_TYPE],
  ];

  test.each(rows)('%s', async (_, type, body, status, answerType) => {
    const started = await node({ config: YML });
    const { hash, loads } = started.loaded;
    const reply = await push(started.url, body, '', { type: type ?? '' });
    expect([reply.status, reply.type]).toEqual([status, answerType]);
    if (answerType === HTML) expect(reply.text).toContain(String(status));
    else expect(typeof reply.json.message).toBe('string');
    expect(started.loaded).toMatchObject({ hash, loads });
  });

  test('query parameters become part of an object', async () => {
    const { url } = await node();
    const reply = await push(url, JSON_TEXT, '?foo=1', { type: 'application/json' });
    expect([reply.status, Object.keys(reply.json.fields)]).toEqual([400, ['foo']]);
    expect((await push(url, YML, '?foo=1')).status).toBe(201);
  });
});

describe('body limits', () => {
  const exact = (size: number) => YML + '#'.repeat(size - YML.length);

  test('by what the request says, and by what comes', async () => {
    const { url } = await node({ bodyLimit: 1000 });
    expect((await push(url, exact(1000))).status).toBe(201);
    const said = await push(url, exact(1001));
    expect([said.status, said.type, said.headers.connection]).toEqual([
      413,
      'text/html; charset=UTF-8',
      'close',
    ]);
    expect((await push(url, exact(1001), '', { chunked: true })).status).toBe(413);
    expect((await ask(url, '/')).json.configuration.nginx_admin_client_max_body_size).toBe('1000');
  });
});
