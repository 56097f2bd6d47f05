/**
 * The program's own files as V8 has compiled them, kept by the build: to compile them takes longer than all else that a
 * small `parse` does. V8 takes it only with the same version, flags and source; without it, it compiles as always.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Script } from 'node:vm';

/** What the program has as a CommonJS file, start.cjs; node:module would have Node load its other loader, too. */
declare const require: NodeJS.Require;
declare const module: { exports: unknown };

type Body = (...args: unknown[]) => unknown;

/** What the build has made, as seen from the program. */
const DIST = join(import.meta.dirname, '..');

/** Of use to nobody but the very Node that the build ran on. */
const CACHE = join(DIST, `code-cache/${process.version}-${process.platform}-${process.arch}`);

/** What any `parse` loads, as one script: to open twenty files takes longer than to run most of them. */
export const TOGETHER = join(CACHE, 'together.js');

/** Nothing without compiled code. */
let together: Record<string, Body> | undefined;

/** What was loaded, by the file that the compiled code of it is kept in. */
export const scripts = new Map<string, Script>();

/** The functions that were loaded one by one, as V8 was given them, by name. */
export const sources = new Map<string, string>();

/** A file of the program (`./main.cjs`) as a module; nothing if the build has kept no code for this Node. */
export function loadKept(name: string): unknown {
  const all = contentOf(TOGETHER);
  if (!all) return undefined;
  together = run(all.toString('latin1'), TOGETHER, TOGETHER) as Record<string, Body>;
  modules.set('./start.cjs', module);
  return load(name);
}

const modules = new Map<string, typeof module>();

/** Not by Node's loader, which looks at much more than the name of a file. */
function load(name: string): unknown {
  let loaded = modules.get(name);
  if (!loaded) {
    modules.set(name, (loaded = { exports: {} }));
    const file = join(import.meta.dirname, name);
    const body = functionOf(file, 'exports', 'require', 'module', '__filename', '__dirname');
    body(loaded.exports, requireFrom, loaded, file, import.meta.dirname);
  }
  return loaded.exports;
}

const requireFrom = (id: string): unknown => (id.startsWith('./') ? load(id) : require(id));

/** The function whose body is in a file of dist/. */
export function functionOf(file: string, ...parameters: string[]): Body {
  const name = file.slice(DIST.length);
  const known = together?.[name];
  if (known) return known;
  const body = readFileSync(file, 'utf8');
  if (!together) return new Function(...parameters, body) as Body;
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
