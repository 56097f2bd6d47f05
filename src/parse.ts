/** The story of a verdict: bytes → text → value → entities → findings → places. */

import { masked } from './config/excerpt.ts';
import { judge } from './config/judge.ts';
import { withPlaces } from './config/places.ts';
import type { Diagnostic } from './diagnostic.ts';
import { decode, type Format, locate, read } from './document/index.ts';
import { type LintOptions, lint } from './lint/index.ts';
import { bundledRegistry, type Registry } from './schema/registry.ts';
import { Validator } from './schema/validator.ts';

export interface ParseOptions {
  /** Names the file; its tail decides how it is read, as in Kong: `json`, `yaml` or `yml`. */
  filename?: string;
  /** How it is read; `any`: as JSON, and if that gives no list or map as YAML, as POST /config does. */
  format?: Format | 'any';
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
export function parse(source: Uint8Array | string, options: ParseOptions = {}): ParseResult {
  const registry = options.registry ?? bundledRegistry();
  const format = formatOf(options);
  if (!format) return unreadable('', [unknownFileType(options.filename!)]);
  const attempts: Format[] = format === 'any' ? ['json', 'yaml'] : [format];
  let last: ParseResult | undefined;
  for (const attempt of attempts) {
    const decoded = typeof source === 'string' ? { value: source, diagnostics: [] } : decode(source, attempt);
    if (decoded.value === undefined) {
      last = unreadable('', decoded.diagnostics);
      continue;
    }
    const text = decoded.value;
    const { value, diagnostics } = read(text, attempt);
    const isTree = typeof value === 'object' && value !== null;
    if (isTree) return verdict(text, attempt, value, diagnostics, { ...options, registry });
    last = unreadable(text, value === undefined ? diagnostics : [...diagnostics, notAnObject(text)]);
  }
  return last!;
}

function verdict(
  text: string,
  format: Format,
  value: object,
  warnings: Diagnostic[],
  { registry, lint: regrets = true }: ParseOptions & { registry: Registry },
): ParseResult {
  const judged = judge(value, warnings, new Validator(registry));
  const valid = judged.found.every(({ finding }) => (finding.severity ?? 'error') !== 'error');
  if (valid && regrets) judged.found.push(...lint(judged, registry, regrets === true ? {} : regrets));
  const locator = lazily(() => locate(text, format));
  return {
    valid,
    diagnostics: judged.found.length + warnings.length ? withPlaces(judged, warnings, locator, registry) : [],
    entities: judged.entries.length,
    excerpt: () => masked(text, judged.document, locator, registry),
  };
}

/** Calls `make` at most once, and not before it is needed. */
function lazily<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

const unreadable = (text: string, diagnostics: Diagnostic[]): ParseResult => ({
  valid: false,
  diagnostics,
  entities: 0,
  excerpt: () => masked(text),
});

/** By the letters at the end of the name, a dot is not needed (docs/kong/declarative-format.md section 2). */
function formatOf({ format, filename }: ParseOptions): Format | 'any' | undefined {
  if (format) return format;
  if (filename === undefined) return 'any';
  if (filename.endsWith('json')) return 'json';
  return filename.endsWith('yaml') || filename.endsWith('yml') ? 'yaml' : undefined;
}

const unknownFileType = (filename: string): Diagnostic => ({
  code: 'unknown-file-type',
  severity: 'error',
  message: `${filename} is neither YAML nor JSON to Kong, which goes by the end of the name`,
  help: 'let its name end with .yaml, .yml or .json in lower case, or give it on standard input',
});

function notAnObject(text: string): Diagnostic {
  const isEmpty = text.trim() === '';
  return {
    code: 'not-an-object',
    severity: 'error',
    message: isEmpty ? 'the file is empty' : 'the file holds a single value, not a map of collections',
    help: 'start with _format_version: "3.0"',
    at: { line: 1, column: 1, endLine: 1, endColumn: 1 },
  };
}
