// Reading, as multiples of JSON.parse of the same data: node bench/read.mjs [MB …]
// One run, medians of CPU time; each sample in turn, so that a busy machine is fair to all.

import { build } from 'esbuild';

const SAMPLES = 7;

const source = `
  export { read, locate } from './src/document/index.ts';
  export { readYamlFully } from './src/document/yaml/full.ts';
`;
const { outputFiles } = await build({
  stdin: { contents: source, resolveDir: new URL('..', import.meta.url).pathname, loader: 'ts' },
  bundle: true,
  format: 'esm',
  platform: 'node',
  write: false,
});
const bundle = `data:text/javascript;base64,${Buffer.from(outputFiles[0].text).toString('base64')}`;
const { read, locate, readYamlFully } = await import(bundle);

const sizes = process.argv.slice(2).map(Number);
for (const megabytes of sizes.length > 0 ? sizes : [0.01, 1, 10]) measure(megabytes);

function measure(megabytes) {
  const config = generate(megabytes);
  const yaml = toYaml(config);
  const json = JSON.stringify(config, null, 2);
  const compact = JSON.stringify(config);
  if (JSON.stringify(read(yaml, 'yaml').value) !== compact) throw new Error('the readers disagree');
  const tasks = {
    'JSON.parse (compact)': () => JSON.parse(compact),
    'JSON.parse (indented)': () => JSON.parse(json),
    'read yaml': () => read(yaml, 'yaml'),
    'full yaml reader': () => readYamlFully(yaml, 1000, false),
    'locate yaml': () => locate(yaml, 'yaml').nearest(['services', 0, 'routes', 0, 'nope']),
    'read json (compact)': () => read(compact, 'json'),
    'read json (indented)': () => read(json, 'json'),
    'locate json (indented)': () => locate(json, 'json').nearest(['services', 0, 'routes', 0, 'nope']),
  };
  const repeat = megabytes < 0.5 ? 100 : megabytes < 5 ? 5 : 1;
  const times = Object.fromEntries(Object.keys(tasks).map((name) => [name, []]));
  for (let sample = 0; sample < SAMPLES + 1; sample++) {
    for (const [name, task] of Object.entries(tasks)) {
      const before = process.cpuUsage();
      for (let turn = 0; turn < repeat; turn++) task();
      const { user, system } = process.cpuUsage(before);
      if (sample > 0) times[name].push((user + system) / 1000 / repeat);
    }
  }
  const base = median(times['JSON.parse (compact)']);
  console.log(
    `${(yaml.length / 1e6).toFixed(2)} MB of YAML, ${(compact.length / 1e6).toFixed(2)} MB of compact JSON`,
  );
  for (const [name, samples] of Object.entries(times)) {
    const time = median(samples);
    console.log(
      `  ${name.padEnd(24)} ${(time / base).toFixed(2).padStart(6)} ×  ${time.toFixed(2).padStart(9)} ms`,
    );
  }
}

function median(samples) {
  return samples.toSorted((a, b) => a - b)[samples.length >> 1];
}

/** Services with routes and plugins, consumers with credentials: about 8,000 entities a megabyte. */
function generate(megabytes) {
  const services = [];
  const consumers = [];
  const count = Math.max(1, Math.round(megabytes * 1000));
  for (let index = 0; index < count; index++) {
    services.push({
      name: `service-${index}`,
      host: `backend-${index % 97}.internal.example.com`,
      port: 8000 + (index % 1000),
      protocol: index % 3 === 0 ? 'https' : 'http',
      connect_timeout: 60000,
      tags: ['team-a', `cost-${index % 7}`],
      routes: [
        {
          name: `route-${index}-a`,
          paths: [`/v1/things/${index}`],
          methods: ['GET', 'POST'],
          strip_path: false,
        },
        { name: `route-${index}-b`, paths: [`~/v2/(?<id>\\d+)/${index}$`], hosts: ['*.example.com'] },
      ],
      plugins: [
        { name: 'rate-limiting', config: { minute: 100, policy: 'local' } },
        { name: 'cors', config: { origins: ['*'], credentials: true, max_age: 3600 } },
      ],
    });
    consumers.push({
      username: `user-${index}`,
      custom_id: `${index}-7f3a`,
      keyauth_credentials: [{ key: `key-${index}-${(index * 7919) % 10007}` }],
      acls: [{ group: `group-${index % 11}` }],
    });
  }
  return { _format_version: '3.0', services, consumers };
}

function toYaml(value, indent = '') {
  let text = '';
  if (Array.isArray(value)) {
    for (const item of value) {
      if (typeof item !== 'object') text += `${indent}- ${scalar(item)}\n`;
      else text += `${indent}- ${toYaml(item, `${indent}  `).trimStart()}`;
    }
    return text;
  }
  for (const [key, item] of Object.entries(value)) {
    if (typeof item !== 'object') text += `${indent}${key}: ${scalar(item)}\n`;
    else text += `${indent}${key}:\n${toYaml(item, Array.isArray(item) ? indent : `${indent}  `)}`;
  }
  return text;
}

function scalar(value) {
  if (typeof value !== 'string') return String(value);
  return /^[\w/][\w./-]*$/.test(value) && !/^[\d.]/.test(value) ? value : JSON.stringify(value);
}
