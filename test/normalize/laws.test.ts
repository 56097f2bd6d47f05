/** The laws of normalize and fmt over generated configs. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Fields } from '../../src/config/entries.ts';
import { type Format, read } from '../../src/document/index.ts';
import { treeOf, writeTree } from '../../src/document/layout.ts';
import { format } from '../../src/normalize/format.ts';
import { type NormalizeOptions, normalize } from '../../src/normalize/index.ts';
import { commented } from './comments.ts';
import { anyConfigs, configs } from './configs.ts';
import { expectSameLoaded } from './same.ts';

const text = (config: Fields, as: Format = 'yaml') =>
  writeTree({ root: treeOf(config), header: [], bare: true, merges: false }, as).value!;

const options = fc.record({
  references: fc.constantFrom('name', 'id'),
  ids: fc.boolean(),
  defaults: fc.boolean(),
  nest: fc.boolean(),
  output: fc.constantFrom('yaml', 'json'),
} satisfies { [key in keyof NormalizeOptions]: unknown }) as fc.Arbitrary<NormalizeOptions>;

describe('a generated config', () => {
  test('loads the same when normalized, and is the same when normalized again', () => {
    fc.assert(
      fc.property(configs, options, (config, form) => {
        const { value, diagnostics } = normalize(config, form);
        expect(value, JSON.stringify(diagnostics)).toBeDefined();
        const { text: once, format: as } = value!;
        expectSameLoaded(config, once, [{}, { format: as }]);
        expect(normalize(once, { ...form, format: as }).value!.text).toBe(once);
        expect(format(once, { format: as }).value!.text).toBe(once);
      }),
      { numRuns: 1500 },
    );
  });

  test('loads the same when normalized and nested again', () => {
    fc.assert(
      fc.property(configs, fc.boolean(), (config, ids) => {
        const flat = normalize(config, { ids }).value!.text;
        const nested = normalize(flat, { format: 'yaml', nest: true }).value!.text;
        expectSameLoaded(config, nested, [{}, { format: 'yaml' }]);
      }),
      { numRuns: 700 },
    );
  });

  test('is the same from text and from its value', () => {
    fc.assert(
      fc.property(configs, (config) => {
        const one = normalize(text(config), { format: 'yaml' }).value!.text;
        expect(normalize(text(config, 'json'), { format: 'json', output: 'yaml' }).value!.text).toBe(one);
        // with a comment, nothing is skipped
        const withComment = normalize(`${text(config)}# end\n`, { format: 'yaml' }).value!.text;
        expect(withComment).toBe(`${one}\n# end\n`);
      }),
      { numRuns: 300 },
    );
  });
});

describe('a generated config with comments', () => {
  test('keeps its value and each comment when laid out, and is the same when laid out again', () => {
    fc.assert(
      fc.property(commented(anyConfigs), ({ text: source, comments }) => {
        const { text: once } = format(source, { format: 'yaml' }).value!;
        expect(read(once, 'yaml').value, once).toEqual(read(source, 'yaml').value);
        expect(commentsOf(once), `${source}\n-----\n${once}`).toEqual(comments);
        expect(format(once, { format: 'yaml' }).value!.text).toBe(once);
      }),
      { numRuns: 2000 },
    );
  });

  test('keeps each comment when normalized, and is the same when normalized again', () => {
    fc.assert(
      fc.property(commented(configs), options, ({ text: source, comments }, form) => {
        const written: NormalizeOptions = { ...form, output: 'yaml', format: 'yaml' };
        const { text: once } = normalize(source, written).value!;
        expectSameLoaded(source, once);
        expect(commentsOf(once), `${source}\n-----\n${once}`).toEqual(comments);
        expect(normalize(once, written).value!.text).toBe(once);
      }),
      { numRuns: 1000 },
    );
  });
});

/** Sorted. Nothing else in these texts looks like one. */
const commentsOf = (source: string): string[] => (source.match(/#c\d+(?= |$)/gm) ?? []).sort();
