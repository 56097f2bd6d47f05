/** Each rule at its edges: what it says something about, and what looks alike and is fine. */
import { describe, expect, test } from 'vitest';
import { codes } from '../../src/codes.ts';
import { judge } from '../../src/config/judge.ts';
import { type LintOptions, lint, rules } from '../../src/lint/index.ts';
import { bundledRegistry, type Registry } from '../../src/schema/registry.ts';
import { Validator } from '../../src/schema/validator.ts';
import { regrets } from './judged.ts';

const ID = '0d9a4f3e-58c1-4b1a-9c53-0f8f0e7d1a0';
const NOW = { now: 1_800_000_000 };

type Case = [title: string, document: object, found: string[], options?: LintOptions];

const route = (fields: object) => ({
  services: [{ name: 's', host: 'h', routes: [{ name: 'r', ...fields }] }],
});
const key = (fields: object) => ({
  plugins: [{ name: 'key-auth' }],
  consumers: [{ username: 'c', keyauth_credentials: [{ id: `${ID}1`, key: 'k', ...fields }] }],
});

const oauth2 = (grant: string) => ({ plugins: [{ name: 'oauth2', config: { [grant]: true } }] });

const cases: Record<string, Case[]> = {
  'deprecated-field': [
    ['a null', { plugins: [{ name: 'statsd', config: { retry_count: null } }] }, []],
    ['a default', { plugins: [{ name: 'zipkin', config: { header_type: 'preserve' } }] }, []],
    [
      'the new name',
      { plugins: [{ name: 'opentelemetry', config: { traces_endpoint: 'http://o/v1' } }] },
      [],
    ],
    [
      'a nested one',
      route({ paths: ['/a'], plugins: [{ name: 'datadog', config: { queue_size: 3 } }] }),
      ['deprecated-field datadog config queue_size'],
    ],
    ['v0', route({ paths: ['/a'], path_handling: 'v0' }), []],
  ],
  'random-id': [
    ['a name', { upstreams: [{ name: 'u' }] }, []],
    ['an id', { routes: [{ id: `${ID}1`, paths: ['/a'] }] }, []],
    ['neither', { routes: [{ paths: ['/a'] }, { paths: ['/b'] }] }, ['random-id routes']],
    [
      'what nests in one is not counted',
      { routes: [{ paths: ['/a'], plugins: [{ name: 'cors' }] }] },
      ['random-id routes'],
    ],
  ],
  'random-secret': [
    ['a vault reference', { plugins: [{ name: 'session', config: { secret: '{vault://env/s}' } }] }, []],
    ['a disabled plugin', { plugins: [{ name: 'session', enabled: false }] }, []],
    ['no key', key({ key: undefined }), ['random-secret keyauth_credentials']],
    [
      'no provision key',
      oauth2('enable_password_grant'),
      ['random-secret oauth2 config provision_key', 'needs-database oauth2 name'],
    ],
    [
      'no provision key, where none is used',
      oauth2('enable_client_credentials'),
      ['needs-database oauth2 name'],
    ],
    [
      'no secret, where none is used',
      {
        plugins: [{ name: 'jwt' }],
        consumers: [{ username: 'c', jwt_secrets: [{ id: `${ID}1`, key: 'k', algorithm: 'ES256' }] }],
      },
      [],
    ],
  ],
  'id-only-reference': [
    [
      'an id that is given',
      {
        services: [{ id: `${ID}1`, name: 's', host: 'h' }],
        routes: [{ name: 'r', paths: ['/a'], service: `${ID}1` }],
      },
      [],
    ],
    [
      'a map with the name of what it means',
      {
        services: [{ id: `${ID}1`, name: 's', host: 'h' }],
        routes: [{ name: 'r', paths: ['/a'], service: { id: `${ID}1`, name: 's' } }],
      },
      [],
    ],
    [
      'a derived id in a map of a nested entity',
      {
        consumers: [{ username: 'alice' }],
        services: [
          { name: 's', host: 'h', plugins: [{ name: 'cors' }] },
          {
            name: 't',
            host: 'h',
            plugins: [
              {
                name: 'rate-limiting',
                consumer: 'b32379d9-3d28-5683-a79c-72139be6e34f',
                config: { minute: 1 },
              },
            ],
          },
        ],
      },
      ['id-only-reference rate-limiting consumer'],
    ],
  ],
  'unused-credential': [
    [
      'a plugin on one route',
      { ...key({}), plugins: [], ...route({ paths: ['/'], plugins: [{ name: 'key-auth' }] }) },
      [],
    ],
    ['none', { ...key({}), plugins: [] }, ['unused-credential keyauth_credentials']],
  ],
  'needs-database': [
    [
      'oauth2 switched off',
      { plugins: [{ name: 'oauth2', enabled: false, config: { enable_client_credentials: true } }] },
      [],
    ],
    [
      'a node with a database',
      { plugins: [{ name: 'session', config: { secret: 'x', storage: 'kong' } }] },
      [],
      { node: { database: 'postgres' } },
    ],
    ['cookies', { plugins: [{ name: 'session', config: { secret: 'x', storage: 'cookie' } }] }, []],
  ],
  'expired-ttl': [
    ['to come', key({ ttl: NOW.now + 60 }), [], NOW],
    ['past', key({ ttl: NOW.now - 60 }), ['expired-ttl keyauth_credentials ttl'], NOW],
    ['a duration', key({ ttl: 3600 }), ['expired-ttl keyauth_credentials ttl'], NOW],
    [
      'a duration for a node with a database',
      key({ ttl: 3600 }),
      [],
      { ...NOW, node: { database: 'postgres' } },
    ],
    ['not even a number', key({ ttl: 'soon' }), [], NOW],
  ],
  'protocol-mismatch': [
    ['one protocol in common', route({ paths: ['/'], plugins: [{ name: 'cors', protocols: ['http'] }] }), []],
    [
      'a plugin of a service: one route is enough',
      {
        services: [{ name: 's', host: 'h', plugins: [{ name: 'cors', protocols: ['grpc'] }] }],
        routes: [
          { name: 'a', service: 's', paths: ['/'] },
          { name: 'b', service: 's', paths: ['/'], protocols: ['grpc'] },
        ],
      },
      [],
    ],
    [
      'a service without routes',
      { services: [{ name: 's', host: 'h', plugins: [{ name: 'cors', protocols: ['grpc'] }] }] },
      [],
    ],
    [
      'a default of its own',
      {
        routes: [
          {
            name: 'a',
            protocols: ['tcp'],
            sources: [{ port: 1 }],
            plugins: [{ name: 'ip-restriction', config: { allow: ['1.1.1.1'] } }],
          },
        ],
      },
      [],
    ],
  ],
  'lost-setting': [
    [
      'what url says, too',
      { services: [{ name: 's', url: 'http://h.test:80/a', port: 80, path: '/a' }] },
      [],
    ],
    ['a null', { services: [{ name: 's', url: 'http://h.test/a', path: null }] }, []],
    [
      'another port',
      { services: [{ name: 's', url: 'https://h.test', port: 8443 }] },
      ['lost-setting s port'],
    ],
    ['a path', { services: [{ name: 's', url: 'http://h.test', path: '/a' }] }, ['lost-setting s path']],
    ['a query', { services: [{ name: 's', url: 'http://h.test/a?b=c' }] }, ['lost-setting s url']],
  ],
  'same-target': [
    [
      'another upstream',
      { upstreams: ['a', 'b'].map((name, i) => ({ name, targets: [{ target: i ? 'h' : 'h:8000' }] })) },
      [],
    ],
    ['another port', { upstreams: [{ name: 'a', targets: [{ target: 'h' }, { target: 'h:8001' }] }] }, []],
    [
      'IPv6, and by reference',
      {
        upstreams: [{ name: 'a', targets: [{ target: '[::1]:8000' }] }],
        targets: [{ target: '::1', upstream: 'a' }],
      },
      ['same-target targets target'],
    ],
  ],
  'same-match': [
    [
      'another order',
      { routes: ['a', 'b'].map((name) => ({ name, paths: name === 'a' ? ['/a', '/b'] : ['/b', '/a'] })) },
      ['same-match b'],
    ],
    ['other methods', { routes: ['A', 'B'].map((name) => ({ name, paths: ['/a'], methods: [name] })) }, []],
    [
      'other protocols',
      { routes: ['http', 'https'].map((name) => ({ name, paths: ['/a'], protocols: [name] })) },
      [],
    ],
    [
      'the route of a disabled service',
      {
        services: ['a', 'b'].map((name) => ({
          name,
          host: 'h',
          enabled: name === 'a',
          routes: [{ name: `of-${name}`, paths: ['/a'] }],
        })),
      },
      [],
    ],
    [
      'headers in another case',
      { routes: ['X-a', 'x-A'].map((name) => ({ name, paths: ['/a'], headers: { [name]: ['1'] } })) },
      ['same-match x-A'],
    ],
    [
      'other ports of a stream',
      { routes: [1, 2].map((port) => ({ name: `p${port}`, protocols: ['tcp'], sources: [{ port }] })) },
      [],
    ],
  ],
  'unmarked-regex': [
    ...[
      '/a.b',
      '/Products(1)',
      '/a+b',
      '/$metadata',
      '/~user',
      '/a:b',
      '/a/b:c',
      '/v1/x(y)/z',
      '/a=b;c,d!',
      '/search?q=1',
    ].map((path): Case => [path, route({ paths: [path] }), []]),
    ...[
      '/a/.*',
      '/a/\\d+',
      '/a$',
      '/[a-z]+/b',
      '/(a|b)/c',
      '/(ab)?c',
      '/{id}/x',
      '/x/:id/y',
      '/a/*',
      '/*/a',
      '/a{2}',
      '/(?i)a',
    ].map((path): Case => [path, route({ paths: ['/x', path] }), ['unmarked-regex r paths 1']]),
    ['a regex', route({ paths: ['~/a/\\d+$'] }), []],
    [
      'an older format marks its regexes itself',
      { _format_version: '2.1', ...route({ paths: ['/a/\\d+$'] }) },
      [],
    ],
  ],
};

describe.each(Object.entries(cases))('%s', (_, all) => {
  test.each(all)('%s', (_title, document, found, options) => {
    expect(regrets(document, options)).toEqual(found);
  });
});

test('a registry knows its node', () => {
  const document = {
    _format_version: '3.0',
    plugins: [{ name: 'session', config: { secret: 'x', storage: 'kong' } }],
  };
  const codesFor = (registry: Registry) =>
    lint(judge(document, [], new Validator(registry)), registry).map(({ finding }) => finding.code);
  expect(codesFor(bundledRegistry())).toEqual(['needs-database']);
  expect(codesFor(bundledRegistry().for({ database: 'postgres' }))).toEqual([]);
});

test('every rule has its code, which warns', () => {
  for (const code of Object.keys(rules)) expect(codes[code as keyof typeof codes].level).toBe('warning');
});
