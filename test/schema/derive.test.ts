import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readAnswers } from '../../fixtures/facts/answers.mjs';
import { deriveSchemas, type Overlays } from '../../src/schema/derive.ts';
import { readSchemas } from '../../src/schema/schemas-folder.ts';

const schemasFolder = new URL('../../schemas/', import.meta.url);

function readOverlays(): Overlays {
  const folder = new URL('overlays/', schemasFolder);
  const entries = readdirSync(folder).map((file) => [
    file.slice(0, -5),
    JSON.parse(readFileSync(new URL(file, folder), 'utf8')),
  ]);
  return Object.fromEntries(entries);
}

const derived = deriveSchemas(readAnswers(), readOverlays());

test('schemas/ is what the facts and the overlays give', () => {
  const { 'document/declarative-config': _, ...written } = readSchemas(schemasFolder.pathname);
  expect(Object.keys(written).sort()).toEqual(Object.keys(derived).sort());
  for (const name of Object.keys(written)) expect(written[name], name).toEqual(derived[name]);
});

test('there are 28 collections, 45 plugins and a vault', () => {
  const names = Object.keys(derived);
  expect(names.filter((name) => !name.includes('/'))).toHaveLength(28);
  expect(names.filter((name) => name.startsWith('plugins/'))).toHaveLength(45);
  expect(names.filter((name) => name.startsWith('vaults/'))).toEqual(['vaults/env']);
});

test('a default that every process draws anew is marked, never written out', () => {
  const secret = derived['plugins/session']!.properties!.config!.properties!.secret!;
  expect(secret['x-random-default']).toBe(true);
  expect(secret).not.toHaveProperty('default');
});

test('every property has a description', () => {
  const missing = Object.entries(derived).flatMap(([name, schema]) =>
    Object.entries(schema.properties ?? {}).flatMap(([key, field]) =>
      field.description ? [] : [`${name}.${key}`],
    ),
  );
  expect(missing).toEqual([]);
});
