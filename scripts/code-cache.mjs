/**
 * Writes dist/code-cache/. `node code-cache.mjs together` puts what a run of `parse` on a typical file loads into one
 * script; `node code-cache.mjs compiled` runs it, on others too, and keeps the code that V8 has made meanwhile of this
 * and of all else that was loaded.
 */
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { put } from './output.mjs';

const { TOGETHER, scripts, sources, start } = createRequire(import.meta.url)('../dist/program/start.cjs');

const configs = {
  together: ['typical.yml'],
  compiled: ['typical.yml', '../examples/kong.yml', '../examples/broken.yml'],
};

const keep = {
  together() {
    const functions = [...sources].map(([name, source]) => `${JSON.stringify(name)}:${source}`);
    const all = `({${functions.join(',\n')}})`;
    if (all.length !== Buffer.byteLength(all)) throw new Error('what is read as latin1 must be ASCII');
    put(TOGETHER, all);
  },
  compiled() {
    for (const [file, script] of scripts) put(file, script.createCachedData());
  },
};

const [node, self, step] = process.argv;
process.on('exit', () => {
  keep[step]();
  process.exitCode = 0;
});
// without it, the program would load its files as Node does
if (step === 'together') put(TOGETHER, '({})');
process.argv = [
  node,
  self,
  'parse',
  ...configs[step].map((name) => fileURLToPath(new URL(name, import.meta.url))),
];
await start();
