/**
 * Makes dist/: the compiled validators, the bundled code, the types. `npm run build` calls it, and so does npm after
 * an install (`prepare`).
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, transform } from 'esbuild';
import { assertFunctions, lateEntryPoints, lateModules } from './late-modules.mjs';
import { put, removeStale } from './output.mjs';
import { pack } from './pack.mjs';

const require = createRequire(import.meta.url);
const root = fileURLToPath(new URL('..', import.meta.url));
const { version, dependencies } = JSON.parse(readFileSync(`${root}/package.json`, 'utf8'));

async function buildValidators() {
  const compiler = new URL('./validators.mjs', import.meta.url);
  if (existsSync(compiler)) await (await import(compiler.href)).buildValidators();
}

const options = {
  absWorkingDir: root,
  bundle: true,
  minify: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  external: [...Object.keys(dependencies), '#*'],
  logLevel: 'warning',
  write: false,
};

/**
 * A small entry and chunks that are loaded when a command needs them: `--version` must not pay for `parse`. They are
 * split as ES modules, which esbuild alone can do, and run as CommonJS, which Node loads in half the time.
 */
async function bundleProgram() {
  const program = {
    ...options,
    outdir: 'dist/program',
    define: {
      DBLESS_VERSION: JSON.stringify(version),
      'import.meta.dirname': '__dirname',
      'import.meta.url': '__filename',
    },
    plugins: [withoutChildProcess, lateModules],
  };
  const late = await build({
    ...program,
    entryPoints: lateEntryPoints,
    outExtension: { '.js': '.cjs' },
    format: 'cjs',
  });
  const files = new Map(late.outputFiles.map(({ path, text }) => [basename(path), text]));
  for (const [name, text] of await bundleCommands(program)) files.set(name, text);

  const folder = `${root}/dist/program`;
  for (const [name, text] of files) put(`${folder}/${name}`, text);
  removeStale(
    folder,
    [...files.keys()].map((name) => `${folder}/${name}`),
  );
  for (const { path } of late.outputFiles) assertFunctions(require(path), path);
}

async function bundleCommands(program) {
  const { outputFiles, metafile } = await build({
    ...program,
    entryPoints: ['src/start.ts', 'src/main.ts'],
    splitting: true,
    minify: false,
    metafile: true,
  });
  const texts = new Map(outputFiles.map(({ path, text }) => [basename(path), text]));
  const named = (entryPoint) =>
    basename(Object.entries(metafile.outputs).find(([, output]) => output.entryPoint === entryPoint)[0]);
  const packed = pack(
    texts,
    ['src/start.ts', 'src/main.ts', 'src/program.ts', 'src/commands/parse.ts'].map(named),
  );
  for (const [name, text] of packed) packed.set(name, await minified(text));
  return packed;
}

async function minified(text) {
  const { target, platform } = options;
  const supported = { 'dynamic-import': false };
  return (await transform(text, { format: 'cjs', platform, target, minify: true, supported })).code;
}

async function bundleLibrary() {
  const define = { DBLESS_ROOT: '".."' };
  const { outputFiles } = await build({ ...options, entryPoints: ['src/index.ts'], define });
  put(`${root}/dist/index.js`, outputFiles[0].text);
}

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

/** In processes of their own, which have to start as the program does. */
function keepCode() {
  for (const step of ['together', 'compiled'])
    execFileSync(process.execPath, [`${root}/scripts/code-cache.mjs`, step], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
}

function emitTypes() {
  rmSync(`${root}/dist/types`, { recursive: true, force: true });
  const tsc = fileURLToPath(import.meta.resolve('typescript/package.json'));
  execFileSync(process.execPath, [tsc.replace(/package\.json$/, 'bin/tsc'), '-p', 'tsconfig.types.json'], {
    cwd: root,
    stdio: 'inherit',
  });
}

// first, for it must never outlive its source
rmSync(`${root}/dist/code-cache`, { recursive: true, force: true });
await buildValidators();
await bundleProgram();
await bundleLibrary();
keepCode();
emitTypes();
