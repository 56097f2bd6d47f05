import { existsSync, readFileSync } from 'node:fs';
import type { Diagnostic, Result } from '../diagnostic.ts';

/** Where Kong looks when no file is named: docs/kong/kong-conf.md, section 1. */
export const DEFAULT_PLACES: readonly string[] = ['/etc/kong/kong.conf', '/etc/kong.conf'];

export interface ConfFile {
  file?: string;
  text: string;
}

/** The text of the file named, else of the first that is there, else nothing. A byte order mark is kept: Kong does. */
export function locateFile(file: string | undefined, places: readonly string[]): Result<ConfFile> {
  const found = file ?? places.find((place) => existsSync(place));
  if (found === undefined) return { value: { text: '' }, diagnostics: [] };
  try {
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(readFileSync(found));
    return { value: { file: found, text }, diagnostics: [] };
  } catch (error) {
    return { diagnostics: [unreadable(error)] };
  }
}

function unreadable(error: unknown): Diagnostic {
  const code = (error as NodeJS.ErrnoException).code;
  const reason =
    code === 'ENOENT'
      ? 'there is no such file'
      : code === 'EISDIR'
        ? 'it is a folder'
        : `it cannot be read (${code})`;
  const message = `no kong.conf to read: ${reason}`;
  const help = 'name the file with -c FILE; --no-conf judges for a default node';
  return { code: 'unreadable-file', severity: 'error', message, help };
}
