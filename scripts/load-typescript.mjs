/** Imports a module of src/ from a script: bundled, dependencies left to Node. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));

export async function load(entryPoint) {
  const result = await build({
    entryPoints: [entryPoint],
    absWorkingDir: root,
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    packages: 'external',
    outdir: '.',
  });
  // Inside the package, so that its own `imports` and its dependencies resolve.
  mkdirSync(`${root}/dist`, { recursive: true });
  const folder = mkdtempSync(`${root}/dist/.load-`);
  writeFileSync(`${folder}/module.mjs`, result.outputFiles[0].text);
  try {
    return await import(`${folder}/module.mjs`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
