import { describe, expect, it } from 'vitest';
import type { Path, Span } from '../../src/diagnostic.ts';
import { type Format, locate, read } from '../../src/document/index.ts';

/** The text of a span, found by lines and columns alone. */
function cut(text: string, span: Span | undefined): string | undefined {
  if (!span) return undefined;
  const lines = text.replace(/^\ufeff/, '').split(/(?<=\r\n|\n|\r(?!\n))/);
  const offset = (line: number, column: number) => lines.slice(0, line - 1).join('').length + column - 1;
  return lines.join('').slice(offset(span.line, span.column), offset(span.endLine, span.endColumn));
}

const BLOCK = `services:
- &first
  name: "a b"
  host: h # c
  tags: [x, 'y', "z\\n"]
- *first
- <<: *first
  name: c
  text: |-
    one
    two

  empty:
? long
: value
on: 1
`;

type Case = [path: Path, value: string | undefined, key: string | undefined];

describe('places in block YAML', () => {
  const cases: Case[] = [
    [['services', 0, 'name'], '"a b"', 'name'],
    [['services', 0, 'host'], 'h', 'host'],
    [['services', 0, 'tags'], `[x, 'y', "z\\n"]`, 'tags'],
    [['services', 0, 'tags', 1], "'y'", "'y'"],
    [['services', 0, 'tags', 2], '"z\\n"', '"z\\n"'],
    [['services', 1, 'host'], 'h', 'host'],
    [['services', 2, 'host'], 'h', 'host'],
    [['services', 2, 'name'], 'c', 'name'],
    [['services', 2, 'text'], '|-\n    one\n    two', 'text'],
    [['services', 2, 'empty'], '', 'empty'],
    [['services', 2, '<<', 'host'], 'h', 'host'],
    [['services', 2, 'none'], undefined, undefined],
    [['services', 3], undefined, undefined],
    [['services', 'name'], undefined, undefined],
    [['long'], 'value', 'long'],
    [['true'], '1', 'on'],
    [['on'], undefined, undefined],
  ];
  for (const [name, text] of [
    ['LF', BLOCK],
    ['a byte order mark', `\ufeff${BLOCK}`],
    ['a comment with wide characters', `# é 😀\n${BLOCK}`],
  ] as const) {
    it.each(cases)(`with ${name}: %j`, (path, value, key) => {
      const places = locate(text, 'yaml');
      expect(cut(text, places.value(path))).toBe(value);
      expect(cut(text, places.key(path))).toBe(key);
      expect(places.raw(path)).toBe(value?.startsWith('[') ? undefined : value);
      const offsets = places.offsets(path);
      expect(offsets && text.slice(...offsets)).toBe(value);
    });
  }

  it.each([
    ['\r\n', 3],
    ['\r', 3],
  ])('with lines that end in %j', (end, line) => {
    const text = BLOCK.replaceAll('\n', end);
    const span = locate(text, 'yaml').value(['services', 0, 'name']);
    expect(span).toEqual({ line, column: 9, endLine: line, endColumn: 14 });
    expect(cut(text, locate(text, 'yaml').value(['services', 2, 'text']))).toBe(
      `|-${end}    one${end}    two`,
    );
  });

  it('spans an entry from its key to the end of its value', () => {
    const places = locate(BLOCK, 'yaml');
    expect(cut(BLOCK, places.entry(['services', 0, 'host']))).toBe('host: h');
    expect(cut(BLOCK, places.entry(['services', 2, 'text']))).toBe('text: |-\n    one\n    two');
    expect(cut(BLOCK, places.entry(['services', 0]))).toMatch(/^name: "a b"[\s\S]*"z\\n"\]$/);
  });

  it('shows something small for what is missing or large', () => {
    const places = locate(BLOCK, 'yaml');
    const nearest = (path: Path) => cut(BLOCK, places.nearest(path));
    expect(nearest(['services', 0, 'prot'])).toBe('name');
    expect(nearest(['services', 0, 'prot', 'deep', 1])).toBe('name');
    expect(nearest(['services', 2, 'empty'])).toBe('empty');
    expect(nearest(['services'])).toBe('services');
    expect(nearest(['services', 9])).toBe('services');
    expect(nearest(['routes'])).toBe('services');
    expect(nearest(['services', 0, 'host'])).toBe('h');
    expect(locate('', 'yaml').nearest(['a'])).toEqual({ line: 1, column: 1, endLine: 1, endColumn: 1 });
  });
});

describe('places in odd YAML', () => {
  const cases: [text: string, path: Path, value: string][] = [
    ['{a: {b: [1, {c: d}]}}', ['a', 'b', 1, 'c'], 'd'],
    ['{"a":\n  [1,\n  2]}', ['a', 1], '2'],
    ['a: 😀x\nb: {é: "😀", c: 1}', ['b', 'c'], '1'],
    ['a:\t1\nb: !!str 12', ['b'], '12'],
    ['a: &x {b: 1}\nc: *x', ['c', 'b'], '1'],
    ['a: 1\na: 2', ['a'], '2'],
    ['1: x\n2: y', [1], 'y'],
    ['0x10: x\nb: 1', ['16'], 'x'],
    ['~: x\nb: 1', ['null'], 'x'],
    ['a: one\n  two\nb: 1', ['a'], 'one\n  two'],
    ['a: >\n  x\n\n  y\n\n# c\nb: 1', ['a'], '>\n  x\n\n  y'],
    ['a: |\nb: 1', ['a'], '|'],
    ["'it''s': 1", ["it's"], '1'],
    ['"\\u00e9": 1', ['é'], '1'],
    ['<<: [{a: 1}, {a: 2, b: 3}]\nb: 4', ['a'], '1'],
    ['<<: [{a: 1}, {a: 2, b: 3}]\nb: 4', ['b'], '4'],
    ['--- a\n--- b', [], 'a'],
    ['a: 1\nb: [1, 2\nc: 3', ['a'], '1'],
    ['a: 1\nb: [1, 2\nc: 3', ['b', 0], '1'],
  ];
  it.each(cases)('%j at %j', (text, path, value) => {
    expect(cut(text, locate(text, 'yaml').value(path))).toBe(value);
  });

  it('finds each of many keys', () => {
    const text = Array.from({ length: 500 }, (_, index) => `key${index}: v${index}\n`).join('');
    const places = locate(text, 'yaml');
    expect(places.raw(['key499'])).toBe('v499');
    expect(places.raw(['key0'])).toBe('v0');
    expect(places.raw(['key500'])).toBeUndefined();
  });

  it('comes to an end in a map that merges itself', () => {
    expect(locate('a: &x\n  <<: *x\n  b: 1', 'yaml').value(['a', 'none'])).toBeUndefined();
  });
});

describe('places in JSON', () => {
  const text = '{"a": [1, {"b\\n": "x\\u00e9"}],\r\n "c": {"d": null, "d": true}, "😀": -1.5e3}';
  const cases: Case[] = [
    [['a'], '[1, {"b\\n": "x\\u00e9"}]', '"a"'],
    [['a', 0], '1', '1'],
    [['a', 1, 'b\n'], '"x\\u00e9"', '"b\\n"'],
    [['c', 'd'], 'true', '"d"'],
    [['😀'], '-1.5e3', '"😀"'],
    [['e'], undefined, undefined],
  ];
  it.each(cases)('%j', (path, value, key) => {
    const places = locate(text, 'json');
    expect(cut(text, places.value(path))).toBe(value);
    expect(cut(text, places.key(path))).toBe(key);
  });
});

describe('every path of a value has a place', () => {
  it.each<[Format, string]>([
    ['yaml', BLOCK],
    ['yaml', 'a: [[{b: [{}, []]}], {1: x, 2: {c: }}]'],
    ['json', '{"a": [[{"b": [{}, []]}], {"__proto__": 1}]}'],
  ])('%s %j', (format, text) => {
    const places = locate(text, format);
    const paths: Path[] = [];
    const walk = (value: unknown, path: Path) => {
      paths.push(path);
      if (Array.isArray(value)) for (const [index, item] of value.entries()) walk(item, [...path, index]);
      else if (value instanceof Map) for (const [key, item] of value) walk(item, [...path, String(key)]);
      else if (value !== null && typeof value === 'object') {
        for (const [key, item] of Object.entries(value)) walk(item, [...path, key]);
      }
    };
    walk(read(text, format).value, []);
    expect(paths.length).toBeGreaterThan(8);
    expect(paths.filter((path) => !places.value(path) || !places.key(path) || !places.entry(path))).toEqual(
      [],
    );
  });
});
