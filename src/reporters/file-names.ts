import { isAbsolute, relative, resolve, sep } from 'node:path';
import type { ReportOptions } from './findings.ts';

/**
 * The name of a file from the root of the repository, with slashes, which is how pipelines find it. A file outside of
 * the repository has its whole path; standard input is no file.
 */
export function nameFromRoot(file: string, { folder, root }: Pick<ReportOptions, 'folder' | 'root'>): string {
  if (file.startsWith('<')) return file;
  const path = resolve(folder, file);
  const name = relative(root, path) || '.';
  return (isOutside(name) ? path : name).split(sep).join('/');
}

/** The same name as a URI: relative if the name is, nothing in it that a reader of URIs would take for a delimiter. */
export function uriOf(name: string): string {
  const path = name
    .replace(/\p{Cs}/gu, '\ufffd')
    .split('/')
    .map(encodeURIComponent)
    .join('/');
  return isAbsolute(name) ? `file://${path.startsWith('/') ? '' : '/'}${path}` : path;
}

function isOutside(name: string): boolean {
  return /^\.\.(?:[\\/]|$)/.test(name) || isAbsolute(name);
}
