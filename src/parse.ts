/** The story of a verdict: bytes → text → value → entities → findings → places. */

import { type OpenOptions, open } from './config/open.ts';
import type { Diagnostic } from './diagnostic.ts';
import { type LintOptions, lint } from './lint/index.ts';

export interface ParseOptions extends OpenOptions {
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
export function parse(
  bytes: Uint8Array | string,
  { lint: regrets = true, ...options }: ParseOptions = {},
): ParseResult {
  const { judged, valid, registry, diagnostics, excerpt } = open(bytes, options);
  const regretted = judged && valid && regrets ? lint(judged, registry, regrets === true ? {} : regrets) : [];
  return { valid, diagnostics: diagnostics(regretted), entities: judged?.entries.length ?? 0, excerpt };
}
