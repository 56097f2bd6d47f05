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
        JSON.parse(readFileSync(join(place, file), 'utf8')),
      ]);
    }),
  );
}
