/**
 * The program's own files as V8 has compiled them, kept by the build: to compile them takes longer than all else that a
 * small `parse` does. V8 takes it only with the same version, flags and source; without it, it compiles as always.
 */
import { existsSync, readFileSync } from 'node:fs';
import Module from 'node:module';
import { basename, dirname, join } from 'node:path';
import { Script } from 'node:vm';

interface Loading {
  exports: unknown;
  require(id: string): unknown;
}

/** Node's loader of files of a kind, and what it puts around their text. */
const { _extensions: loaders, wrap } = Module as unknown as {
  _extensions: Record<string, (module: Loading, file: string) => void>;
  wrap(source: string): string;
};

/** Of use to nobody but the very Node that the build ran on. */
const CACHE = join(
  import.meta.dirname,
  `../code-cache/${process.version}-${process.platform}-${process.arch}`,
);

/** Where the compiled code of a file of the program is kept. */
export const cacheOf = (file: string): string => join(CACHE, basename(file));

/** What was loaded, by file. */
export const loaded = new Map<string, Script>();

/** From now on, files of the program are loaded with their compiled code, if this Node has any. */
export function useCodeCache(): void {
  if (!existsSync(CACHE)) return;
  const others = loaders['.js']!;
  loaders['.cjs'] = (module, file) => {
    if (dirname(file) !== import.meta.dirname) return others(module, file);
    const script = new Script(wrap(readFileSync(file, 'utf8')), { filename: file, ...cached(file) });
    loaded.set(file, script);
    const require = (id: string) => module.require(id);
    script.runInThisContext().call(module.exports, module.exports, require, module, file, dirname(file));
  };
}

function cached(file: string): { cachedData?: Buffer } {
  try {
    return { cachedData: readFileSync(cacheOf(file)) };
  } catch {
    return {};
  }
}
