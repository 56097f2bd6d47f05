import { readFileSync, realpathSync } from 'node:fs';
import { resolve, sep } from 'node:path';
import type { Answer } from '../../document/references/index.ts';
import { hasCode } from '../cannot-write.ts';
import { Failure } from '../command.ts';

/** Files in the folders and below, wherever a link leads; the last line break of a file is none of its value. */
export function secretFiles(folders: readonly string[]) {
  const roots = folders.map(realFolder);
  return (name: string): Answer => {
    for (const root of roots) {
      const answer = read(root, name);
      if (answer) return answer;
    }
    return { why: 'there is none', help: `put it into ${folders.join(' or ')}` };
  };
}

function realFolder(folder: string): string {
  try {
    return realpathSync(folder);
  } catch {
    throw new Failure(`there is no folder ${folder} for --secrets-dir`);
  }
}

/** Undefined for a file that is not there. */
function read(root: string, name: string): Answer | undefined {
  try {
    const file = resolve(root, name);
    // Kubernetes mounts secrets as links within the folder, so it is where a link leads that counts.
    const isInside = [file, realpathSync(file)].every((path) => path.startsWith(root + sep));
    if (!isInside) return { why: 'it is outside of --secrets-dir', help: 'name a file in that folder' };
    const text = new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file));
    return { value: text.replace(/\r?\n$/, '') };
  } catch (error) {
    if (hasCode(error, 'ENOENT', 'ENOTDIR')) return undefined;
    if (error instanceof TypeError) return { why: 'it is not UTF-8', help: 'save it as UTF-8' };
    if (hasCode(error))
      return {
        why: `it cannot be read: the system says ${error.code}`,
        help: 'check that it is a file, and its mode',
      };
    throw error;
  }
}
