/**
 * Makes dist/: the compiled validators, the bundled code, the types. `npm run build` calls it, and so does npm after
 * an install (`prepare`).
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const { version, dependencies } = JSON.parse(readFileSync(`${root}/package.json`, 'utf8'));

async function buildValidators() {
  const compiler = new URL('./validators.mjs', import.meta.url);
  if (existsSync(compiler)) await (await import(compiler.href)).buildValidators();
}

const options = {
  absWorkingDir: root,
  outdir: 'dist',
  bundle: true,
  minify: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  define: { DBLESS_VERSION: JSON.stringify(version), DBLESS_VALIDATORS: '"../validators"' },
  external: [...Object.keys(dependencies), '#*'],
  logLevel: 'warning',
};

/** A small entry and chunks that are loaded when a command needs them: `--version` must not pay for `parse`. */
async function bundle() {
  // The entry is one file by itself: it would share a chunk or two with the program, and each takes time to open.
  await build({ ...options, entryPoints: ['src/main.ts'], plugins: [withoutProgram] });
  const { metafile } = await build({
    ...options,
    entryPoints: ['src/program.ts', 'src/index.ts'],
    chunkNames: 'chunks/[name]-[hash]',
    splitting: true,
    // Bundled CommonJS (commander) asks for Node's own modules by `require`.
    banner: {
      js: "import{createRequire as makeRequire$}from'node:module';const require=makeRequire$(import.meta.url);",
    },
    plugins: [withoutChildProcess, builtinsByRequire],
    metafile: true,
  });
  removeStaleChunks(Object.keys(metafile.outputs));
}

const withoutProgram = {
  name: 'without-program',
  setup({ onResolve }) {
    onResolve({ filter: /\/program\.ts$/ }, () => ({ path: './program.js', external: true }));
  },
};

/** Chunks of earlier builds have other names; those in use stay where they are meanwhile. */
function removeStaleChunks(outputs) {
  for (const name of readdirSync(`${root}/dist/chunks`)) {
    if (!outputs.includes(`dist/chunks/${name}`)) rmSync(`${root}/dist/chunks/${name}`);
  }
}

/**
 * Node's own modules by `require`: an `import` of one reads all that it exports, which loads the streams behind node:fs
 * before anybody needs them.
 */
const builtinsByRequire = {
  name: 'builtins-by-require',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^node:/ }, ({ path, namespace }) =>
      namespace === 'builtin' ? { path, external: true } : { path, namespace: 'builtin' },
    );
    onLoad({ filter: /./, namespace: 'builtin' }, ({ path }) => ({
      contents: `module.exports = require(${JSON.stringify(path)})`,
      loader: 'js',
    }));
  },
};

/** commander would load node:child_process for a kind of sub-command that dbless has none of: 5% of `--version`. */
const withoutChildProcess = {
  name: 'without-child-process',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^node:child_process$/ }, ({ path, importer }) =>
      importer.includes('commander') ? { path, namespace: 'nothing' } : undefined,
    );
    onLoad({ filter: /./, namespace: 'nothing' }, () => ({ contents: '' }));
  },
};

function emitTypes() {
  rmSync(`${root}/dist/types`, { recursive: true, force: true });
  const tsc = fileURLToPath(import.meta.resolve('typescript/package.json'));
  execFileSync(process.execPath, [tsc.replace(/package\.json$/, 'bin/tsc'), '-p', 'tsconfig.types.json'], {
    cwd: root,
    stdio: 'inherit',
  });
}

await buildValidators();
await bundle();
emitTypes();
