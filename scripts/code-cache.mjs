/**
 * Writes dist/code-cache/. `node code-cache.mjs together` puts what a run of `parse` on a typical file loads into one
 * script; `node code-cache.mjs compiled` runs it, on others too, and keeps the code that V8 has made meanwhile of this
 * and of all else that was loaded.
 */
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { put } from './output.mjs';

const { TOGETHER, main, scripts, sources } = createRequire(import.meta.url)('../dist/program/main.cjs');

async function parse(...configs) {
  const files = configs.map((name) => fileURLToPath(new URL(name, import.meta.url)));
  process.argv = [process.argv[0], process.argv[1], 'parse', ...files];
  await main();
  process.exitCode = 0;
}

if (process.argv[2] === 'together') {
  // without it, the program would load its files as Node does
  put(TOGETHER, '({})');
  await parse('typical.yml');
  const functions = [...sources].map(([name, source]) => `${JSON.stringify(name)}:${source}`);
  put(TOGETHER, `({${functions.join(',\n')}})`);
} else {
  await parse('typical.yml', '../examples/kong.yml', '../examples/broken.yml');
  for (const [file, script] of scripts) put(file, script.createCachedData());
}
