import { generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checks } from '../../../src/schema/checks/index.ts';
import { luaError, templateProblem } from '../../../src/schema/checks/lua.ts';
import { material } from './material.ts';

const { CERT = '', KEY = '', KEY2 = '', CA = '', RSACERT = '', RSAKEY = '', RSAPUB = '' } = material;

/** What each check takes and refuses beyond the examples of the reference. */
const CASES: Record<string, { ok: unknown[]; bad: unknown[] }> = {
  tag: { ok: ['a~b', '\u0080', '😀', ' '], bad: ['a\tb', '\x7f', '\udc80', 'a\n'] },
  'utf8-name': { ok: ['😀', '-', '~'], bad: ['a\n', '\udce9', '$', '\0'] },
  'header-name': { ok: ['X-A\n'], bad: ['X-A\n\n', '\n', 'a.b'] },
  'cookie-name': { ok: ["!#$%&'*+-.^_`|~"], bad: ['\x7f', 'a\tb', '"', '\\', '[', '{'] },
  host: {
    ok: ['a.', '-a', 'a.b-c.d', '1.2.3.4a', '010.0.0.1', '[1:2::8]', '1:2:3:4:5:6:7:8', 'xn--a', '1a'],
    bad: [
      '.a',
      'a..b',
      'a-',
      'a-.b',
      '-',
      '1.2.3',
      '1',
      '256.0.0.1',
      ':::',
      '1::2::3',
      '[::1',
      '::1]',
      'é',
      '',
      '.',
    ],
  },
  'host-with-optional-port': {
    ok: ['a:0', 'a:65535', 'a:00080', '[::1]', '1.2.3.4:1'],
    bad: ['a:65536', 'a:', ':80', '::1:g', '[::1]:', '[::1]:65536', '[::1]x', '1.2.3.4:', 'a:1:b'],
  },
  'route-host': { ok: ['*', '*.a:1', 'a.*'], bad: ['*-', '* a', '*:x', '*..a'] },
  'wildcard-host': { ok: ['*', '*a', 'a*', '*.10.0.0.1'], bad: ['**', 'a*b', '*:1', '*-', '1.2.3.4', '* '] },
  ip: { ok: ['::ffff:1.2.3.4', '0.0.0.0'], bad: ['01.2.3.4', '[::1]', '::1/1', '1.2.3.4 ', '', '::1%a'] },
  'ip-or-cidr': {
    ok: ['0.0.0.0/0', '::/0', '::ffff:1.2.3.4/128'],
    bad: ['1.2.3.4/', '1.2.3.4/00', '::1/129', '1.2.3.4/+1', '1.2.3.4/8/8', '1.2.3.4/-1', '/8'],
  },
  path: { ok: ["/~!@$&'()*+,;=:%41", '/%aF'], bad: ['', 'a', '//', '/%', '/%4', '/[', '/"', '/\n', '/😀'] },
  'route-path': {
    ok: ['/a.b', '/...', '/😀%zz', '/%25', '/a\n', '~/[a-z]{2}', '/%5B%5D'],
    bad: ['/%5b', '/./a', '/a/..', '~//', '/a%2e', '/😀%41', '~', '', '/%4', '/%C3%A9'],
  },
  url: {
    ok: ['a://b', 'http://a?b', 'http://u@h'],
    bad: ['http:/a', 'http://@', 'http://:80', 'mailto:a@b'],
  },
  'oauth2-redirect-uri': {
    ok: ['http://a/?x=', 'a://b'],
    bad: ['http://a/#', 'http://a/b?c#d', '//a'],
  },
  'upstream-name': { ok: ['a.'], bad: ['::1', '1.2.3.4', 'a:80', '*.a'] },
  target: { ok: ['a:80', '[::1]:80', '::1', 'a.'], bad: ['*', 'a:', '1', '[::1', 'a:65536'] },
  'header-pair': { ok: ['a', 'a:', 'a::b', 'a:b c'], bad: [':a', '', 'a b:c'] },
  'template-pair': {
    ok: ['a:b', 'a:$(b)', 'a:$(', 'a b:c'],
    bad: ['a', 'a:', 'a::', ':b', 'a:$(1 +)', 'a:#b'],
  },
  'rename-header': { ok: ['a:b', 'a::b'], bad: ['a', 'a:', ':b', 'a:b:c', 'a b:c'] },
  'cors-origin': { ok: ['*', '.*'], bad: ['*a', '+'] },
  pcre: { ok: ['a', '(?=a)'], bad: ['(', '*'] },
  'acme-namespace': { ok: ['', 'kong_acme'], bad: ['kong_acme:cert_key:a'] },
  'zipkin-static-tags': { ok: [[]], bad: [[{ name: 'a' }, { name: 'b' }, { name: 'a' }]] },
  'otel-resource-attributes': { ok: [{ a: 'b' }], bad: [{ a: '' }, { a: [] }, { a: null }] },
  'response-ratelimiting-limits': {
    ok: [{ second: 1, hour: 1 }, {}],
    bad: [{ second: 2, hour: 1 }],
  },
  'rate-limiting-config': {
    ok: [
      { second: 1, day: 1 },
      { second: 1, minute: null, hour: 2 },
      { second: 1, sync_rate: -1 },
      { second: 1, sync_rate: 0.02, policy: 'redis' },
    ],
    bad: [
      { second: 2, minute: null, hour: 1 },
      { second: 1, sync_rate: 0.01, policy: 'redis' },
      { second: 1, sync_rate: 1, policy: 'local' },
    ],
  },
  'request-termination-config': {
    ok: [
      {},
      { body: 'b' },
      { echo: false, body: 'b' },
      { message: 'm', body: null },
      { message: 'm', echo: true },
    ],
    bad: [
      { message: 'm', content_type: 'c' },
      { echo: true, content_type: 'c' },
      { content_type: 'c', body: null },
    ],
  },
  'http-log-config': {
    ok: [{ http_endpoint: 'http://u@a', headers: { x: 'y' } }, { http_endpoint: 'http://u@a' }],
    bad: [{ http_endpoint: 'http://u@a', headers: { AUTHORIZATION: 'y' } }],
  },
  'oauth2-config': {
    ok: [{ enable_password_grant: true }],
    bad: [{}, [], { enable_password_grant: 'true' }],
  },
  'aws-lambda': {
    ok: [{ config: {} }, { config: { proxy_url: null } }, {}],
    bad: [{ config: { proxy_url: 'HTTP://a' } }, { config: { proxy_url: '//a' } }],
  },
  acme: { ok: [{ config: {} }, {}], bad: [{ config: { storage: 'kong' } }] },
  'wasm-filters': { ok: [{ service: 's' }], bad: [{ filters: [] }, { filters: null }] },
  certificate: {
    ok: [CERT, `junk\n${CERT}junk`, KEY + CERT, CERT.trimEnd(), CERT.replaceAll('\n', '\r\n')],
    bad: [KEY, 'x', CERT.slice(0, 300), CERT.replace('MII', 'AAA'), '{vault://x'],
  },
  'private-key': {
    ok: [KEY, RSAKEY, `junk\n${KEY}`, KEY.trimEnd(), '{vault://env/x}'],
    bad: [CERT, 'x', KEY.slice(0, 100), encrypted(), encryptedPkcs1()],
  },
  'public-key': { ok: [RSAPUB, RSAKEY, KEY], bad: [CERT, 'x', RSAPUB.slice(0, 200)] },
  'pem-keys': {
    ok: [{ public_key: RSAPUB }, { public_key: RSAPUB, private_key: RSAKEY }, { private_key: KEY }, {}],
    bad: [{ public_key: KEY }, { private_key: RSAPUB }, { public_key: RSAPUB, private_key: KEY }],
  },
  'certificate-pair': {
    ok: [{ cert: CERT, key: KEY }, { cert: CERT, key: '{vault://env/x}' }, { cert: 'x', key: KEY }, {}],
    bad: [
      { cert: CERT, key: KEY2 },
      { cert: CERT, key: RSAKEY },
    ],
  },
  'certificate-pair-alt': {
    ok: [
      { cert_alt: CERT, key_alt: KEY },
      { cert_alt: null, key_alt: null },
    ],
    bad: [{ cert_alt: RSACERT, key_alt: KEY }],
  },
  'certificate-types': {
    ok: [{ cert: CERT, cert_alt: RSACERT }, { cert: CERT }],
    bad: [{ cert: CERT, cert_alt: CA }],
  },
  'ca-certificate': { ok: [{ cert: CA }, { cert: 'x' }], bad: [{ cert: CA + CA }, { cert: CERT }] },
  'keys-jwk': {
    ok: [jwk('ed25519'), jwk('ec'), jwk('rsa'), { kid: 'k', jwk: '{vault://env/x}' }, { kid: 'k' }],
    bad: [
      { ...jwk('ec'), kid: 'other' },
      { kid: 'k', jwk: '[]' },
      { kid: 'k', jwk: 'null' },
      { kid: 'k', jwk: '{"kid":"k"}' },
      { kid: 'k', jwk: '{"kid":"k","kty":"oct","k":"YQ"}' },
      { kid: 'k', jwk: jwk('ec').jwk.replace('{', '{"ext":true,') },
      { kid: 'k', jwk: jwk('ec').jwk.replace('{', '{"use":1,') },
      { kid: 'k', jwk: jwk('ec').jwk.replace('"P-256"', '"P-999"') },
    ],
  },
  'lua-function': {
    ok: [
      '',
      ' \n',
      '#!x\nreturn 1',
      ';;x=1',
      'f\n(x)',
      'goto a ::a::',
      'while true do break x() end',
      'x=1ULL y=3i z=0b101 u=0x.8p1 v=.5e1 w="\\0651"',
      'return "end"',
      'x="\\u{48}\\z \\x41"',
      'é=1',
    ],
    bad: [
      'x',
      '\x1bLJ',
      'x=~1',
      'x=1//2',
      'goto a',
      'break',
      'local x <const> = 1',
      'x="\\q"',
      'return return',
      'return , 1',
      'return;;',
      'x = ;',
      'kong.;log()',
      'f(a;b)',
      'goto = 1',
      'while 1do break end',
      'x=0b12',
      'x=1.5LL',
      'x="\\u{110000}"',
      'x="\\300"',
    ],
  },
  'lua-code': { ok: ['return ...'], bad: ['return ('] },
};

function encrypted(): string {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return privateKey.export({
    type: 'pkcs8',
    format: 'pem',
    cipher: 'aes-256-cbc',
    passphrase: 'x',
  }) as string;
}

function encryptedPkcs1(): string {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return privateKey.export({ type: 'sec1', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' }) as string;
}

function jwk(type: 'ec' | 'rsa' | 'ed25519'): { kid: string; jwk: string } {
  const { publicKey, privateKey } =
    type === 'ec'
      ? generateKeyPairSync('ec', { namedCurve: 'P-256' })
      : type === 'rsa'
        ? generateKeyPairSync('rsa', { modulusLength: 2048 })
        : generateKeyPairSync('ed25519');
  const key = type === 'rsa' ? publicKey : privateKey;
  return { kid: 'k', jwk: JSON.stringify({ ...key.export({ format: 'jwk' }), kid: 'k' }) };
}

describe.each(Object.entries(CASES))('%s', (name, { ok, bad }) => {
  const check = checks[name]!;
  test.each(ok.map((value) => ({ value })))('accepts $value', ({ value }) => {
    expect(check(value)).toBeUndefined();
  });
  test.each(bad.map((value) => ({ value })))('refuses $value', ({ value }) => {
    expect(check(value)).toBeDefined();
  });
});

test('a shared dict that a node may have is only a warning', () => {
  expect(checks['acme-shm-name']!('mine')?.severity).toBe('warning');
  expect(checks['acme-shm-name']!('kong')).toBeUndefined();
  const config = { memory: { dictionary_name: 'mine' } };
  expect(checks['proxy-cache']!({ config })).toMatchObject({ severity: 'warning' });
  expect(checks['proxy-cache']!({ config: {} })).toBeUndefined();
});

test('a template may hold statements and several expressions', () => {
  expect(templateProblem('# for i = 1, 2 do\n$(i) $(f(i))\n# end')).toBeUndefined();
  expect(templateProblem('$(a) $(b +)')).toBeDefined();
});

describe('hostile values', () => {
  const names = Object.keys(checks);

  test('any value of any type gets an answer from every check', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...names),
        fc.oneof(fc.string({ unit: 'binary' }), fc.anything()),
        (name, value) => {
          const problem = checks[name]!(value);
          expect(problem === undefined || problem.message.length > 0).toBe(true);
        },
      ),
      { numRuns: 5000 },
    );
  });

  test('no message shows what may be secret', () => {
    const secret = 'S3CRET';
    for (const name of [
      'certificate',
      'private-key',
      'public-key',
      'url',
      'oauth2-redirect-uri',
      'lua-function',
    ]) {
      for (const value of [
        secret,
        `${secret} (`,
        `//u:${secret}@`,
        `-----BEGIN PRIVATE KEY-----\n${secret}`,
      ]) {
        const problem = checks[name]!(value);
        expect(JSON.stringify(problem ?? '')).not.toContain(secret);
        if (problem) expect(problem.secret).toBe(true);
      }
    }
  });

  test.each([
    'a.',
    '-',
    ':',
    '*',
    '/',
    '%',
    '/%zz',
    '[',
    '1',
    '1.',
    '::',
    'http://',
    '@',
    '#',
    '$(',
    ')',
    'é',
    '\n',
    '{"a":[',
  ])('%j a hundred thousand times takes little time', (piece) => {
    const text = piece.repeat(100_000);
    for (const name of names) {
      const start = performance.now();
      checks[name]!(text);
      checks[name]!(`/${text}`);
      checks[name]!(`a:${text}`);
      checks[name]!({ kid: 'k', jwk: text, cert: text, key: text, config: { proxy_url: text } });
      expect(performance.now() - start, name).toBeLessThan(3000);
    }
  });

  test.each([
    '(',
    'x = {',
    'not ',
    'do ',
    'if a then ',
    'function f() ',
    'a..',
    'a^',
    '--[[',
    'f()',
    ';',
    'f\n(',
    '1',
    '0x1.',
    'return ',
    '\\u{1',
  ])('Lua: %j a hundred thousand times takes little time', (piece) => {
    const start = performance.now();
    luaError(`x = ${piece.repeat(100_000)}`);
    luaError(piece.repeat(100_000));
    expect(performance.now() - start).toBeLessThan(5000);
  });
});
