/** Edits of texts of any layout read back as meant, and leave every other line as it was. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Path } from '../../src/diagnostic.ts';
import { type Edit, edit } from '../../src/document/edit.ts';
import { type Format, read } from '../../src/document/index.ts';
import { choices, layOut } from './layouts.ts';

/** The paths of scalars, and of keys that maps do not have. */
function places(value: unknown, path: Path = []): { old: Path[]; fresh: Path[] } {
  const found = { old: [] as Path[], fresh: [] as Path[] };
  const go = (at: unknown, here: Path) => {
    if (here.length > 7) return;
    if (Array.isArray(at)) for (const [index, item] of at.entries()) go(item, [...here, index]);
    else if (typeof at === 'object' && at !== null) {
      if (!Object.hasOwn(at, 'new')) found.fresh.push([...here, 'new']);
      for (const [key, item] of Object.entries(at)) if (key !== '_ignore') go(item, [...here, key]);
    } else found.old.push(here);
  };
  go(value, path);
  return found;
}

const VALUES = ['3871dc', '0123', '$pbkdf2-sha512$i=10000,l=32$a+b$c/d', 'two words', false, null];
/** A scalar may have a tag that only a string fits. */
const STRINGS = 4;

function chosen(value: unknown, picks: readonly number[]): Edit[] {
  const { old, fresh } = places(value);
  const all = [...old, ...fresh];
  const edits = new Map<string, Edit>();
  for (const pick of picks.slice(0, all.length)) {
    const path = all[pick % all.length]!;
    const value = VALUES[pick % (old.includes(path) ? STRINGS : VALUES.length)]!;
    edits.set(path.join('\0'), { path, value, beside: ['name', 'q'][pick % 2]! });
  }
  return [...edits.values()];
}

const picks = fc.array(fc.nat(9999), { minLength: 1, maxLength: 8 });

function isReadBack(
  text: string,
  format: Format,
  some: readonly number[],
): { before: string; after: string } {
  const { value, diagnostics } = read(text, format);
  fc.pre(value !== undefined);
  const edits = chosen(value, some);
  const edited = edit(text, format, value, edits);
  const error = `not edited: ${JSON.stringify(edits)}\n${text}\n${JSON.stringify(diagnostics)}`;
  if (!edited) throw new Error(error);
  return { before: text, after: edited.text };
}

test('without aliases: read back as meant, comments and other lines as they were', () => {
  fc.assert(
    fc.property(choices, picks, (numbers, some) => {
      const { before, after } = isReadBack(layOut(numbers, { aliases: false }), 'yaml', some);
      const comments = (text: string) => text.match(/# c\d+/g) ?? [];
      expect(comments(after)).toEqual(comments(before));
      const left = new Set(after.split('\n'));
      const gone = before.split('\n').filter((line) => !left.has(line));
      // A scalar takes three lines at most, and a key that is put first moves another.
      expect(gone.length).toBeLessThanOrEqual(3 * some.length);
    }),
    { numRuns: 1000 },
  );
});

test('with aliases and merge keys: read back as meant', () => {
  fc.assert(
    fc.property(choices, picks, (numbers, some) => {
      isReadBack(layOut(numbers, { aliases: true }), 'yaml', some);
    }),
    { numRuns: 2000 },
  );
});

test('JSON: read back as meant', () => {
  fc.assert(
    fc.property(choices, picks, fc.constantFrom(undefined, 1, '\t'), (numbers, some, space) => {
      const { value } = read(layOut(numbers, { aliases: false }), 'yaml');
      isReadBack(JSON.stringify(value, null, space), 'json', some);
    }),
    { numRuns: 500 },
  );
});
