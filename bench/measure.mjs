/** Times whole processes by their own CPU time (user and system), each sample a fresh process, medians. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const recorder = fileURLToPath(new URL('record.cjs', import.meta.url));

/** `[cpu in ms, peak memory in MB]` of `node ARGS`. */
function sample(args) {
  const folder = mkdtempSync(join(tmpdir(), 'dbless-bench-'));
  const file = join(folder, 'usage.json');
  // Node 20 reads such certificates at its start, whatever it is to do: more than all of a small run
  const { NODE_EXTRA_CA_CERTS: _, ...env } = process.env;
  spawnSync(process.execPath, ['--require', recorder, ...args], {
    env: { ...env, DBLESS_BENCH_USAGE: file },
    stdio: 'ignore',
  });
  const { cpu, rss } = JSON.parse(readFileSync(file, 'utf8'));
  rmSync(folder, { recursive: true });
  return { cpu, rss };
}

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];

/** The commands in turn, `runs` times, so that a busy machine slows all of them alike: name → medians. */
export function measure(commands, runs) {
  const samples = Object.fromEntries(Object.keys(commands).map((name) => [name, []]));
  for (let run = 0; run < runs; run++) {
    for (const [name, args] of Object.entries(commands)) samples[name].push(sample(args));
  }
  return Object.fromEntries(
    Object.entries(samples).map(([name, all]) => [
      name,
      { cpu: median(all.map((one) => one.cpu)), rss: median(all.map((one) => one.rss)) },
    ]),
  );
}
