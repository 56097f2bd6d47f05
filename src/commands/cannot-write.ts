import { dirname } from 'node:path';
import { Failure } from './command.ts';

/** What to throw when writing a file failed: words for what the system refused, anything else as it is. */
export function cannotWrite(path: string, error: unknown): unknown {
  return hasCode(error) ? refusal(path, error.code) : error;
}

export function refusal(path: string, code: string): Failure {
  return new Failure(whyNot(path, code));
}

export function hasCode(error: unknown, ...codes: string[]): error is Error & { code: string } {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return false;
  return codes.length === 0 || codes.includes(error.code);
}

function whyNot(path: string, code: string): string {
  switch (code) {
    case 'EEXIST':
      return `${path} exists already and is left as it is; name another file, or remove it first`;
    case 'EISDIR':
      return `cannot write ${path}: it is a folder`;
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
