/** Where in a config the value is that a format has no text for. */
import type { Opened } from '../config/open.ts';
import type { Diagnostic, Path } from '../diagnostic.ts';
import type { Format } from '../document/index.ts';

/** The finding of a writer, at its place in the text. */
export function withPlace(found: Diagnostic, { source, locator }: Opened, format: Format): Diagnostic {
  const path = found.code === 'unwritable' ? pathTo(source.value, isUnwritable[format]) : undefined;
  if (!path) return found;
  return { ...found, path, ...(source.format ? { at: locator().nearest(path) } : {}) };
}

type Test = (key: unknown, value: unknown) => boolean;

const hasNul = (text: unknown): boolean => typeof text === 'string' && text.includes('\0');

const isUnwritable: Record<Format, Test> = {
  yaml: (key, value) => key === '<<' || hasNul(key) || hasNul(value),
  json: (key) => typeof key !== 'string' && typeof key !== 'number',
};

function pathTo(value: unknown, test: Test, path: Path = []): Path | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const isMap = value instanceof Map;
  const entries = isMap ? [...value] : Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  for (const [key, item] of entries as [unknown, unknown][]) {
    const here = [...path, typeof key === 'number' && !isMap ? key : String(key)];
    if (test(isMap && typeof key === 'number' ? null : key, item)) return here;
    const found = pathTo(item, test, here);
    if (found) return found;
  }
  return undefined;
}
