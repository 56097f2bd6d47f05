import { linkSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { Failure } from './command.ts';

/**
 * Writes a file that must not exist yet: all of it or nothing, and never over something that appeared meanwhile. A
 * rename would replace that silently, so the finished file is linked to its name instead.
 */
export function createFile(path: string, text: string): void {
  const unfinished = join(dirname(path), `.${basename(path)}.${process.pid}.tmp`);
  try {
    writeFileSync(unfinished, text, { flag: 'wx' });
    try {
      linkSync(unfinished, path);
    } catch (error) {
      // Some file systems have no links.
      if (!hasCode(error, 'EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS')) throw error;
      writeFileSync(path, text, { flag: 'wx' });
    }
  } catch (error) {
    throw hasCode(error) ? new Failure(whyNot(path, error.code)) : error;
  } finally {
    rmSync(unfinished, { force: true });
  }
}

function whyNot(path: string, code: string): string {
  switch (code) {
    case 'EEXIST':
      return `${path} exists already and is left as it is; name another file, or remove it first`;
    case 'ENOENT':
    case 'ENOTDIR':
      return `cannot write ${path}: there is no folder ${dirname(path)}`;
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return `cannot write ${path}: the folder ${dirname(path)} does not allow it`;
    default:
      return `cannot write ${path}: the system says ${code}`;
  }
}

function hasCode(error: unknown, ...codes: string[]): error is Error & { code: string } {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return false;
  return codes.length === 0 || codes.includes(error.code);
}
