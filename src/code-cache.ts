/**
 * The program's own files as V8 has compiled them, kept by the build: to compile them takes longer than all else that a
 * small `parse` does. V8 takes it only with the same version, flags and source; without it, it compiles as always.
 */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Script } from 'node:vm';

/** There is one in the program, which is CommonJS; node:module would have Node load its other loader, too. */
declare const require: NodeJS.Require;

type Body = (...args: unknown[]) => unknown;

/** What the build has made, as seen from the program. */
const DIST = join(import.meta.dirname, '..');

/** Of use to nobody but the very Node that the build ran on. */
const CACHE = join(DIST, `code-cache/${process.version}-${process.platform}-${process.arch}`);

/** What any `parse` loads, as one script: to open thirty files takes longer than to run most of them. */
export const TOGETHER = join(CACHE, 'together.js');

let isKept = false;

let together: Record<string, Body> = {};

/** What was loaded, by the file that the compiled code of it is kept in. */
export const scripts = new Map<string, Script>();

/** The functions that were loaded one by one, as V8 was given them, by name. */
export const sources = new Map<string, string>();

/** From now on, files of the program are loaded with their compiled code, if this Node has any. */
export function useCodeCache(): void {
  isKept = existsSync(TOGETHER);
  if (!isKept) return;
  together = run(readFileSync(TOGETHER, 'latin1'), TOGETHER, TOGETHER) as typeof together;
  const loaders = require.extensions;
  const others = loaders['.js']!;
  loaders['.cjs'] = (module, file) => {
    if (dirname(file) !== import.meta.dirname) return others(module, file);
    const body = functionOf(file, 'exports', 'require', 'module', '__filename', '__dirname');
    body(module.exports, (id: string) => module.require(id), module, file, dirname(file));
  };
}

/** The function whose body is in a file of dist/. */
export function functionOf(file: string, ...parameters: string[]): Body {
  const name = file.slice(DIST.length);
  const known = together[name];
  if (known) return known;
  const body = readFileSync(file, 'utf8');
  if (!isKept) return new Function(...parameters, body) as Body;
  const source = `(function(${parameters}){${body}\n})`;
  sources.set(name, source);
  return run(source, file, CACHE + name) as Body;
}

/** The value of a source, which comes from `file` and may have been compiled at the build. */
function run(source: string, file: string, compiled: string): unknown {
  const { Script } = require('node:vm') as typeof import('node:vm');
  const script = new Script(source, { filename: file, cachedData: contentOf(`${compiled}.v8`) });
  scripts.set(`${compiled}.v8`, script);
  return script.runInThisContext();
}

function contentOf(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}
