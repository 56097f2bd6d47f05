/**
 * How builds write: a file is there whole or not at all, and what is of no use any more goes last. So whoever reads
 * dist/ meanwhile, another build or a test, finds all it needs.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const dist = fileURLToPath(new URL('../dist', import.meta.url));

export function put(file, content) {
  const unfinished = join(dist, `.unfinished-${process.pid}`);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(unfinished, content);
  renameSync(unfinished, file);
}

/** Leaves of a folder what this build has put into it, and the build before: a program that runs may still need that. */
export function removeStale(folder, files) {
  const list = join(dist, `.${basename(folder)}.json`);
  const before = existsSync(list) ? JSON.parse(readFileSync(list, 'utf8')) : [];
  const names = files.map((file) => relative(folder, file));
  const kept = new Set([...before, ...names]);
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const file = join(entry.parentPath, entry.name);
    if (entry.isFile() && !kept.has(relative(folder, file))) rmSync(file, { force: true });
  }
  put(list, JSON.stringify(names));
}
