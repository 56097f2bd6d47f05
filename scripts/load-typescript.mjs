/** Imports a module of src/ from a script: bundled in memory, dependencies left to Node. */
import { build } from 'esbuild';

export async function load(entryPoint) {
  const result = await build({
    entryPoints: [entryPoint],
    absWorkingDir: new URL('..', import.meta.url).pathname,
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    packages: 'external',
    outdir: '.',
  });
  const source = result.outputFiles[0].text;
  const { mkdtempSync, writeFileSync, rmSync } = await import('node:fs');
  const folder = mkdtempSync(new URL('../node_modules/.load-', import.meta.url).pathname);
  const file = `${folder}/module.mjs`;
  writeFileSync(file, source);
  try {
    return await import(file);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
