/** The source as it may be shown: secrets masked, lines and columns as they were. */
import type { Locator } from '../document/index.ts';
import type { Registry } from '../schema/registry.ts';
import { maskByKeys, maskUrlPasswords, secretPaths } from '../schema/secrets.ts';
import { type Entry, pathOf } from './entries.ts';

export function masked(
  text: string,
  entries?: readonly Entry[],
  locator?: () => Locator,
  registry?: Registry,
): string {
  if (!entries || !locator || !registry) return maskUrlPasswords(maskByKeys(text));
  const spans = secretSpans(entries, locator, registry).sort(([a], [b]) => a - b);
  const parts: string[] = [];
  let done = 0;
  for (const [start, end] of spans) {
    if (start < done) continue;
    parts.push(text.slice(done, start), text.slice(start, end).replace(/[^\s"'|>]/g, '*'));
    done = end;
  }
  return maskUrlPasswords(parts.join('') + text.slice(done));
}

function secretSpans(
  entries: readonly Entry[],
  locator: () => Locator,
  registry: Registry,
): [number, number][] {
  const spans: [number, number][] = [];
  for (const entry of entries) {
    const sub =
      entry.type.subschemas && !entry.type.subschemas.known
        ? `${entry.type.name}/${entry.value[entry.type.subschemas.key]}`
        : '';
    const names = registry.has(sub) ? [entry.type.name, sub] : [entry.type.name];
    for (const name of names) {
      for (const path of secretPaths(registry.schema(name), entry.value)) {
        const span = locator().offsets([...pathOf(entry), ...path]);
        if (span) spans.push(span);
      }
    }
  }
  return spans;
}
