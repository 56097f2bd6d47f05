import { closeSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import type { Diagnostic } from '../../diagnostic.ts';
import { roomFor } from '../../document/text.ts';
import type { Gathered } from './index.ts';
import { tooLarge } from './size.ts';

/** A file named on the command line, or found in a folder. Its size, if not known, is looked at before its content. */
export function readConfigFile(file: string, maxSize: number, known?: number): Gathered {
  try {
    const format = formatOf(file);
    if (!format) return { file, finding: unknownType(file) };
    const size = known ?? statSync(file).size;
    if (size > maxSize) return { file, finding: tooLarge(file, maxSize, size) };
    return { file, format, bytes: contentOf(file, size) };
  } catch (error) {
    return { file, finding: whyUnreadable(file, error) };
  }
}

/** As `readFileSync`, into memory that the readers need not copy. */
function contentOf(file: string, size: number): Uint8Array {
  // what the system makes up has no size
  if (size === 0) return readFileSync(file);
  const descriptor = openSync(file, 'r');
  try {
    const bytes = roomFor(size);
    let used = 0;
    for (let read = -1; used < size && read !== 0; used += read)
      read = readSync(descriptor, bytes, used, size - used, null);
    return bytes.subarray(0, used);
  } finally {
    closeSync(descriptor);
  }
}

/** Kong looks at the last letters of the name, in lower case only, and asks for no dot. */
export function formatOf(file: string): 'yaml' | 'json' | undefined {
  if (file.endsWith('json')) return 'json';
  if (file.endsWith('yaml') || file.endsWith('yml')) return 'yaml';
  return undefined;
}

function unknownType(file: string): Diagnostic {
  return {
    code: 'unknown-file-type',
    severity: 'error',
    message: `the name "${basename(file)}" ends neither in yml, yaml nor json, so a node would not load the file`,
    help: 'rename it, in lower case, or pass its content by a pipe: dbless parse - < FILE',
  };
}

const reasons: Record<string, { why: string; help?: string }> = {
  ENOENT: { why: 'there is no such file or folder', help: 'check the name, and the folder you are in' },
  ENOTDIR: { why: 'a part of the path is a file, not a folder' },
  EACCES: { why: 'permission is denied', help: 'check its mode and those of the folders above it' },
  EPERM: { why: 'permission is denied', help: 'check its mode and those of the folders above it' },
  ELOOP: { why: 'its symbolic links lead in a circle' },
  ENAMETOOLONG: { why: 'the name is too long' },
  EISDIR: { why: 'it is a folder' },
};

/** Turns a failure of the file system into a finding; anything else is a bug and stays an exception. */
export function whyUnreadable(file: string, error: unknown): Diagnostic {
  const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
  if (!code) throw error;
  const { why, help } = reasons[code] ?? { why: `the system says ${code}` };
  return { code: 'unreadable-file', severity: 'error', message: `cannot read "${file}": ${why}`, help };
}
