import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

/** ARCHITECTURE.md explains them. A file imports from its own folder and from layers above its own, nothing else. */
const layers = [
  ['code-cache.ts', 'diagnostic.ts', 'exit-codes.ts', 'required.ts', 'suggest.ts', 'version.ts'],
  ['codes.ts'],
  ['document'],
  ['schema', 'kong-conf'],
  ['config'],
  ['lint', 'transform', 'normalize'],
  ['parse.ts'],
  ['fleet', 'stand-in', 'export'],
  ['reporters'],
  ['commands'],
  ['program.ts'],
  ['main.ts', 'index.ts'],
  ['start.ts'],
];

const root = fileURLToPath(new URL('../src/', import.meta.url));
const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => file.endsWith('.ts'))
  .sort();

test('every file belongs to a layer', () => {
  expect(files.length).toBeGreaterThan(20);
  expect(files.filter((file) => layerOf(file) < 0)).toEqual([]);
});

test.each(files)('%s imports only what it may', (file) => {
  const wrong = importsOf(file).filter((target) => {
    const sameFolder = part(target) === part(file) && part(file).length > 0 && file.includes('/');
    return !sameFolder && !(layerOf(target) < layerOf(file));
  });
  expect(wrong).toEqual([]);
});

test.each(['diagnostic.ts', 'exit-codes.ts'])('%s imports nothing', (file) => {
  expect(readFileSync(root + file, 'utf8')).not.toMatch(/^import /m);
});

test('no variable that changes is exported, for files of the program get a copy of it', () => {
  expect(files.filter((file) => /^export let\b/m.test(readFileSync(root + file, 'utf8')))).toEqual([]);
});

/** The files of src/ that a file imports, types included; found in the text, so that nothing need be loaded. */
function importsOf(file: string): string[] {
  const text = readFileSync(root + file, 'utf8');
  return [...text.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*'(\.[^']*)'/g)].map((match) =>
    posix.normalize(posix.join(posix.dirname(file), match[1]!)),
  );
}

function part(file: string): string {
  return file.split('/')[0]!;
}

function layerOf(file: string): number {
  return layers.findIndex((names) => names.includes(part(file)));
}
