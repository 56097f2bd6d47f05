import {
  accessSync,
  chmodSync,
  constants,
  lstatSync,
  realpathSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { cannotWrite, refusal } from './cannot-write.ts';
import { Failure } from './command.ts';

/**
 * Writes a file, or replaces it: whoever reads it meanwhile sees the old text or the new, never a part, and when it
 * cannot be written the old one stays. A link is followed, a device or pipe is written to. Permissions stay, if `mode`
 * does not set them.
 */
export function replaceFile(path: string, text: string | Uint8Array, mode?: number): void {
  try {
    assertReplaceable(path);
    const there = whatIsAt(path);
    if (there?.isFile()) renameOnto(realpathSync(path), text, mode ?? there.mode & 0o777);
    else if (isThere(path)) writeFileSync(path, text);
    else renameOnto(path, text, mode);
  } catch (error) {
    throw cannotWrite(path, error);
  }
}

/** Throws what `replaceFile` would throw, as far as it can be known before the text is there. */
export function assertReplaceable(path: string): void {
  const there = whatIsAt(path);
  if (there?.isDirectory()) throw refusal(path, 'EISDIR');
  if (there?.isFile() && !isWritable(path)) throw new Failure(`cannot write ${path}: it is read-only`);
  if (!there && !whatIsAt(dirname(path))?.isDirectory()) throw refusal(path, 'ENOENT');
}

function whatIsAt(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch (error) {
    throw cannotWrite(path, error);
  }
}

/** A device, a pipe, or a link that leads nowhere yet. */
function isThere(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

/** A rename would replace a file that is meant to stay. */
function isWritable(path: string): boolean {
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

function renameOnto(path: string, text: string | Uint8Array, mode?: number): void {
  const unfinished = join(dirname(path), `.${basename(path)}.${process.pid}.tmp`);
  try {
    writeFileSync(unfinished, text, { flag: 'wx', mode });
    if (mode !== undefined) chmodSync(unfinished, mode);
    renameSync(unfinished, path);
  } finally {
    rmSync(unfinished, { force: true });
  }
}
