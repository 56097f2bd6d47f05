/** What every form of a config starts from: its text, its value, its entities, and what is wrong with it. */
import { masked } from '../config/excerpt.ts';
import { type Judged, judge } from '../config/judge.ts';
import { withPlaces } from '../config/places.ts';
import { sealed } from '../config/sealed.ts';
import { shownText } from '../config/shown.ts';
import { openSource, type Source, type SourceOptions } from '../config/source.ts';
import type { Diagnostic } from '../diagnostic.ts';
import { type Locator, locate } from '../document/index.ts';
import { bundledRegistry, type Registry } from '../schema/registry.ts';
import { Validator } from '../schema/validator.ts';

export interface LoadOptions extends SourceOptions {
  /** The schemas to judge by; default: those of the bundled plugins. */
  registry?: Registry;
}

export interface Loaded {
  source: Source;
  registry: Registry;
  validator: Validator;
  /** Undefined when there is no value to judge. */
  judged?: Judged;
  /** A Kong 3.10 node would load it. */
  valid: boolean;
  /** The places of a text; undefined for a value. */
  locator: (() => Locator) | undefined;
  /** As `parse` gives them, apart from what only a user would regret. */
  diagnostics: Diagnostic[];
  /** The text with every secret masked, on the same lines and columns: what may be shown. */
  excerpt(): string;
}

/** Reads and judges a config, given as text or bytes or as the value that a reader made of them. Never throws. */
export function load(from: Uint8Array | string | object, options: LoadOptions = {}): Loaded {
  const registry = options.registry ?? bundledRegistry();
  const validator = new Validator(registry);
  const isText = typeof from === 'string' || from instanceof Uint8Array;
  const source: Source = isText
    ? openSource(from, options)
    : { text: '', readable: '', value: from, diagnostics: [] };
  const { value, format, diagnostics } = source;
  const locator = isText && format ? once(() => locate(source.readable, format)) : undefined;
  if (!value) {
    const excerpt = () => masked(source.text);
    return { source, registry, validator, valid: false, locator, diagnostics, excerpt };
  }
  const judged = judge(value, diagnostics, validator);
  const valid = judged.found.every(({ finding }) => (finding.severity ?? 'error') !== 'error');
  const excerpt = () => (locator ? shownText(source, judged.document, locator, registry) : '');
  const loaded = { source, registry, validator, judged, valid, locator, diagnostics, excerpt };
  return { ...loaded, diagnostics: placed(loaded, judged) };
}

/** The findings of a config as diagnostics, those of its reader included. */
export function placed(
  { source, locator, registry }: Omit<Loaded, 'diagnostics'>,
  judged: Judged,
): Diagnostic[] {
  if (judged.found.length + source.diagnostics.length === 0) return [];
  if (locator) return sealed(withPlaces(judged, source.diagnostics, locator, registry), source, locator);
  const nowhere = withPlaces(judged, [], () => locate('{}', 'json'), registry);
  return nowhere.map(({ at: _, related, ...rest }) => ({
    ...rest,
    ...(related ? { related: related.map(({ at: _at, ...one }) => one) } : {}),
  }));
}

/** Calls `make` at most once, and not before it is needed. */
function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
