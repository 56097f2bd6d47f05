/**
 * The program's own files as V8 has compiled them, kept by the build: to compile them takes longer than all else that a
 * small `parse` does. V8 takes it only with the same version, flags and source; without it, it compiles as always.
 */
import { existsSync, readFileSync } from 'node:fs';
import Module from 'node:module';
import { dirname, join } from 'node:path';
import { Script } from 'node:vm';

interface Loading {
  exports: unknown;
  require(id: string): unknown;
}

/** Node's loaders, by the ends of files' names. */
const { _extensions: loaders } = Module as unknown as {
  _extensions: Record<string, (module: Loading, file: string) => void>;
};

/** What the build has made, as seen from the program. */
const DIST = join(import.meta.dirname, '..');

/** Of use to nobody but the very Node that the build ran on. */
const CACHE = join(DIST, `code-cache/${process.version}-${process.platform}-${process.arch}`);

let isKept = false;

/** Where the compiled code of a file of dist/ is kept. */
export const cacheOf = (file: string): string => CACHE + file.slice(DIST.length);

/** What was loaded, by file. */
export const loaded = new Map<string, Script>();

/** From now on, files of the program are loaded with their compiled code, if this Node has any. */
export function useCodeCache(): void {
  isKept = existsSync(CACHE);
  if (!isKept) return;
  const others = loaders['.js']!;
  loaders['.cjs'] = (module, file) => {
    if (dirname(file) !== import.meta.dirname) return others(module, file);
    const run = functionOf(file, 'exports', 'require', 'module', '__filename', '__dirname');
    const require = (id: string) => module.require(id);
    run.call(module.exports, module.exports, require, module, file, dirname(file));
  };
}

/** The function whose body is in a file of dist/. */
export function functionOf(file: string, ...parameters: string[]): (...args: unknown[]) => unknown {
  const body = readFileSync(file, 'utf8');
  if (!isKept) return new Function(...parameters, body) as () => unknown;
  const script = new Script(`(function(${parameters}){${body}\n})`, { filename: file, ...cached(file) });
  loaded.set(file, script);
  return script.runInThisContext();
}

function cached(file: string): { cachedData?: Buffer } {
  try {
    return { cachedData: readFileSync(cacheOf(file)) };
  } catch {
    return {};
  }
}
