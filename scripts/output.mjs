/**
 * How builds write: a file is there whole or not at all, and what is of no use any more goes last. So whoever reads
 * dist/ meanwhile, another build or a test, finds all it needs.
 */
import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const dist = fileURLToPath(new URL('../dist', import.meta.url));

export function put(file, content) {
  const unfinished = join(dist, `.unfinished-${process.pid}`);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(unfinished, content);
  renameSync(unfinished, file);
}

/** Leaves of a folder only what this build has put into it. */
export function removeStale(folder, files) {
  const kept = new Set(files.map((file) => resolve(file)));
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const file = resolve(entry.parentPath, entry.name);
    if (entry.isFile() && !kept.has(file)) rmSync(file, { force: true });
  }
}
