/**
 * Reads a folder of schemas: one file an entity type, plugins/ and vaults/ beside them; under nodes/ what a setting of the
 * node makes of some of them.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Schema } from './types.ts';

const FOLDERS = ['', 'document', 'plugins', 'vaults'];

/** Schemas by name: `services`, `plugins/key-auth`, `nodes/expressions/routes`. Throws what reading and JSON.parse throw. */
export function readSchemas(folder: string): Record<string, Schema> {
  return Object.fromEntries(
    [...FOLDERS, ...nodeFolders(folder)].flatMap((sub) => {
      const place = join(folder, sub);
      if (!existsSync(place)) return [];
      const files = readdirSync(place)
        .filter((file) => file.endsWith('.json'))
        .sort();
      return files.map((file) => [
        join(sub, file.slice(0, -5)),
        parsed(join(sub, file), readFileSync(join(place, file), 'utf8')),
      ]);
    }),
  );
}

function nodeFolders(folder: string): string[] {
  const nodes = join(folder, 'nodes');
  if (!existsSync(nodes)) return [];
  const settings = readdirSync(nodes).sort();
  return settings.flatMap((setting) => FOLDERS.map((sub) => join('nodes', setting, sub)));
}

function parsed(file: string, text: string): Schema {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`${file}: ${(error as Error).message}`);
  }
}
