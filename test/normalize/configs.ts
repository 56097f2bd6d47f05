/** Valid configs of all kinds: nested and flat, named and unnamed, references by name, id and object. */
import fc from 'fast-check';
import type { Fields } from '../../src/config/entries.ts';
import { repaired, type Wish } from './repair.ts';

const NAMES = ['alpha', 'beta', 'gamma', 'on', '404', '12:30', 'a b', 'né'];
const IDS = [1, 2, 3, 4, 5, 6].map((digit) => `3f5b5e5e-1111-4a4a-8b8b-00000000000${digit}`);

const name = fc.constantFrom(...NAMES);
const id = fc.constantFrom(...IDS);
const none = fc.constant(undefined);
const rarely = <T>(value: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 3, arbitrary: none }, { weight: 1, arbitrary: value });
const often = <T>(value: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 1, arbitrary: none }, { weight: 3, arbitrary: value });
const few = <T>(value: fc.Arbitrary<T>) => often(fc.array(value, { maxLength: 3 }));

/** Without the fields that are undefined. */
const record = (fields: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<Fields> =>
  fc
    .record(fields)
    .map((all) => Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)));

const common = {
  id: rarely(id),
  tags: rarely(fc.array(name, { maxLength: 2 })),
  _comment: rarely(fc.constant('said here')),
};
const wish: fc.Arbitrary<Wish> = fc.record({
  nth: fc.nat(5),
  style: fc.constantFrom('name', 'id', 'object'),
});
const reference = fc.oneof({ weight: 6, arbitrary: wish }, { weight: 1, arbitrary: fc.constant(null) });

const plugin = record({
  ...common,
  name: fc.constantFrom('key-auth', 'cors', 'jwt', 'rate-limiting', 'request-size-limiting'),
  instance_name: rarely(name),
  enabled: rarely(fc.boolean()),
}).chain((one) =>
  one.name === 'rate-limiting'
    ? record({ minute: fc.constantFrom(5, 10), policy: rarely(fc.constant('local')) }).map((config) => ({
        ...one,
        config,
      }))
    : fc.constant(one),
);
const scoped = record({ service: rarely(reference), route: rarely(reference), consumer: rarely(reference) });
const freePlugin = fc.tuple(plugin, scoped).map(([one, scope]) => ({ ...one, ...scope }));

const route = record({
  ...common,
  name: often(name),
  paths: fc.constantFrom(['/a'], ['/b', '~/c\\d+$'], ['/a//b/../c']),
  methods: rarely(fc.constant(['GET', 'POST'])),
  plugins: few(fc.oneof({ weight: 4, arbitrary: plugin }, freePlugin)),
});
const service = record({
  ...common,
  name: often(name),
  url: fc.constantFrom('http://up.test', 'https://up.test:8443/x'),
  retries: rarely(fc.constantFrom(0, 3)),
  routes: few(route),
  plugins: few(plugin),
});
const consumer = record({
  ...common,
  username: often(name),
  custom_id: rarely(name),
  plugins: few(plugin),
  acls: few(record({ ...common, group: name })),
  keyauth_credentials: few(record({ ...common, key: often(name) })),
  basicauth_credentials: rarely(fc.array(record({ username: name, password: name }), { maxLength: 1 })),
  oauth2_credentials: rarely(
    fc.array(record({ name, client_id: often(name), redirect_uris: fc.constant(['https://r.test']) }), {
      maxLength: 2,
    }),
  ),
});
const target = record({
  ...common,
  target: fc.constantFrom('10.0.0.1:80', 'a.test', '[::1]:81'),
  weight: rarely(fc.constant(5)),
});
const upstream = record({
  ...common,
  name: fc.constantFrom('up.test', 'other.test', 'third.test'),
  targets: few(target),
});
const keySet = record({ ...common, name: often(name) });

const of = (one: fc.Arbitrary<Fields>, field: string, value: fc.Arbitrary<unknown>) =>
  fc
    .tuple(one, value)
    .map(([fields, written]): Fields => (written === undefined ? fields : { ...fields, [field]: written }));

/** Not all are valid. */
export const anyConfigs = record({
  _format_version: fc.constantFrom('3.0', '3.0', '3.0', '2.1', '1.1'),
  _transform: rarely(fc.boolean()),
  _comment: rarely(fc.constant('of the file')),
  _ignore: rarely(fc.constant([{ any: ['thing', 1] }])),
  services: few(service),
  routes: few(of(route, 'service', rarely(reference))),
  consumers: few(consumer),
  plugins: few(freePlugin),
  upstreams: few(upstream),
  targets: rarely(fc.array(of(target, 'upstream', wish), { maxLength: 2 })),
  acls: rarely(fc.array(of(record({ ...common, group: name }), 'consumer', wish), { maxLength: 2 })),
  keyauth_credentials: rarely(fc.array(of(record({ key: name }), 'consumer', wish), { maxLength: 2 })),
  oauth2_tokens: rarely(
    fc.array(of(record({ ...common, expires_in: fc.constant(0) }), 'credential', wish), { maxLength: 2 }),
  ),
  key_sets: rarely(fc.array(keySet, { maxLength: 2 })),
  vaults: rarely(fc.constant([{ name: 'env', prefix: 'my-env', config: { prefix: 'X_' } }])),
});

export const configs: fc.Arbitrary<Fields> = anyConfigs.map(repaired);
