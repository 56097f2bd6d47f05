/** Keys that YAML reads as numbers, booleans or null: Kong knows no field by such a name. */
import type { Diagnostic, Path } from '../diagnostic.ts';
import type { Finding } from '../schema/finding.ts';

/**
 * The document with such keys as text, and a finding for each. Readers make a `Map` of a map with such a key, and warn of it:
 * without a warning there is nothing to look for.
 */
export function withoutOddKeys(
  value: object,
  warnings: readonly Diagnostic[],
): { document: unknown; findings: Finding[] } {
  if (!warnings.some((warning) => warning.code === 'surprising-value'))
    return { document: value, findings: [] };
  const plainer = new Plainer();
  return { document: plainer.plain(value, []), findings: plainer.findings };
}

/** What aliases share stays shared: written out it could be more than fits into memory. */
class Plainer {
  readonly findings: Finding[] = [];
  readonly #done = new Map<object, unknown>();

  plain(value: unknown, path: Path): unknown {
    if (typeof value !== 'object' || value === null || path.at(-1) === '_ignore') return value;
    if (!this.#done.has(value)) this.#done.set(value, this.#copy(value, path));
    return this.#done.get(value);
  }

  #copy(value: object, path: Path): unknown {
    if (Array.isArray(value)) return value.map((item, index) => this.plain(item, [...path, index]));
    const entries = value instanceof Map ? [...value] : Object.entries(value);
    const record: Record<string, unknown> = {};
    for (const [key, item] of entries) {
      const name = typeof key === 'object' && key !== null ? '' : String(key);
      if (typeof key !== 'string') this.findings.push(oddKey(name, key, [...path, name]));
      Object.defineProperty(record, name, {
        value: this.plain(item, [...path, name]),
        enumerable: true,
        configurable: true,
        writable: true,
      });
    }
    return record;
  }
}

function oddKey(name: string, key: unknown, path: Path): Finding {
  const base = { code: 'wrong-type', path, aboutKey: true } as const;
  if (typeof key === 'object' && key !== null)
    return {
      ...base,
      message: 'a list or map is a key here, and every key must be a string',
      help: 'if {{ … }} is a template, something must fill it in first; if it is text, write it in quotes',
    };
  return {
    ...base,
    message: `the key ${name} is ${key === null ? 'null' : `a ${typeof key}`} to YAML, and every key must be a string`,
    help: 'write the key in quotes',
  };
}
