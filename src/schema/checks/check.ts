import type { Code, Path, Severity } from '../../diagnostic.ts';

/** What a check found: a predicate that completes "<field> …", for instance `must not have a port`. */
export interface Problem {
  message: string;
  /** What to do about it, or the allowed form. */
  help?: string;
  /** `invalid-value` unless given. */
  code?: Code;
  /** `error` unless given. */
  severity?: Severity;
  /** Below the checked value. */
  path?: Path;
  /** The part of the text at that place that it is about, as offsets in UTF-16 units. */
  within?: readonly [from: number, to: number];
  /** The value must not be shown: it may hold a key, a password or code. */
  secret?: boolean;
}

/**
 * One of the rules that Kong keeps as a function rather than as a keyword of its schema language. A field check gets
 * the field's value (a string where the field is one), an entity check the whole record.
 */
// biome-ignore lint/suspicious/noExplicitAny: the value is user input, its type is what other keywords check
export type Check = (value: any) => Problem | undefined;

/** A config of the wrong type is reported by the `type` keyword: checks only look at what they can read. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
