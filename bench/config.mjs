/** Makes realistic configs of any size: about 8,000 entities a MB of YAML, nested as people nest them. */

/** The tree of a config with `services` services, each with routes, plugins and a few consumers. Nobody would regret it. */
export function makeConfig({ services, regexes = false, basicAuth = false, mistakes = 0 }) {
  const config = {
    _format_version: '3.0',
    _transform: false,
    services: [],
    consumers: [],
    upstreams: [],
    plugins: [
      { name: 'acl', config: { deny: ['nobody'] } },
      { name: 'basic-auth', enabled: basicAuth },
    ],
  };
  for (let index = 0; index < services; index++) {
    config.services.push(service(index, regexes));
    config.consumers.push(consumer(index));
    if (index % 4 === 0) config.upstreams.push(upstream(index));
  }
  if (basicAuth) config.consumers[0].basicauth_credentials = [{ username: 'someone', password: 'a hash' }];
  for (let index = 0; index < mistakes; index++) {
    config.services[Math.floor((index * services) / mistakes)].routes[index % 2].strip_pathh = true;
  }
  return config;
}

/** As many services as fill about `bytes` of YAML. */
export function makeConfigOfSize(bytes, options = {}) {
  const size = (count) => toYaml(makeConfig({ ...options, services: count })).length;
  const each = (size(64) - size(32)) / 32;
  return makeConfig({ ...options, services: Math.max(1, Math.round(bytes / each)) });
}

function service(index, regexes) {
  const name = `service-${index}`;
  return {
    name,
    url: `http://${name}.team-${index % 50}.svc.internal.example.com:8080/api/v1`,
    connect_timeout: 5000,
    read_timeout: 30000,
    retries: 3,
    tags: [`team-${index % 50}`, 'managed-by-platform', `zone-eu-west-${index % 7}`],
    routes: [
      {
        name: `${name}-public`,
        paths: [regexes ? `~/public/v1/${name}/(?<id>\\d+)$` : `/public/v1/${name}`, `/public/v2/${name}`],
        methods: ['GET', 'POST', 'PUT', 'DELETE'],
        protocols: ['http', 'https'],
        strip_path: true,
        preserve_host: false,
        tags: [`team-${index % 50}`, 'public'],
      },
      {
        name: `${name}-internal`,
        hosts: [`${name}.internal.example.com`, `${name}.backup.example.com`],
        protocols: ['https'],
        regex_priority: index % 10,
        plugins: [
          {
            name: 'cors',
            enabled: index % 2 === 0,
            config: { origins: ['https://app.example.com'], credentials: true, max_age: 3600 },
          },
        ],
      },
    ],
    plugins: [
      {
        name: 'rate-limiting',
        config: { minute: 60 + (index % 100), hour: 5000, policy: 'local', fault_tolerant: true },
      },
      { name: 'key-auth', config: { key_names: ['apikey', 'x-api-key'], hide_credentials: true } },
    ],
  };
}

const consumer = (index) => ({
  username: `customer-${index}@example.com`,
  custom_id: `crm-000${index}`,
  tags: ['customers', `plan-${index % 5}`],
  keyauth_credentials: [{ id: uuid(index), key: `key-of-customer-${index}-0123456789abcdef` }],
  acls: [{ group: `subscribers-of-plan-${index % 20}` }],
});

const uuid = (index) => `5e2a4f60-0000-4000-8000-${String(index).padStart(12, '0')}`;

/** Nothing but routes, each with paths of every kind, and none that takes the requests of another. */
export const makeRoutes = (routes) => ({
  _format_version: '3.0',
  services: [{ name: 'all', host: 'all.internal.example.com' }],
  routes: Array.from({ length: routes }, (_, index) => ({
    name: `route-${index}`,
    service: 'all',
    hosts: [`tenant-${index % 500}.example.com`, `*.tenant-${index}.example.com`],
    paths: [`~/v1/items-${index}`, `~/v2/items-${index}/(?<id>\\d+)$`, `/v3/items-${index}`],
    regex_priority: index % 3,
  })),
});

const upstream = (index) => ({
  name: `upstream-${index}.service.internal.example.com`,
  healthchecks: {
    active: {
      http_path: '/healthz',
      healthy: { interval: 5, successes: 2 },
      unhealthy: { interval: 5, http_failures: 3 },
    },
  },
  targets: [
    { target: `10.0.${index % 256}.1:8080`, weight: 100 },
    { target: `10.0.${index % 256}.2:8080`, weight: 50 },
  ],
});

/** Plain block YAML, lists at the indentation of their key, strings quoted where they have to be. */
export function toYaml(value) {
  return mapLines(value, '').join('\n') + '\n';
}

function mapLines(map, indent) {
  return Object.entries(map).flatMap(([key, value]) => {
    if (Array.isArray(value))
      return [`${indent}${key}:`, ...value.flatMap((item) => itemLines(item, indent))];
    if (typeof value === 'object') return [`${indent}${key}:`, ...mapLines(value, `${indent}  `)];
    return [`${indent}${key}: ${scalar(value)}`];
  });
}

function itemLines(item, indent) {
  if (typeof item !== 'object') return [`${indent}- ${scalar(item)}`];
  const [first, ...rest] = mapLines(item, `${indent}  `);
  return [`${indent}- ${first.trimStart()}`, ...rest];
}

const scalar = (value) =>
  typeof value === 'string' && !/^[A-Za-z/][\w/.:-]*$/.test(value) ? JSON.stringify(value) : String(value);
