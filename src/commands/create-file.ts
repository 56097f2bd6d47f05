import { linkSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { cannotWrite, hasCode } from './cannot-write.ts';

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
    throw cannotWrite(path, error);
  } finally {
    rmSync(unfinished, { force: true });
  }
}
