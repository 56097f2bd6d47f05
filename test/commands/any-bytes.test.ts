import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse } from '../../src/parse.ts';
import { broken, dbless, good } from '../run.ts';

const pieces = [
  'services',
  '_format_version',
  '"3.0"',
  ': ',
  '\n',
  '- ',
  '  ',
  '{',
  '}',
  '[',
  ']',
  ',',
  '&a ',
  '*a',
  '"',
];

/** Bytes that are no text, texts that are no config, and what is nearly one. */
const anything = fc.oneof(
  fc.uint8Array({ maxLength: 200 }),
  fc.string({ unit: 'grapheme', maxLength: 100 }).map((text) => Buffer.from(text)),
  fc.array(fc.constantFrom(...pieces), { maxLength: 40 }).map((words) => Buffer.from(words.join(''))),
  fc
    .tuple(fc.constantFrom(good, broken), fc.nat(120), fc.uint8Array({ maxLength: 3 }))
    .map(([text, at, noise]) =>
      Buffer.concat([Buffer.from(text.slice(0, at)), noise, Buffer.from(text.slice(at))]),
    ),
);

test('any bytes get the same verdict twice, from the command line and from the library', async () => {
  await fc.assert(
    fc.asyncProperty(anything, async (bytes) => {
      const { valid, diagnostics } = parse(bytes, { format: 'any' });
      const first = await dbless(['parse', '-', '--format', 'json'], { input: bytes });
      expect(await dbless(['parse', '-', '--format', 'json'], { input: bytes })).toEqual(first);
      expect(first.code).toBe(valid ? 0 : 1);
      expect(first.stderr).toBe('');
      const [file] = JSON.parse(first.stdout).files;
      const summary = diagnostics.map(({ code, message, at }) => [code, message, at?.line ?? null]);
      expect(
        file.diagnostics.map((it: Record<string, unknown>) => [it['code'], it['message'], it['line']]),
      ).toEqual(summary);
      const pretty = await dbless(['parse', '-'], { input: bytes });
      expect(pretty.code).toBe(first.code);
      expect(pretty.stdout).toContain(valid ? 'parse successful' : '<stdin>');
    }),
    { numRuns: 300 },
  );
});
