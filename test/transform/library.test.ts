import { expect, test } from 'vitest';
import { transform } from '../../src/index.ts';

const text =
  '_format_version: "3.0"\nconsumers:\n- username: alice\n  oauth2_credentials: [{name: a, client_secret: s3cret, hash_secret: true}]\n';

test('a text, and once more with what came of it', async () => {
  const { value, diagnostics } = await transform(text);
  expect(diagnostics).toEqual([]);
  expect(value).toContain('$pbkdf2-sha512$');
  expect(await transform(text, { earlier: value })).toEqual({ value, diagnostics: [] });
});

test('an invalid one has no value', async () => {
  const { value, diagnostics } = await transform('_format_version: "3.0"\nservices: [{}]\n');
  expect(value).toBeUndefined();
  expect(diagnostics.map(({ code }) => code)).toContain('missing-field');
});
