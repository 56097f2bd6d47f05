import fc from 'fast-check';
import { expect, test } from 'vitest';
import { spanWithin } from '../../src/config/within.ts';
import type { Span } from '../../src/diagnostic.ts';
import { type Format, locate, read } from '../../src/document/index.ts';

/** What stands at a place of a text. */
function textAt(text: string, { line, column, endLine, endColumn }: Span): string {
  const lines = text.split('\n').slice(line - 1, endLine);
  lines[lines.length - 1] = lines.at(-1)!.slice(0, endColumn - 1);
  return [lines[0]!.slice(column - 1), ...lines.slice(1)].join('\n');
}

/** The source of a part of the text `a` in a document. */
function found(document: string, format: Format, part: string): string | undefined {
  const { a } = read(document, format).value as { a: string };
  const places = locate(document, format);
  const from = a.indexOf(part);
  const span = spanWithin(places.raw(['a'])!, places.value(['a'])!, a, [from, from + part.length]);
  return span && textAt(document, span);
}

test.each<[string, Format, string, string]>([
  ['a: x == "/ü" && y', 'yaml', '"/ü"', '"/ü"'],
  ["a: 'it''s x'", 'yaml', "'s", "''s"],
  ["a: 'it''s x'", 'yaml', 'x', 'x'],
  ['a: "x == \\"/\\" && y"', 'yaml', '"/"', '\\"/\\"'],
  ['a: "\\x41\\u00e9\\U0001f600b"', 'yaml', 'b', 'b'],
  ['a: "one \\\n   two"', 'yaml', 'two', 'two'],
  ['a: "one\n   two three"', 'yaml', 'three', 'three'],
  ['a: one\n   two\n   three', 'yaml', 'three', 'three'],
  ['a: >\n   one\n   two three\n', 'yaml', 'two three', 'two three'],
  ['a: >\n   one\n   two three\n', 'yaml', 'one two', 'one\n   two'],
  ['a: |-\n   one\n     two\n   three\n', 'yaml', 'three', 'three'],
  ['{"a": "x == \\"/\\u0041\\" && y"}', 'json', 'A', '\\u0041'],
  ['{"a": "x == \\"/\\u0041\\" && y"}', 'json', 'y', 'y'],
])('%j as %s: %j is %j', (document, format, part, source) => {
  expect(found(document, format, part)).toBe(source);
});

test('the end of a text is behind its last character', () => {
  const document = '{"a": "x ==" }';
  const places = locate(document, 'json');
  const span = spanWithin(places.raw(['a'])!, places.value(['a'])!, 'x ==', [4, 4]);
  expect(span).toEqual({ line: 1, column: 12, endLine: 1, endColumn: 12 });
});

test('any part of any text in JSON', () => {
  const text = fc.string({
    unit: fc.constantFrom('a', ' ', '"', '\\', '\n', 'é', '\u0001', '😀'),
    minLength: 1,
  });
  fc.assert(
    fc.property(text, fc.nat(), fc.nat(), (a, first, second) => {
      const characters = [...a];
      const [from, to] = [first % characters.length, second % (characters.length + 1)].sort((x, y) => x - y);
      const [before, part] = [characters.slice(0, from).join(''), characters.slice(from, to).join('')];
      const document = JSON.stringify({ a });
      const places = locate(document, 'json');
      const range = [before.length, before.length + part.length] as const;
      const span = spanWithin(places.raw(['a'])!, places.value(['a'])!, a, range);
      expect(JSON.parse(`"${textAt(document, span!)}"`)).toBe(part);
    }),
  );
});
