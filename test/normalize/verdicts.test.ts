/** The laws of normalize and fmt over every config that real Kong 3.10 accepts. */
import { describe, expect, test } from 'vitest';
import { read } from '../../src/document/index.ts';
import { format } from '../../src/normalize/format.ts';
import { type NormalizeOptions, normalize } from '../../src/normalize/index.ts';
import { parse } from '../../src/parse.ts';
import { readVerdicts } from '../verdicts.ts';
import { expectSameLoaded } from './same.ts';

interface Verdict {
  id: string;
  config?: unknown;
  content?: string;
  filename?: string;
  ok: boolean;
}

const FORMS: Record<string, NormalizeOptions> = {
  'by name': {},
  'by id': { references: 'id' },
  'with ids': { ids: true },
  'with defaults': { defaults: true },
  nested: { nest: true },
};

describe.each(['probes', 'yaml', 'flatten', 'transform'])('%s', (name) => {
  const valid = readVerdicts<Verdict>(name).filter(({ ok }) => ok);
  const cases = valid.map(({ id, config, content, filename }) => ({
    id,
    text: content ?? JSON.stringify(config),
    options: content === undefined ? ({ format: 'json' } as const) : { filename },
  }));

  test.each(Object.entries(FORMS))(`${cases.length} configs load the same when normalized %s`, (_, form) => {
    for (const { id, text, options } of cases) {
      const { value, diagnostics } = normalize(text, { ...options, ...form, output: 'yaml' });
      if (text.includes('\\u0000')) {
        expect(
          diagnostics.map(({ code }) => code),
          id,
        ).toEqual(['unwritable']);
        continue;
      }
      expect(value, id).toBeDefined();
      expect(parse(value!.text, { format: 'yaml' }).valid, `${id}\n${value!.text}`).toBe(true);
      expectSameLoaded(text, value!.text, [options]);
      expect(normalize(value!.text, { format: 'yaml', ...form }).value!.text, id).toBe(value!.text);
      expect(format(value!.text, { format: 'yaml' }).value!.text, id).toBe(value!.text);
    }
  });

  test(`${cases.length} configs load the same when normalized and nested again`, () => {
    for (const { text, options } of cases) {
      const flat = normalize(text, { ...options, output: 'json' }).value!.text;
      const nested = normalize(flat, { format: 'json', nest: true, output: 'json' }).value!.text;
      expectSameLoaded(text, nested, [options, { format: 'json' }]);
    }
  });

  test(`fmt keeps the value of ${cases.length} configs`, () => {
    for (const { id, text, options } of cases) {
      const as = options.format ?? (options.filename?.endsWith('json') ? 'json' : 'yaml');
      const { value, diagnostics } = format(text, options);
      if (diagnostics.some(({ code }) => code === 'ignored-document')) {
        expect(value, id).toBeUndefined();
        continue;
      }
      expect(read(value!.text, value!.format).value, id).toEqual(read(text, as).value);
      expect(format(value!.text, { format: value!.format }).value!.text, id).toBe(value!.text);
    }
  });
});
