/** Compiles schemas/ to dist/validators/: a module for each schema, loaded when a file first uses it, and their digest. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, transform } from 'esbuild';
import { load } from './load-typescript.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const out = `${root}/dist/validators`;

export async function buildValidators() {
  const { compileValidators, digest, readSchemas } = await load('src/schema/build.ts');
  const schemas = readSchemas(`${root}/schemas`);
  const { types, subschemas } = digest(schemas);
  rmSync(out, { recursive: true, force: true });
  await write('digest', `module.exports=${JSON.stringify({ types, subschemas })}`);
  for (const [name, schema] of Object.entries(schemas)) {
    for (const thoroughness of ['quick', 'full']) {
      const code = compileValidators(schema, thoroughness, Object.keys(types[name]?.children ?? {}));
      const { code: small } = await transform(
        `module.exports=(checks,runtime,exports)=>{${code};return exports}`,
        { minify: true },
      );
      await write(`${thoroughness}/${name}`, small);
    }
  }
  await bundleCompiler();
}

/** The compiler itself, for schemas that are given at run time. */
function bundleCompiler() {
  return build({
    entryPoints: [`${root}/src/schema/build.ts`],
    outfile: `${out}/compile.cjs`,
    bundle: true,
    minify: true,
    format: 'cjs',
    platform: 'node',
    packages: 'external',
  });
}

async function write(name, code) {
  const file = `${out}/${name}.cjs`;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, code);
}
