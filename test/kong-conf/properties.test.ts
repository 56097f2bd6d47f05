import fc from 'fast-check';
import { expect, test } from 'vitest';
import { directives } from '../../src/kong-conf/directives/index.ts';
import { maskedLines, readKongConf } from '../../src/kong-conf/index.ts';
import { readNumber, writeNumber } from '../../src/kong-conf/lua-number.ts';

const name = fc.constantFrom(...directives.keys(), 'nginx_http_x', 'vault_env_prefix', 'nope');
const piece = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.constantFrom(
    '\n',
    '\r\n',
    '\\\n',
    '\\',
    '#',
    '\\#',
    ' = ',
    '[',
    ']',
    'off',
    '_blank_',
    '{vault://env/x}',
    '1e3',
    ',',
  ),
  name,
);
const text = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(''));
const env = fc.dictionary(
  fc.oneof(
    name.map((key) => `KONG_${key.toUpperCase()}`),
    fc.string().map((key) => `KONG_${key}`),
    fc.constant('X'),
  ),
  fc.string({ unit: 'binary' }),
  { maxKeys: 5 },
);

test('any text and environment have a result, and findings with places in the text', () => {
  fc.assert(
    fc.property(text, env, (text, env) => {
      const { value, diagnostics } = readKongConf({ text, env });
      expect(Object.keys(value!.directives).length).toBeGreaterThanOrEqual(directives.size);
      const lines = text.replace(/^\ufeff/, '').split(/\r\n?|\n/);
      for (const { message, at } of diagnostics) {
        expect(message).not.toContain('undefined');
        if (!at) continue;
        expect(at.column).toBeLessThanOrEqual(lines[at.line - 1]!.length + 1);
        expect(at.endColumn).toBeLessThanOrEqual(lines[at.endLine - 1]!.length + 1);
        expect(at.endLine > at.line || at.endColumn >= at.column).toBe(true);
      }
    }),
    { numRuns: 300 },
  );
});

test('any bytes in a file have a result', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
      expect(readKongConf({ text, env: {} }).value).toBeDefined();
    }),
  );
});

test('masking keeps every line as long as it is', () => {
  fc.assert(
    fc.property(text, (text) => {
      const lengths = (some: string) => some.split(/\r\n?|\n/).map((line) => line.length);
      expect(lengths(maskedLines(text))).toEqual(lengths(text));
    }),
  );
});

test('a number written and read again is the same, to fourteen digits', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true }), (value) => {
      const again = readNumber(writeNumber(value));
      const plain = value === 0 || !Number.isFinite(value);
      expect(again).toBe(plain ? value : Number(value.toPrecision(14)));
    }),
  );
});

test('a directive without odd characters comes through, from the file as from the environment', () => {
  const plain = fc.stringMatching(/^[a-z][a-z0-9/.-]{0,20}$/);
  fc.assert(
    fc.property(plain, (value) => {
      const file = readKongConf({ text: `pg_user = ${value} # note\n`, env: {} });
      const variable = readKongConf({ text: '', env: { KONG_PG_USER: value } });
      expect(file.value?.directives['pg_user']?.value).toBe(value);
      expect(variable.value?.directives['pg_user']?.value).toBe(value);
    }),
  );
});
