/** The benchmarks: `npm run bench` prints each ratio beside its goal. Times hold for this machine, ratios for any. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeConfig, makeConfigOfSize, makeRoutes, toYaml } from './config.mjs';
import { measure } from './measure.mjs';

const bin = fileURLToPath(new URL('../bin/dbless.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'dbless-bench-'));
const MB = 1e6;

const write = (name, text) => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};
const parse = (file) => [bin, 'parse', file];
const jsonOf = (name, config) => write(name, JSON.stringify(config));
const onlyJson = (file) => ['-e', `JSON.parse(require('fs').readFileSync(${JSON.stringify(file)},'utf8'))`];

const rows = [];
const row = (what, ratio, goal) =>
  rows.push([
    what,
    ratio.toFixed(2),
    goal === undefined ? '' : `at most ${goal}`,
    goal === undefined || ratio <= goal ? '' : '  MISSED',
  ]);

function startUp() {
  const small = write('small.yml', toYaml(makeConfigOfSize(10_000)));
  const regexes = write('regexes.yml', toYaml(makeConfigOfSize(10_000, { regexes: true })));
  const { base, version, plain, regex, anew } = measure(
    {
      base: ['-e', '0'],
      version: [bin, '--version'],
      plain: parse(small),
      regex: parse(regexes),
      // with other flags than those of the build, V8 takes none of the code that it has kept
      anew: ['--stack-size=800', ...parse(small)],
    },
    15,
  );
  row('--version, over node -e 0', version.cpu / base.cpu, 1.25);
  row('parse of 10 KB, over node -e 0', plain.cpu / base.cpu, 1.5);
  row('parse of 10 KB with regex paths, over node -e 0', regex.cpu / base.cpu, 2);
  row('parse of 10 KB by an installed package, over node -e 0', anew.cpu / base.cpu);
}

function work(size, goals, runs) {
  const config = makeConfigOfSize(size * MB);
  const [yaml, json] = [write('work.yml', toYaml(config)), jsonOf('work.json', config)];
  const { base, read, fromYaml, fromJson } = measure(
    { base: ['-e', '0'], read: onlyJson(json), fromYaml: parse(yaml), fromJson: parse(json) },
    runs,
  );
  const unit = read.cpu - base.cpu;
  row(`parse of ${size} MB YAML, over JSON.parse`, (fromYaml.cpu - base.cpu) / unit, goals.yaml);
  row(`parse of the same as JSON, over JSON.parse`, (fromJson.cpu - base.cpu) / unit, goals.json);
  row(`memory for ${size} MB YAML, over the file`, fromYaml.rss / size, goals.memory);
  return config;
}

function secondPass() {
  const size = 10 * MB;
  const once = write('once.yml', toYaml(makeConfigOfSize(size)));
  const twice = write('twice.yml', toYaml(makeConfigOfSize(size, { basicAuth: true })));
  const { base, first, both } = measure({ base: ['-e', '0'], first: parse(once), both: parse(twice) }, 7);
  row(
    'one basic-auth credential (the second pass), over none',
    (both.cpu - base.cpu) / (first.cpu - base.cpu),
    1.25,
  );
}

function warnings() {
  const config = makeConfigOfSize(10 * MB);
  const [yaml, json] = [write('fine.yml', toYaml(config)), jsonOf('fine.json', config)];
  const times = measure(
    {
      base: ['-e', '0'],
      yaml: parse(yaml),
      yamlWithout: [...parse(yaml), '--no-lint'],
      json: parse(json),
      jsonWithout: [...parse(json), '--no-lint'],
    },
    9,
  );
  const net = (name) => times[name].cpu - times.base.cpu;
  row('warnings where there are none, over --no-lint, 10 MB YAML', net('yaml') / net('yamlWithout'), 1.15);
  row('the same as JSON', net('json') / net('jsonWithout'), 1.15);
}

function normalized() {
  const yaml = toYaml(makeConfigOfSize(10 * MB));
  const file = write('normalize.yml', yaml);
  // a line of its own above every service, and one behind its name
  const commented = yaml.replace(/^- name: service-(\d+)$/gm, '# service $1\n- name: service-$1 # its name');
  const commentedFile = write('commented.yml', commented);
  const to = ['-o', '/dev/null'];
  const times = measure(
    {
      base: ['-e', '0'],
      parse: parse(file),
      flat: [bin, 'normalize', file, ...to],
      nested: [bin, 'normalize', '--nest', file, ...to],
      commented: [bin, 'normalize', commentedFile, ...to],
      laidOut: [bin, 'fmt', file],
    },
    7,
  );
  const ratio = (name) => (times[name].cpu - times.base.cpu) / (times.parse.cpu - times.base.cpu);
  row('normalize of 10 MB YAML, over parse', ratio('flat'), 3);
  row('the same with --nest', ratio('nested'), 3);
  row('the same with comments everywhere', ratio('commented'), 4);
  row('fmt of the same', ratio('laidOut'), 3);
  row('memory of normalize, over the file', times.flat.rss / 10, 40);
}

function manyRoutes() {
  const [few, many] = [12_500, 50_000].map((count) => jsonOf(`routes-${count}.json`, makeRoutes(count)));
  const times = measure(
    {
      base: ['-e', '0'],
      few: parse(few),
      many: parse(many),
      fewWithout: [...parse(few), '--no-lint'],
      manyWithout: [...parse(many), '--no-lint'],
    },
    5,
  );
  const net = (name) => times[name].cpu - times.base.cpu;
  row('50,000 routes, over 12,500', net('many') / net('few'), 5);
  row(
    'their warnings alone, 50,000 routes over 12,500',
    (net('many') - net('manyWithout')) / (net('few') - net('fewWithout')),
    5,
  );
}

function mistakes() {
  const services = 12_500;
  const files = Object.fromEntries(
    [0, 1_000, 20_000].map((count) => [
      count,
      write(`mistakes-${count}.yml`, toYaml(makeConfig({ services, mistakes: count }))),
    ]),
  );
  const times = measure(
    { base: ['-e', '0'], none: parse(files[0]), some: parse(files[1_000]), many: parse(files[20_000]) },
    5,
  );
  const net = (name) => times[name].cpu - times.base.cpu;
  row('a thousand findings, over none', net('some') / net('none'), 3);
  row('twenty thousand findings, over none', net('many') / net('none'), 4);
}

function passwords() {
  const count = 100_000;
  const consumers = Array.from({ length: count }, (_, index) => ({
    username: `customer-${index}@example.com`,
    basicauth_credentials: [{ username: `customer-${index}`, password: `password ${index}` }],
  }));
  const config = { _format_version: '3.0', plugins: [{ name: 'basic-auth' }], consumers };
  const [yaml, json] = [write('passwords.yml', toYaml(config)), jsonOf('passwords.json', config)];
  const transform = (file) => [bin, 'transform', file];
  const { parsed, hashed, parsedJson, hashedJson } = measure(
    { parsed: parse(yaml), hashed: transform(yaml), parsedJson: parse(json), hashedJson: transform(json) },
    3,
  );
  row('transform of 100,000 passwords, over parse', hashed.cpu / parsed.cpu, 2);
  row('the same as JSON', hashedJson.cpu / parsedJson.cpu, 2);
  row('memory of that transform, over that of parse', hashed.rss / parsed.rss, 1.5);
}

const sizes = process.argv.includes('--large') ? [10, 100] : [10];
startUp();
for (const size of sizes) work(size, { yaml: 6, json: 5, memory: size > 50 ? 10 : 20 }, size > 50 ? 3 : 7);
secondPass();
warnings();
normalized();
manyRoutes();
mistakes();
passwords();
rmSync(folder, { recursive: true });

const width = Math.max(...rows.map(([what]) => what.length));
for (const [what, ratio, goal, missed] of rows)
  console.log(`${what.padEnd(width)}  ${ratio.padStart(7)}  ${goal}${missed}`);
if (process.argv.includes('--push')) await import('./push.mjs');
