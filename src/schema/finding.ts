/** What a schema finds wrong with one entity. */
import type { Code, Path, Related, Severity } from '../diagnostic.ts';

/** A diagnostic before its entity has a place: the path starts at the entity. */
export interface Finding {
  code: Code;
  severity?: Severity;
  /** Names the field, not the entity. */
  message: string;
  help?: string;
  path: Path;
  /** Of a rule across fields: the record that it is about. */
  record?: Path;
  related?: Related[];
  /** What was written there is not what Kong reads: a word for the source text may help. */
  retyped?: boolean;
  /** It is the key that is wrong, whatever its value. */
  aboutKey?: boolean;
}
