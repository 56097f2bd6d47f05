/** Rules look at what has been judged valid; even so, nothing that a document may hold makes them throw. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bundledRegistry } from '../../src/schema/registry.ts';
import { lintOf } from './judged.ts';

const types = [...bundledRegistry().types.values()];

/** Names that rules look for, so that random records have something to say. */
const NAMES = [
  ...new Set([
    ...types.flatMap(({ name, references, auto, endpointKey }) => [
      name,
      ...references.map(({ field }) => field),
      ...auto,
      ...(endpointKey ? [endpointKey] : []),
    ]),
    ...[
      'config',
      'paths',
      'hosts',
      'headers',
      'protocols',
      'methods',
      'sources',
      'destinations',
      'ip',
      'port',
    ],
    ...['enabled', 'ttl', 'target', 'ca_certificates', 'cert', 'cert_alt', 'path_handling', 'regex_priority'],
    ...[
      'storage',
      'secret',
      'redis_host',
      'endpoint',
      'password',
      'hash_secret',
      'client_secret',
      'algorithm',
    ],
    ...['__proto__', 'toString', 'constructor'],
  ]),
];

const WORDS = [
  'session',
  'rate-limiting',
  'opentelemetry',
  'oauth2',
  '/',
  '~/a',
  '~/a.*',
  '/a/{b}',
  '*.x',
  'a:8000',
];

const value = fc.letrec((tie) => ({
  any: fc.oneof(
    { maxDepth: 5 },
    fc.constantFrom<unknown>(
      ...WORDS,
      null,
      true,
      0,
      -1,
      1e300,
      '',
      'http',
      '00000000-0000-4000-8000-000000000000',
    ),
    fc.array(tie('any'), { maxLength: 3 }),
    tie('record'),
  ),
  record: fc.dictionary(fc.constantFrom(...NAMES), tie('any'), { maxKeys: 6, noNullPrototype: true }),
}));

const document = fc.dictionary(
  fc.constantFrom(...types.map(({ name }) => name)),
  fc.oneof(fc.array(value.record, { maxLength: 4 }), value.any),
  { maxKeys: 8 },
);

test('no document makes a rule throw', () => {
  let found = 0;
  fc.assert(
    fc.property(document, (config) => {
      found += lintOf(JSON.parse(JSON.stringify({ _format_version: '3.0', ...config }))).length;
    }),
    { numRuns: 1500 },
  );
  expect(found).toBeGreaterThan(500);
});
