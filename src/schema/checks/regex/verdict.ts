/**
 * What a checker says of a regular expression. Nothing: it is fine. `error`: the engine refuses it, for this reason.
 * `unverified`: it looks fine, but for this reason the engine may see it otherwise.
 */
export type RegexVerdict = { error: string } | { unverified: string } | undefined;

/** Thrown inside the checkers, which read a pattern from left to right and stop at the first mistake. */
export class RegexError extends Error {}

export function fail(reason: string): never {
  throw new RegexError(reason);
}

/** Runs a checker. Its patterns are hostile, so whatever goes wrong inside must become a verdict. */
export function verdictOf(check: () => string | undefined): RegexVerdict {
  try {
    const doubt = check();
    return doubt === undefined ? undefined : { unverified: doubt };
  } catch (error) {
    if (error instanceof RegexError) return { error: error.message };
    throw error;
  }
}
