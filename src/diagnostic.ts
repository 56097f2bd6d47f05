/**
 * The vocabulary every layer speaks: what was found, how grave it is, and where. Imports nothing, so that every
 * other file may import it.
 */

/** Every kind of finding. Each code has a fixture pair in fixtures/err/ and a page in docs/codes/. */
export type Code =
  // the text
  | 'unreadable-file'
  | 'file-too-large'
  | 'not-a-config'
  | 'unknown-file-type'
  | 'invalid-encoding'
  | 'syntax-error'
  | 'not-an-object'
  | 'too-deep'
  | 'duplicate-key'
  | 'ignored-document'
  | 'surprising-value'
  // the shape
  | 'unknown-field'
  | 'missing-field'
  | 'wrong-type'
  | 'invalid-value'
  | 'out-of-range'
  | 'invalid-length'
  | 'forbidden-field'
  | 'invalid-regex'
  | 'unverified-regex'
  | 'invalid-expression'
  | 'invalid-lua'
  | 'invalid-certificate'
  | 'field-combination'
  | 'unknown-plugin'
  | 'unknown-vault'
  | 'misplaced-entity'
  // the whole
  | 'missing-reference'
  | 'uniqueness-violation'
  // what Kong accepts and a user would regret
  | 'deprecated-field'
  | 'random-id'
  | 'random-secret'
  | 'id-only-reference'
  | 'unused-credential'
  | 'plaintext-secret'
  | 'hashed-twice'
  | 'needs-database'
  | 'expired-ttl'
  | 'runtime-collection'
  | 'protocol-mismatch'
  | 'missing-ca-certificate'
  | 'same-target'
  | 'lost-setting'
  | 'same-match'
  | 'unreachable-route'
  | 'unmarked-regex'
  | 'expired-certificate'
  | 'uncovered-sni'
  // secrets
  | 'hashed-reference'
  | 'unset-variable'
  // writing
  | 'stays-nested'
  | 'unwritable'
  // kong.conf
  | 'unknown-directive'
  | 'invalid-directive'
  | 'deprecated-directive'
  | 'ignored-line'
  | 'unresolved-reference'
  | 'nginx-refuses'
  | 'not-dbless'
  // the fleet
  | 'repeated-node'
  | 'secret-in-clear'
  | 'node-rejected'
  | 'node-failed';

export type Severity = 'error' | 'warning' | 'info';

/** A place in a text: lines and columns from 1, columns in UTF-16 units, the end exclusive. */
export interface Span {
  line: number;
  column: number;
  endLine: number;
  endColumn: number;
}

/** Keys and 0-based positions, from the top of a document down to one of its items. */
export type Path = readonly (string | number)[];

export interface EntityRef {
  /** The collection, for instance `services`. */
  type: string;
  name?: string;
  id?: string;
}

export interface Related {
  message: string;
  path?: Path;
  at?: Span;
}

export interface Diagnostic {
  code: Code;
  severity: Severity;
  /** One line that names the entity: service "billing" has an unknown field "hosst". */
  message: string;
  /** What to do: did you mean "host"? */
  help?: string;
  /** Where in the document as written; a field that is missing ends the path of what misses it. */
  path?: Path;
  /** Resolved from `path` when a finding must be shown. */
  at?: Span;
  /** Other places that belong to the finding: the first of two duplicates. */
  related?: Related[];
  entity?: EntityRef;
}

/** What a stage hands back: its value, when there is one, and everything it found on the way. */
export interface Result<T> {
  value?: T;
  diagnostics: Diagnostic[];
}
