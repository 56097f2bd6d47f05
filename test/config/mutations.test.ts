/** Verdicts changed in ways whose effect is known. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Diagnostic, Path } from '../../src/diagnostic.ts';
import { parse } from '../../src/parse.ts';
import { bundledRegistry } from '../../src/schema/registry.ts';
import { readVerdicts } from '../verdicts.ts';

type Config = Record<string, unknown>;

const probes = readVerdicts<{ id: string; config: Config; ok: boolean }>('probes');
const valid = probes.filter((probe) => probe.ok);
const registry = bundledRegistry();

const json = (config: unknown) => parse(JSON.stringify(config), { format: 'json' });
const errors = ({ diagnostics }: { diagnostics: Diagnostic[] }) =>
  diagnostics.filter((diagnostic) => diagnostic.severity === 'error');
const summary = (diagnostics: Diagnostic[]) =>
  diagnostics.map(({ code, path, message }) => `${code} ${path?.join('.')} ${message}`).sort();

/** Every entity of a config with its path, nested ones included. */
function* entities(list: Config, names: Iterable<string>, path: Path = []): Generator<[Config, Path]> {
  for (const name of names) {
    const items = list[name];
    if (!Array.isArray(items)) continue;
    for (const [index, item] of items.entries()) {
      if (typeof item !== 'object' || item === null || Array.isArray(item)) continue;
      yield [item, [...path, name, index]];
      yield* entities(item, Object.keys(registry.types.get(name)!.children), [...path, name, index]);
    }
  }
}

describe('a valid config', () => {
  test('is refused at an unknown field of any entity', () => {
    for (const { id, config } of valid) {
      const copy = structuredClone(config);
      const paths = [...entities(copy, registry.types.keys())].map(([entity, path]) => {
        entity.no_such_field = null;
        return [...path, 'no_such_field'];
      });
      const found = errors(json(copy)).filter((diagnostic) => diagnostic.code === 'unknown-field');
      const places = found.map(({ path }) => path?.join('.'));
      expect(places.sort(), id).toEqual(paths.map((path) => path.join('.')).sort());
    }
  });

  test('is refused at an unknown collection', () => {
    for (const { id, config } of valid) {
      const found = errors(json({ ...config, servicess: [] }));
      // What only the first pass accepts is refused beside it (docs/kong/declarative-format.md section 8).
      const places = found.map(({ code, path }) => `${code} ${path?.join('.')}`);
      expect(places, id).toContain('unknown-field servicess');
      expect(
        places.every((place) =>
          /^(unknown-field servicess|forbidden-field |missing-field |missing-reference )/.test(place),
        ),
        id,
      ).toBe(true);
    }
  });

  test('is refused when a named entity comes twice', () => {
    for (const { id, config } of valid) {
      const type = [...registry.types.values()].find(
        ({ name, endpointKey, endpointUnique }) =>
          endpointUnique && typeof (config[name] as Config[] | undefined)?.[0]?.[endpointKey!] === 'string',
      );
      if (!type) continue;
      const list = config[type.name] as Config[];
      const twice = { ...config, [type.name]: [...list, { ...list[0], id: undefined }] };
      const found = errors(json(twice)).find(({ code }) => code === 'uniqueness-violation');
      expect(found?.path, id).toEqual([type.name, list.length, type.endpointKey]);
      expect(found?.related?.[0]?.path, id).toEqual([type.name, 0, type.endpointKey]);
    }
  });
});

test('a text gives the same findings whenever it is judged', () => {
  for (const { id, config } of probes) {
    const text = JSON.stringify(config);
    const once = parse(text, { format: 'json' });
    expect(parse(text, { format: 'json' }).diagnostics, id).toEqual(once.diagnostics);
  }
});

test('the order of keys changes no verdict', () => {
  const reversed = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(reversed);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value)
        .reverse()
        .map(([key, item]) => [key, reversed(item)]),
    );
  };
  for (const { id, config } of probes) {
    const turned = json(reversed(config));
    expect(turned.valid, id).toBe(json(config).valid);
    expect(summary(errors(turned)), id).toEqual(summary(errors(json(config))));
  }
});

test('JSON text is judged alike as JSON and as YAML', () => {
  for (const { id, config } of probes) {
    const text = JSON.stringify(config, null, 1);
    const asYaml = parse(text, { format: 'yaml' });
    expect(asYaml.valid, id).toBe(json(config).valid);
    const places = (diagnostics: Diagnostic[]) =>
      diagnostics.map(({ code, path }) => `${code} ${path?.join('.')}`);
    expect(places(errors(asYaml)).sort(), id).toEqual(places(errors(json(config))).sort());
  }
});

test('any value at all gets a verdict, and every error a place and words', () => {
  const keys = fc.oneof(
    fc.constantFrom(
      'services',
      'routes',
      'plugins',
      'consumers',
      'name',
      'config',
      'id',
      'tags',
      '_ignore',
      '__proto__',
      'constructor',
    ),
    fc.string(),
  );
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof(
      { depthSize: 'small' },
      fc.constantFrom(null, true, 0, 1.5, -1, '', 'x', 'cors', 'http', '~/a(', '3.0'),
      fc.array(tie('tree'), { maxLength: 3 }),
      fc.array(fc.tuple(keys, tie('tree')), { maxLength: 4 }).map((pairs) => Object.fromEntries(pairs)),
    ),
  }));
  fc.assert(
    fc.property(fc.dictionary(keys, tree), (config) => {
      const { valid: isValid, diagnostics } = json({ _format_version: '3.0', ...config });
      expect(isValid).toBe(errors({ diagnostics }).length === 0);
      for (const { message, help, at } of diagnostics) {
        expect(['string', 'undefined']).toContain(typeof help);
        expect(message).not.toBe('');
        expect(message).not.toContain('undefined');
        expect(at!.line).toBeGreaterThan(0);
      }
    }),
    { numRuns: 500 },
  );
});
