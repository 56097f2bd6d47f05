import { readFileSync, statSync } from 'node:fs';

const LARGEST = 4 * 1024 * 1024;

/** The PEM text behind a value: that of a file, the value itself, or the value in base64. */
export function pemText(value: string): string | undefined {
  const file = fileText(value);
  if (file !== undefined) return file;
  if (value.includes('-----BEGIN ')) return value;
  const decoded = Buffer.from(value, 'base64').toString('latin1');
  return decoded.includes('-----BEGIN ') ? decoded : undefined;
}

export function isFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

function fileText(path: string): string | undefined {
  try {
    const { size } = statSync(path);
    return isFile(path) && size <= LARGEST ? readFileSync(path, 'latin1') : undefined;
  } catch {
    return undefined;
  }
}
