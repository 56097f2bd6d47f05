/** The story of a verdict: bytes → text → value → entities → findings → places. */

import { masked } from './config/excerpt.ts';
import { judge } from './config/judge.ts';
import { withPlaces } from './config/places.ts';
import { sealed } from './config/sealed.ts';
import { shownText } from './config/shown.ts';
import { openSource, type Source, type SourceOptions } from './config/source.ts';
import type { Diagnostic } from './diagnostic.ts';
import { type Format, locate } from './document/index.ts';
import { type LintOptions, lint } from './lint/index.ts';
import { bundledRegistry, type Registry } from './schema/registry.ts';
import { Validator } from './schema/validator.ts';

export interface ParseOptions extends SourceOptions {
  /** The schemas to judge by; default: those of the bundled plugins. */
  registry?: Registry;
  /** Whether to look for what Kong accepts and a user would regret too, and for which node; default: for any. */
  lint?: boolean | LintOptions;
}

export interface ParseResult {
  /** A Kong 3.10 node would load it. */
  valid: boolean;
  /** In the order of their places. */
  diagnostics: Diagnostic[];
  /** How many entities the config holds, nested ones included. */
  entities: number;
  /** The text with every secret masked by `*`, on the same lines and columns: what may be shown. */
  excerpt(): string;
}

/**
 * Judges one declarative config as a Kong 3.10 node would, without plugins beyond the registry's and with the default router
 * flavor. Never throws for any input.
 */
export function parse(bytes: Uint8Array | string, options: ParseOptions = {}): ParseResult {
  const registry = options.registry ?? bundledRegistry();
  const source = openSource(bytes, options);
  const { value, format, text, diagnostics } = source;
  if (value && format) return verdict(source, value, format, { ...options, registry });
  return { valid: false, diagnostics, entities: 0, excerpt: () => masked(text) };
}

function verdict(
  source: Source,
  value: object,
  format: Format,
  { registry, lint: regrets = true }: ParseOptions & { registry: Registry },
): ParseResult {
  const { readable, diagnostics: warnings } = source;
  const judged = judge(value, warnings, new Validator(registry));
  const valid = judged.found.every(({ finding }) => (finding.severity ?? 'error') !== 'error');
  if (valid && regrets) judged.found.push(...lint(judged, registry, regrets === true ? {} : regrets));
  const locator = lazily(() => locate(readable, format));
  const isFine = judged.found.length + warnings.length === 0;
  return {
    valid,
    diagnostics: isFine ? [] : sealed(withPlaces(judged, warnings, locator, registry), source, locator),
    entities: judged.entries.length,
    excerpt: () => shownText(source, judged.document, locator, registry),
  };
}

/** Calls `make` at most once, and not before it is needed. */
function lazily<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
