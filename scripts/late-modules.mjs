/**
 * Modules that most runs never need: what takes over when something is wrong or unusual. The sources import them as any
 * other; in the program, which runs as CommonJS, each is a file of its own, required at the first call.
 */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

/**
 * They export functions only, and a helper that others need too is copied: nothing in them may depend on a class or a
 * variable being the same one.
 */
const modules = [
  'commands/gather/folder',
  'config/excerpt',
  'config/places',
  'config/sealed',
  'document/json/read',
  'document/references/resolve',
  'document/rows',
  'document/yaml/full',
  'required',
  'schema/checks/certificates',
  'schema/checks/crypto-keys',
  'schema/checks/expression-route',
  'schema/checks/expression/index',
  'schema/checks/lua',
  'schema/checks/plugin-configs',
  'schema/checks/regex/index',
  'schema/explain/index',
  'schema/mistakes',
  'schema/unloaded',
];

const fileOf = (module) => module.replace('/index', '').replaceAll('/', '-');

/** For esbuild: the name of the file, and the module that it is made of. */
export const lateEntryPoints = Object.fromEntries(
  modules.map((module) => [fileOf(module), `src/${module}.ts`]),
);

/** An esbuild plugin that puts a stand-in in place of each such module. */
export const lateModules = {
  name: 'late-modules',
  setup({ initialOptions, onResolve, onLoad }) {
    const byPath = new Map(
      modules.map((module) => [resolve(initialOptions.absWorkingDir, `src/${module}.ts`), module]),
    );
    onResolve({ filter: /^\./ }, ({ path, kind, resolveDir }) => {
      const full = resolve(resolveDir, path);
      return kind === 'import-statement' && byPath.has(full) ? { path: full, namespace: 'late' } : undefined;
    });
    onResolve({ filter: /\.cjs$/, namespace: 'late' }, ({ path }) => ({ path, external: true }));
    onLoad({ filter: /./, namespace: 'late' }, ({ path }) => ({
      contents: standIn(path, fileOf(byPath.get(path))),
    }));
  },
};

function standIn(path, file) {
  const functions = functionsOf(readFileSync(path, 'utf8'));
  return [
    `let module; const loaded = () => (module ??= require('./${file}.cjs'));`,
    ...functions.map((name) => `export const ${name} = (...args) => loaded().${name}(...args);`),
  ].join('\n');
}

function functionsOf(source) {
  const declared = source.matchAll(/^export (?:function|const) (\w+)/gm);
  const passedOn = source.matchAll(/^export \{([^}]*)\} from/gm);
  return [
    ...[...declared].map(([, name]) => name),
    ...[...passedOn].flatMap(([, names]) => names.match(/\w+/g)),
  ];
}

/** What else a late module exports, its stand-in would turn into a function. */
export function assertFunctions(exports, file) {
  const other = Object.keys(exports).find(
    (name) => typeof exports[name] !== 'function' || /^class\b/.test(exports[name]),
  );
  if (other) throw new Error(`${file} exports ${other}, which is no function: it cannot be loaded late`);
}
