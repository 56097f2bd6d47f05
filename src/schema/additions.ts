/** A folder of schemas that add to the bundled ones or replace them (`--schemas DIR`): compiled when first used. */
import { dirname } from 'node:path';
import type { Diagnostic, Result } from '../diagnostic.ts';
import { required, resolved } from '../required.ts';
import { mistakeIn } from './mistakes.ts';
import { type Additions, bundledRegistry, Registry } from './registry.ts';
import type { Schema } from './types.ts';

/** The bundled schemas, and those of a folder laid out as schemas/ is. Errors: `unreadable-file`. */
export function openRegistry(folder?: string): Result<Registry> {
  if (folder === undefined) return { value: bundledRegistry(), diagnostics: [] };
  try {
    return { value: registryWith(folder), diagnostics: [] };
  } catch (error) {
    return { diagnostics: [unreadable(folder, error as NodeJS.ErrnoException)] };
  }
}

function registryWith(folder: string): Registry {
  const { compileValidators, digest, readSchemas } =
    required<typeof import('./build.ts')>('#validators/compile');
  const added = readSchemas(folder);
  if (Object.keys(added).length === 0)
    throw new Error('it holds no .json file, nor do plugins/ and vaults/ in it');
  const mistake = mistakeIn(added, bundledRegistry().types.keys());
  if (mistake) throw new Error(mistake);
  const all = { ...readSchemas(dirname(resolved('#schemas/services'))), ...added };
  const known = digest(all);
  const compile: Additions['compile'] = (name, thoroughness) =>
    compileValidators(all[name]!, thoroughness, Object.keys(known.types[usualName(name)]?.children ?? {}));
  const schemas = { ...parentsOf(added, all), ...added };
  for (const name of Object.keys(added)) {
    try {
      compile(name, 'quick');
    } catch (error) {
      throw new Error(`${name}.json: ${(error as Error).message}`);
    }
  }
  return new Registry({ digest: known, schemas, compile });
}

/** An entity type that nests in a bundled one changes what may stand in that. */
function parentsOf(added: Record<string, Schema>, all: Record<string, Schema>): Record<string, Schema> {
  const fields = Object.values(added).flatMap((schema) => Object.values(schema.properties ?? {}));
  const parents = fields.flatMap((field) => field['x-foreign'] ?? []);
  return Object.fromEntries(Object.entries(all).filter(([name]) => parents.includes(usualName(name))));
}

/** `routes` of `nodes/expressions/routes`: the same entity type for another node. */
const usualName = (name: string): string => name.replace(/^nodes\/[^/]+\//, '');

const unreadable = (folder: string, { code, message }: NodeJS.ErrnoException): Diagnostic => ({
  code: 'unreadable-file',
  severity: 'error',
  message: `the schemas in ${folder} cannot be used: ${code === 'ENOTDIR' ? 'it is no folder' : message}`,
  help: 'give a folder laid out as schemas/ is: one JSON Schema a file, those of plugins in plugins/',
});
