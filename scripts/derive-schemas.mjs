/** Writes schemas/*.json again, from the answers of a node (here: fixtures/facts) and schemas/overlays/. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
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
for (const folder of ['schemas/plugins', 'schemas/vaults'])
  mkdirSync(new URL(folder, root), { recursive: true });
for (const [name, schema] of Object.entries(deriveSchemas(readAnswers(), overlays))) {
  writeFileSync(new URL(`schemas/${name}.json`, root), JSON.stringify(schema, null, 2) + '\n');
}
