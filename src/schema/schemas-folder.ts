/** Reads a folder of schemas: one file an entity type, plugins/ and vaults/ beside them. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Schema } from './types.ts';

/** Schemas by name: `services`, `plugins/key-auth`. Throws what reading and JSON.parse throw. */
export function readSchemas(folder: string): Record<string, Schema> {
  return Object.fromEntries(
    ['', 'document', 'plugins', 'vaults'].flatMap((sub) => {
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

function parsed(file: string, text: string): Schema {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`${file}: ${(error as Error).message}`);
  }
}
