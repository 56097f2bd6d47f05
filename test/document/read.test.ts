import { describe, expect, it } from 'vitest';
import { decode, type Format, read } from '../../src/document/index.ts';

const codes = (text: string, format: Format = 'yaml') =>
  read(text, format).diagnostics.map(({ code }) => code);
const first = (text: string, format: Format = 'yaml') => read(text, format).diagnostics[0]!;
const at = (line: number, column: number, endLine: number, endColumn: number) => ({
  line,
  column,
  endLine,
  endColumn,
});

describe('what Kong swallows is a warning', () => {
  it.each<[Format, string]>([
    ['yaml', 'x:\n  a: 1\n  b: 2\n  a: 3\n'],
    ['json', '{"x": {\n  "a": 1,\n  "b": 2,\n  "a": 3}}'],
  ])('a key written twice in %s, both places, the last one wins', (format, text) => {
    const { value, diagnostics } = read(text, format);
    expect(value).toEqual({ x: { a: 3, b: 2 } });
    expect(diagnostics).toMatchObject([
      {
        code: 'duplicate-key',
        severity: 'warning',
        path: ['x', 'a'],
        at: { line: 4, column: 3 },
        related: [{ at: { line: 2 } }],
      },
    ]);
  });

  it('each of many', () => {
    const keys = Array.from({ length: 60 }, (_, index) => `k${index}: 1\n`).join('');
    expect(codes(`${keys}k59: 2\n`)).toEqual(['duplicate-key']);
    expect(codes(`{${keys.replaceAll('\n', ',').replace(/(k\d+)/g, '"$1"')}"k3": 1}`, 'json')).toEqual([
      'duplicate-key',
    ]);
  });

  it('the same key in two spellings', () => {
    expect(codes('{"a": 1, "\\u0061": 2}', 'json')).toEqual(['duplicate-key']);
    expect(codes('a: 1\n"\\x61": 2\n')).toEqual(['duplicate-key']);
    expect(codes('0x10: 1\n16: 2\n').filter((code) => code === 'duplicate-key')).toHaveLength(1);
  });

  it('but not a key that a merge brought', () => {
    expect(read('<<: {a: 1}\na: 2\n', 'yaml')).toEqual({ value: { a: 2 }, diagnostics: [] });
    expect(read('a: 2\n<<: {a: 1}\n', 'yaml')).toEqual({ value: { a: 2 }, diagnostics: [] });
  });

  it('a second document', () => {
    expect(read('a: 1\n---\nb: 2\n', 'yaml')).toMatchObject({
      value: { a: 1 },
      diagnostics: [{ code: 'ignored-document', severity: 'warning', at: { line: 3, column: 1 } }],
    });
    expect(codes('a: 1\n---\nb: [\n')).toEqual(['syntax-error']);
    expect(codes('a: 1\n...\n...\n')).toEqual([]);
    expect(codes('# nothing yet\n...\na: 1\n')).toEqual(['syntax-error']);
  });

  it.each(['8080:80', '12:30', '0123', '0b11', '1_000', '08'])(
    '%s, a number that does not look like one',
    (text) => {
      const finding = first(`a:\n- ${text}\n`);
      expect(finding).toMatchObject({ code: 'surprising-value', severity: 'warning', path: ['a', 0] });
      expect(finding.at).toEqual(at(2, 3, 2, 3 + text.length));
      expect(finding.message).not.toContain(text);
      expect(codes(`a: '${text}'\n`)).toEqual([]);
    },
  );

  it.each(['on', 'no', '~', '404', '1.5', 'true'])('%s as a key', (key) => {
    expect(first(`a: {${key}: x, b: c}\n`)).toMatchObject({
      code: 'surprising-value',
      at: { line: 1, column: 5 },
    });
  });

  it.each(['on', 'yes', 'true', '~', '12', '-1.5', '1e3', '0x1F', '.inf', 'n', '10.0.0.1'])(
    'but not %s as a value',
    (text) => {
      expect(codes(`a: ${text}\n`)).toEqual([]);
    },
  );
});

describe('what is wrong is named where it is', () => {
  const cases: [text: string, line: number, column: number, words: RegExp][] = [
    ['a:\n\tb: 1\n', 2, 1, /tab/],
    ['a: 1\nb\nc: 1\n', 2, 1, /no colon/],
    ['a: b: c\n', 1, 5, /colon/],
    ['a: @x\n', 1, 4, /"@"/],
    ['a: - b\n', 1, 4, /list item/],
    ['a: [1, 2\nb: 3\n', 2, 2, /"," or "\]"/],
    ['a: *nope\n', 1, 4, /alias/],
    ['a: "\\d"\n', 1, 5, /backslash/],
    ['a: "\\ud83d"\n', 1, 5, /no character/],
    ['a: !!int x\n', 1, 10, /!!int/],
    ['<<: x\n', 1, 5, /<</],
    ['.nan: 1\n', 1, 1, /not a number/],
    ['a: |x\n  b\n', 1, 5, /block of text/],
    ['a: \u0001\n', 1, 4, /U\+0001/],
    ['a:\n  - b\n c: 1\n', 3, 2, /other than/],
  ];
  it.each(cases)('%j', (text, line, column, words) => {
    const { value, diagnostics } = read(text, 'yaml');
    expect(value).toBeUndefined();
    expect(diagnostics[0]).toMatchObject({ code: 'syntax-error', severity: 'error', at: { line, column } });
    expect(diagnostics[0]!.message).toMatch(words);
    expect(diagnostics[0]!.help).toBeTruthy();
  });

  it('a quote that is never closed: where it was opened', () => {
    expect(first('a: 1\nb: "x\nc: 2\n')).toMatchObject({
      code: 'syntax-error',
      related: [{ at: at(2, 4, 2, 5) }],
    });
    expect(first('{"a": "x}', 'json')).toMatchObject({
      code: 'syntax-error',
      related: [{ at: at(1, 7, 1, 8) }],
    });
  });

  it('an alias that is nearly right', () => {
    expect(first('a: &defaults 1\nb: *default\n').help).toContain('"*defaults"');
  });

  it('never a value, which may be a secret', () => {
    for (const text of [
      'a: *hunter2\n',
      'a: %hunter2\n',
      'a: !!int hunter2\n',
      '<<: hunter2\n',
      'a: "hunter2\n',
    ]) {
      expect(JSON.stringify(read(text, 'yaml'))).not.toContain('hunter2');
    }
  });

  const json: [text: string, column: number, words: RegExp][] = [
    ['{"a": 1,}', 9, /no key/],
    ['{"a" 1}', 6, /":"/],
    ['[1 2]', 4, /"," or "\]"/],
    ['[1] x', 5, /after the value/],
    ['// c\n{}', 1, /comment/],
    ["{'a': 1}", 2, /no key/],
    ['[.8]', 2, /no value/],
    ['["\\ud800"]', 3, /half a character/],
    ['["\\x"]', 3, /backslash/],
    ['\ufeff{}', 1, /byte order mark/],
    ['', 1, /ends/],
  ];
  it.each(json)('%j as JSON', (text, column, words) => {
    expect(first(text, 'json')).toMatchObject({ code: 'syntax-error', at: { line: 1, column } });
    expect(first(text, 'json').message).toMatch(words);
  });
});

describe('JSON that is looser than JSON', () => {
  it.each<[string, unknown]>([
    ['[0x50, 080, +80, 80., -.5]', [80, 80, 80, 80, -0.5]],
    ['[NaN, Infinity, -Infinity, 1e400]', [NaN, Infinity, -Infinity, Infinity]],
    ['["a\tb\nc"]', ['a\tb\nc']],
    ['["\\u0000"]', ['\0']],
    ['["\\ud83d\\ude00"]', ['😀']],
    ['"x"', 'x'],
  ])('%j', (text, value) => {
    expect(read(text, 'json')).toEqual({ value, diagnostics: [] });
  });
});

describe('hostile texts', () => {
  it.each<[Format, string]>([
    ['yaml', '['.repeat(100_000)],
    ['yaml', '- '.repeat(100_000)],
    ['yaml', '{a: '.repeat(100_000)],
    ['json', '['.repeat(100_000)],
    ['json', `${'['.repeat(1001)}${']'.repeat(1001)}`],
    ['yaml', `${'['.repeat(1001)}${']'.repeat(1001)}`],
  ])('too deep in %s', (format, text) => {
    expect(first(text, format)).toMatchObject({ code: 'too-deep', severity: 'error' });
  });

  it('as deep as allowed', () => {
    const text = `${'['.repeat(1000)}${']'.repeat(1000)}`;
    expect(codes(text)).toEqual([]);
    expect(codes(text, 'json')).toEqual([]);
    expect(read('[[[1]]]', 'yaml', { maxDepth: 2 }).diagnostics).toMatchObject([{ code: 'too-deep' }]);
    expect(read('[[[1]]]', 'json', { maxDepth: 2 }).diagnostics).toMatchObject([{ code: 'too-deep' }]);
  });

  it('a million times a million aliases are a few shared objects', () => {
    let text = 'a0: &a0 [x]\n';
    for (let level = 1; level < 40; level++)
      text += `a${level}: &a${level} [${`*a${level - 1},`.repeat(9)}]\n`;
    const { a1, a39 } = read(text, 'yaml').value as Record<string, unknown[]>;
    expect(a39).toHaveLength(9);
    expect(a39![0]).toBe(a39![8]);
    expect(a1![0]).toEqual(['x']);
  });

  it('merges of merges stay bounded', () => {
    const keys = Array.from({ length: 3000 }, (_, index) => `k${index}: 1`).join(', ');
    const text = `a: &a {${keys}}\nb:\n${'- <<: *a\n'.repeat(3000)}`;
    expect(first(text)).toMatchObject({ code: 'too-deep', severity: 'error' });
  });

  it('an alias of what it stands in', () => {
    expect(first('a: &x [*x]\n')).toMatchObject({ code: 'too-deep', at: { line: 1, column: 8 } });
    const { a } = read('a: &x [*x]\n', 'yaml', { cycles: true }).value as { a: unknown[] };
    expect(a[0]).toBe(a);
  });

  it.each<[Format, string]>([
    ['yaml', '__proto__: {polluted: 1}\nconstructor: 2\n'],
    ['yaml', '"__proto__": {polluted: 1} #\n? constructor\n: 2\n'],
    ['yaml', '<<: {"__proto__": {polluted: 1}, constructor: 2}\n'],
    ['json', '{"__proto__": {"polluted": 1}, "constructor": 2}'],
    ['json', '{"__proto__": {"polluted": 1}, "constructor": 02}'],
  ])('names of prototypes are names in %s: %j', (format, text) => {
    const value = read(text, format).value as object;
    expect(Object.keys(value)).toEqual(['__proto__', 'constructor']);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});

describe('maps with other keys', () => {
  it('become a Map, or a list if the keys count from 1', () => {
    expect(read('{404: a, b: c, ~: d, on: e}', 'yaml').value).toEqual(
      new Map<unknown, string>([
        [404, 'a'],
        ['b', 'c'],
        [null, 'd'],
        [true, 'e'],
      ]),
    );
    expect(read('{2: b, 1: a}', 'yaml').value).toEqual(['a', 'b']);
    expect(read('{"1": a}', 'yaml').value).toEqual({ '1': 'a' });
  });
});

describe('bytes', () => {
  const bytes = (...parts: (string | number)[]) =>
    Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.of(part))));

  it('are UTF-8, a byte order mark dropped for YAML only', () => {
    expect(decode(bytes('a: é😀\n'))).toEqual({ value: 'a: é😀\n', diagnostics: [] });
    expect(decode(bytes('\ufeffa'))).toEqual({ value: 'a', diagnostics: [] });
    expect(decode(bytes('\ufeffa'), 'json')).toEqual({ value: '\ufeffa', diagnostics: [] });
  });

  it('or UTF-16 behind a mark', () => {
    const little = Buffer.from('\ufeffa: é😀\n', 'utf16le');
    expect(decode(little)).toEqual({ value: 'a: é😀\n', diagnostics: [] });
    expect(decode(Buffer.from(little).swap16())).toEqual({ value: 'a: é😀\n', diagnostics: [] });
    expect(decode(little, 'json').diagnostics).toMatchObject([
      { code: 'invalid-encoding', at: { line: 1, column: 1 } },
    ]);
    expect(decode(little.subarray(0, 7)).diagnostics).toMatchObject([{ code: 'invalid-encoding' }]);
  });

  it.each([
    [[0xff]],
    [[0xc3]],
    [[0xc0, 0x80]],
    [[0xe2, 0x82]],
    [[0xed, 0xa0, 0x80]],
    [[0xf5, 0x80, 0x80, 0x80]],
  ])('that are not: %j', (bad) => {
    const { value, diagnostics } = decode(bytes('a\né: ', ...bad, '\n'));
    expect(value).toBeUndefined();
    expect(diagnostics).toMatchObject([
      { code: 'invalid-encoding', severity: 'error', at: { line: 2, column: 4 } },
    ]);
  });
});
