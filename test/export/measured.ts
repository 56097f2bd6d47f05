/**
 * The configs whose size was measured in real nodes (fixtures/facts/sizes.json). Their texts are not kept, only how many
 * entities of which type they have, how long their JSON is, and how many bytes of which records they became. These are
 * configs of the same counts and length; which fields carry the length is a guess that the sizes of records confirm.
 */
import { readFileSync } from 'node:fs';

export interface Measured {
  id: string;
  json_bytes: number;
  entities: Record<string, number>;
  first_load: { bytes_live: number };
  after_3rd_reload: { bytes_live: number; bytes_highwater: number };
  records: Record<string, { count: number; key_bytes: number; value_bytes: number }>;
}

export const facts: {
  configs: Measured[];
  bisection: { results: { id: string; smallest_ok_m: number }[] };
  rule: { value_bytes_plugin_minimal_config_global: Record<string, number> };
} = JSON.parse(readFileSync(new URL('../../fixtures/facts/sizes.json', import.meta.url), 'utf8'));

type Fields = Record<string, unknown>;
/** Entity `n` of a type, with its children, and so many characters to reach the length. */
type Make = (n: number, pad: string, counts: Record<string, number>) => Fields;

const no = (n: number) => String(n).padStart(5, '0');
const times = <T>(count: number, make: (n: number) => T): T[] =>
  Array.from({ length: count }, (_, n) => make(n));
const share = (counts: Record<string, number>, type: string, of: string) => counts[type]! / counts[of]!;

const service = (n: number): Fields => ({
  name: `service-${no(n)}`,
  host: `host-${no(n)}.test`,
  port: 8080,
  path: '/v1',
});
const consumer = (n: number): Fields => ({ username: `consumer-${no(n)}`, custom_id: `c-${no(n)}` });
const route = (name: string, pad: string): Fields => ({
  name: `route-${name}`,
  paths: [`/path-${name}`],
  hosts: [`h${pad}.test`],
  methods: ['GET', 'POST'],
});
const tags = (count: number, length: number, pad = '') =>
  times(count, (n) => `${n}`.padEnd(length, 't') + (n ? '' : pad));

const routed: Make = (n, pad, counts) => ({
  ...service(n),
  routes: times(share(counts, 'routes', 'services'), (m) => route(`${no(n)}-${m}`, pad)),
});

/** By the id without its number of entities. */
const shapes: Record<string, [type: string, make: Make]> = {
  ups: [
    'upstreams',
    (n, pad, counts) => ({
      name: `upstream-${no(n)}${pad}`,
      targets: times(share(counts, 'targets', 'upstreams'), (m) => ({
        target: `10.0.${n % 250}.${m}:8080`,
        weight: 100,
      })),
    }),
  ],
  basicacl: [
    'consumers',
    (n, pad) => ({
      ...consumer(n),
      basicauth_credentials: [{ username: `user-${no(n)}`, password: `p${pad}` }],
      acls: [{ group: `group-${n % 10}` }],
    }),
  ],
  keyauth: [
    'consumers',
    (n, pad) => ({ ...consumer(n), keyauth_credentials: [{ key: `key-${no(n)}-${pad}` }] }),
  ],
  jwt: [
    'consumers',
    (n, pad) => ({ ...consumer(n), jwt_secrets: [{ key: `iss-${no(n)}`, secret: `s${pad}` }] }),
  ],
  sr: ['services', routed],
  'sr-1to1': ['services', routed],
  'sr-tags': [
    'services',
    (n, pad, counts) => {
      const made = routed(n, 'x'.repeat(10), counts) as { routes: Fields[] };
      return { ...made, routes: made.routes.map((one) => ({ ...one, tags: tags(4, 8, pad) })) };
    },
  ],
  'routes-simple': ['routes', (n, pad) => ({ name: `r${no(n)}`, paths: [`/p-${no(n)}${pad}`] })],
  plugthree: [
    'services',
    (n, pad) => ({
      ...service(n),
      host: `host-${no(n)}.test${pad}`,
      plugins: ['correlation-id', 'key-auth', 'request-transformer'].map((name) => ({ name })),
    }),
  ],
  plugsmall: [
    'services',
    (n, pad) => ({
      ...service(n),
      host: `host-${no(n)}.test${pad}`,
      plugins: [{ name: 'rate-limiting', config: { minute: 100, policy: 'local' } }],
    }),
  ],
  plugbig: [
    'services',
    (n, pad) => ({
      ...service(n),
      plugins: [{ name: 'request-termination', config: { status_code: 403, body: `b${pad}` } }],
    }),
  ],
  certs: [
    'certificates',
    // What is in them does not count here, only how long they are.
    (n, pad) => ({ cert: `c${pad}`, key: 'k'.repeat(240), snis: [{ name: `www-${no(n)}.test` }] }),
  ],
  consumers: ['consumers', (n, pad) => ({ ...consumer(n), custom_id: `c-${no(n)}${pad}` })],
  'consumers-tags': ['consumers', (n, pad) => ({ ...consumer(n), tags: tags(10, 7, pad) })],
  'services-only': ['services', (n, pad) => ({ ...service(n), host: `host-${no(n)}.test${pad}` })],
};

/** Several types at the top level, each of the shapes above. */
function mix(counts: Record<string, number>, pad: string): Fields {
  const per = (type: string, of: string) => share(counts, type, of);
  return {
    services: times(counts.services!, (n) => ({
      ...service(n),
      routes: times(per('routes', 'services'), (m) => route(`${no(n)}-${m}`, pad)),
      plugins: [{ name: 'rate-limiting', config: { minute: 100, policy: 'local' } }, { name: 'key-auth' }],
    })),
    consumers: times(counts.consumers!, (n) => ({
      username: `consumer-${no(n)}`,
      keyauth_credentials: [{ key: `key-${no(n)}-0123456789abcdef0123` }],
      acls: [{ group: `group-${n % 10}` }],
    })),
    upstreams: times(counts.upstreams!, (n) => ({
      name: `upstream-${no(n)}`,
      targets: times(per('targets', 'upstreams'), (m) => ({
        target: `10.0.${n % 250}.${m}:8080`,
        weight: 100,
      })),
    })),
  };
}

function textOf({ id, entities }: Measured, pad: string): string {
  const [, name] = /^(.*)-\d+k?$/.exec(id)!;
  const about = { _format_version: '3.0', _comment: 'c' };
  if (name === 'mix') return JSON.stringify({ ...about, ...mix(entities, pad) });
  const [type, make] = shapes[name!]!;
  return JSON.stringify({ ...about, [type]: times(entities[type]!, (n) => make(n, pad, entities)) });
}

/** As long as the one that was measured, up to one character for each entity. */
export function configLike(measured: Measured): string {
  const [none, one] = [0, 1].map((length) => textOf(measured, 'x'.repeat(length)).length) as [number, number];
  const pad = Math.floor((measured.json_bytes - none) / (one - none));
  return textOf(measured, 'x'.repeat(Math.max(0, pad)));
}
