/**
 * What `dbless push` costs beside its bare requests: `npm run bench -- --push`. The nodes are sinks in a process of their
 * own; what start-up and judging the config take is measured with one node, and taken away.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeConfigOfSize, toYaml } from './config.mjs';

const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'dbless-bench-'));
const PARALLEL = 32;

/** Runs `node ARGS`: its CPU time and wall time in ms, its peak memory in KB. */
function run(args) {
  const usage = join(folder, 'usage.json');
  const begin = performance.now();
  const child = spawn(process.execPath, ['--require', here('record.cjs'), ...args], {
    env: { ...process.env, DBLESS_BENCH_USAGE: usage },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let errors = '';
  child.stderr.on('data', (text) => {
    errors = (errors + text).slice(-2000);
  });
  return new Promise((resolve, reject) => {
    child.on('close', (code) => {
      if (code !== 0) return reject(new Error(`${args.join(' ')} ended with ${code}: ${errors}`));
      const { cpu, rss } = JSON.parse(readFileSync(usage, 'utf8'));
      return resolve({ cpu, wall: performance.now() - begin, rss: rss * 1024 });
    });
  });
}

/** So many sinks; `close` ends them. */
async function sinks(count) {
  const child = spawn(process.execPath, [here('sinks.mjs'), String(count)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  for await (const chunk of child.stdout) {
    text += chunk;
    if (text.endsWith('\n\n')) break;
  }
  const urls = text.trim().split('\n');
  const ask = async (path) => (await fetch(`${urls[0]}${path}`)).json();
  return { urls, ask, close: () => child.kill() };
}

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];

/** Medians of several runs of each, in turn. */
async function compare(commands, ask, times) {
  const samples = Object.fromEntries(Object.keys(commands).map((name) => [name, []]));
  for (let time = 0; time < times; time++) {
    for (const [name, args] of Object.entries(commands)) {
      await ask('/reset');
      samples[name].push(await run(args));
    }
  }
  const of = (all, key) => median(all.map((one) => one[key]));
  return Object.fromEntries(
    Object.entries(samples).map(([name, all]) => [
      name,
      { cpu: of(all, 'cpu'), wall: of(all, 'wall'), rss: of(all, 'rss') },
    ]),
  );
}

function list(name, urls) {
  writeFileSync(join(folder, name), `${urls.join('\n')}\n`);
  return join(folder, name);
}

async function benchPush(row) {
  const config = makeConfigOfSize(1.15e6);
  const json = JSON.stringify(config);
  const [yaml, body] = [join(folder, 'kong.yml'), join(folder, 'body.json')];
  writeFileSync(yaml, toYaml(config));
  writeFileSync(body, json);
  const push = (file, nodes) => [
    here('../bin/dbless.js'),
    'push',
    file,
    '--nodes',
    `@${nodes}`,
    '--parallel',
    String(PARALLEL),
  ];

  const many = await sinks(1000);
  const [one, small, all] = [
    list('1', many.urls.slice(0, 1)),
    list('500', many.urls.slice(0, 500)),
    list('1000', many.urls),
  ];
  await many.ask(`/set/${createHash('md5').update(json).digest('hex')}`);
  const bare = (nodes) => [here('bare-push.mjs'), nodes, body, String(PARALLEL)];
  const times = await compare(
    {
      bareOne: bare(one),
      bareAll: bare(small),
      pushOne: push(yaml, one),
      pushAll: push(yaml, small),
      pushMore: push(yaml, all),
    },
    many.ask,
    5,
  );
  const { requests, bytes } = await many.ask('/count');
  const speed = (key) =>
    (times.bareAll[key] - times.bareOne[key]) / (times.pushAll[key] - times.pushOne[key]);
  row(
    `push of ${(json.length / 1e6).toFixed(1)} MB to 500 nodes: speed by CPU time, over the bare requests`,
    speed('cpu'),
    { least: 0.9 },
  );
  row('the same by the clock', speed('wall'), { least: 0.9 });
  row('memory for each node, KB (from 500 to 1,000)', (times.pushMore.rss - times.pushAll.rss) / 500, {
    most: 50,
  });
  console.error(
    `(${requests} requests, ${(bytes / 1e6).toFixed(0)} MB; bare ${times.bareAll.wall.toFixed(0)} ms, push ${times.pushAll.wall.toFixed(0)} ms)`,
  );
  many.close();

  const huge = await sinks(5000);
  const tiny = join(folder, 'tiny.yml');
  writeFileSync(tiny, '_format_version: "3.0"\nservices:\n- {name: a, url: "http://a.test"}\n');
  await huge.ask(
    `/set/${createHash('md5').update('{"_format_version":"3.0","services":[{"name":"a","url":"http://a.test"}]}').digest('hex')}`,
  );
  const { wall, rss } = await run(push(tiny, list('5000', huge.urls)));
  row('push of a small config to 5,000 nodes, seconds', wall / 1000);
  row('its memory, MB', rss / 1024);
  huge.close();
  rmSync(folder, { recursive: true });
}

await benchPush((what, value, goal = {}) => {
  const missed =
    value < (goal.least ?? Number.NEGATIVE_INFINITY) || value > (goal.most ?? Number.POSITIVE_INFINITY);
  const wanted = goal.least ? `at least ${goal.least}` : goal.most ? `at most ${goal.most}` : '';
  console.log(`${what.padEnd(85)} ${value.toFixed(2).padStart(9)}  ${wanted}${missed ? '  MISSED' : ''}`);
});
