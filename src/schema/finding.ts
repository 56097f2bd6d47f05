/** What a schema finds wrong with one entity. */
import type { Code, Path, Related, Severity } from '../diagnostic.ts';
import type { EntityCheck } from './types.ts';

/** A diagnostic before its entity has a place: the path starts at the entity. */
export interface Finding {
  code: Code;
  severity?: Severity;
  /** Names the field, not the entity. */
  message: string;
  help?: string;
  path: Path;
  /** The part of the text there that it is about, as offsets in UTF-16 units. */
  within?: readonly [from: number, to: number];
  /** Where Kong says it, if elsewhere. */
  kong?: KongPlace;
  related?: Related[];
  /** What was written there is not what Kong reads: a word for the source text may help. */
  retyped?: boolean;
  /** It is the key that is wrong, whatever its value. */
  aboutKey?: boolean;
}

/** The value that a custom check looks at as a whole; of a rule across fields its record, and the rule. */
export interface KongPlace {
  path: Path;
  check?: EntityCheck;
}
