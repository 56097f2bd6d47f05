/** Makes realistic configs of any size: about 8,000 entities a MB of YAML, nested as people nest them. */

/** The tree of a config with `services` services, each with routes, plugins and a few consumers. */
export function makeConfig({ services, regexes = false, basicAuth = false, mistakes = 0 }) {
  const config = { _format_version: '3.0', services: [], consumers: [], upstreams: [] };
  for (let index = 0; index < services; index++) {
    config.services.push(service(index, regexes));
    config.consumers.push(consumer(index));
    if (index % 4 === 0) config.upstreams.push(upstream(index));
  }
  if (basicAuth) config.consumers[0].basicauth_credentials = [{ username: 'someone', password: 'a password' }];
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
    url: `http://${name}.internal:8080/api`,
    tags: ['team-a', `zone-${index % 7}`],
    routes: [
      { name: `${name}-a`, paths: [regexes ? `~/v1/${index}/(?<id>\\d+)$` : `/v1/${index}`], methods: ['GET', 'POST'], strip_path: true },
      { name: `${name}-b`, hosts: [`h${index}.example.com`], protocols: ['https'], plugins: [{ name: 'cors', enabled: index % 2 === 0 }] },
    ],
    plugins: [
      { name: 'rate-limiting', config: { minute: 60 + (index % 100), policy: 'local' } },
      { name: 'key-auth' },
    ],
  };
}

const consumer = (index) => ({
  username: `user-${index}`,
  keyauth_credentials: [{ key: `key-of-${index}` }],
  acls: [{ group: `group-${index % 20}` }],
});

const upstream = (index) => ({
  name: `upstream-${index}.internal`,
  targets: [{ target: `10.0.${index % 256}.1:80` }, { target: `10.0.${index % 256}.2:80`, weight: 50 }],
});

/** Plain block YAML, lists at the indentation of their key, strings quoted where they have to be. */
export function toYaml(value) {
  return mapLines(value, '').join('\n') + '\n';
}

function mapLines(map, indent) {
  return Object.entries(map).flatMap(([key, value]) => {
    if (Array.isArray(value)) return [`${indent}${key}:`, ...value.flatMap((item) => itemLines(item, indent))];
    if (typeof value === 'object') return [`${indent}${key}:`, ...mapLines(value, `${indent}  `)];
    return [`${indent}${key}: ${scalar(value)}`];
  });
}

function itemLines(item, indent) {
  if (typeof item !== 'object') return [`${indent}- ${scalar(item)}`];
  const [first, ...rest] = mapLines(item, `${indent}  `);
  return [`${indent}- ${first.trimStart()}`, ...rest];
}

const scalar = (value) => (typeof value === 'string' && !/^[A-Za-z/][\w/.:-]*$/.test(value) ? JSON.stringify(value) : String(value));
