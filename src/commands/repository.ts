import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A folder and those above it, up to the root of its repository, or of the file system. */
export function* foldersUpward(folder: string): Generator<string> {
  for (let at = folder; ; at = dirname(at)) {
    yield at;
    if (isRoot(at) || dirname(at) === at) return;
  }
}

/** The root of the repository that a folder belongs to; outside of one the folder itself. */
export function repositoryRoot(folder: string): string {
  for (const at of foldersUpward(folder)) if (isRoot(at)) return at;
  return folder;
}

/** In a worktree or submodule `.git` is a file. */
function isRoot(folder: string): boolean {
  return existsSync(join(folder, '.git'));
}
