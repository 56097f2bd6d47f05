/** The text of a source as it may be shown. */
import type { Code } from '../diagnostic.ts';
import type { Locator } from '../document/index.ts';
import type { Registry } from '../schema/registry.ts';
import { maskByKeys } from '../schema/secrets.ts';
import type { Fields } from './entries.ts';
import { masked } from './excerpt.ts';
import type { Source } from './source.ts';

/** Where a text holds more than its value does, no path leads to the rest: the keys must tell what is secret there. */
const HOLDS_MORE = new Set<Code>(['duplicate-key', 'ignored-document']);

/** `document`: its value; undefined when it cannot be read. */
export function shownText(
  source: Pick<Source, 'text' | 'diagnostics'>,
  document: Fields | undefined,
  locator: () => Locator,
  registry: Registry,
): string {
  const text = masked(source.text, document, locator, registry);
  return source.diagnostics.some(({ code }) => HOLDS_MORE.has(code)) ? maskByKeys(text) : text;
}
