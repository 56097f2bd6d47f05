/** Writes V8's compiled code to dist/code-cache/: of what one run of `parse` loads and calls, be the files right or wrong. */
import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { put } from './output.mjs';

const { cacheOf, loaded, main } = createRequire(import.meta.url)('../dist/program/main.cjs');
const dist = fileURLToPath(new URL('../dist', import.meta.url));
const examples = ['kong.yml', 'broken.yml'].map((name) =>
  fileURLToPath(new URL(`../examples/${name}`, import.meta.url)),
);
process.argv = [process.argv[0], process.argv[1], 'parse', ...examples];
// without the folder, the program loads its files as Node does
mkdirSync(cacheOf(dist), { recursive: true });
await main();
process.exitCode = 0;
for (const [file, script] of loaded) put(cacheOf(file), script.createCachedData());
