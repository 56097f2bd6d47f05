/** Writes schemas/*.json again, from the answers of a node (here: fixtures/facts) and schemas/overlays/. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readAnswers } from '../fixtures/facts/answers.mjs';
import { load } from './load-typescript.mjs';

const root = new URL('../', import.meta.url);
const { deriveSchemas } = await load('src/schema/derive.ts');

const overlayFolder = new URL('schemas/overlays/', root);
const overlays = Object.fromEntries(
  readdirSync(overlayFolder).map((file) => [
    file.replace('.json', ''),
    JSON.parse(readFileSync(new URL(file, overlayFolder), 'utf8')),
  ]),
);
for (const [name, schema] of Object.entries(deriveSchemas(readAnswers(), overlays))) {
  const file = fileURLToPath(new URL(`schemas/${name}.json`, root));
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(schema, null, 2) + '\n');
}
