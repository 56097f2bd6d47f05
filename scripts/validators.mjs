/** Compiles schemas/ to dist/validators/: a function body for each schema, read when a file first uses it, and their digest. */
import { fileURLToPath } from 'node:url';
import { build, transform } from 'esbuild';
import { load } from './load-typescript.mjs';
import { put, removeStale } from './output.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const out = `${root}/dist/validators`;

export async function buildValidators() {
  const { compileValidators, digest, readSchemas } = await load('src/schema/build.ts');
  const schemas = readSchemas(`${root}/schemas`);
  const known = digest(schemas);
  const files = [write('digest.json', JSON.stringify(known))];
  for (const [name, schema] of Object.entries(schemas)) {
    for (const thoroughness of ['quick', 'full']) {
      const code = compileValidators(schema, thoroughness, nestable(name, known));
      const { code: small } = await transform(code, { minify: true, format: 'cjs' });
      files.push(write(`${thoroughness}/${name}.js`, small));
    }
  }
  files.push(await bundleCompiler());
  removeStale(out, files);
}

/** The collections that may nest in an entity, whatever the settings of the node that it is for. */
function nestable(name, { types }) {
  return Object.keys(types[name.replace(/^nodes\/[^/]+\//, '')]?.children ?? {});
}

/** The compiler itself, for schemas that are given at run time. */
async function bundleCompiler() {
  const { outputFiles } = await build({
    entryPoints: [`${root}/src/schema/build.ts`],
    bundle: true,
    minify: true,
    format: 'cjs',
    platform: 'node',
    packages: 'external',
    write: false,
  });
  return write('compile.cjs', outputFiles[0].text);
}

function write(name, code) {
  const file = `${out}/${name}`;
  put(file, code);
  return file;
}
