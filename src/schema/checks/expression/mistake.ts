/** What is wrong with an expression, and where in its text: offsets in UTF-16 units, the end exclusive. */
export interface Mistake {
  /** Completes "<field> …": `has no operator behind http.path`. */
  message: string;
  help?: string;
  /** It is a regular expression that is wrong. */
  code?: 'invalid-regex' | 'unverified-regex';
  severity?: 'warning';
  from: number;
  to: number;
}

/** Thrown inside the parser, which stops at the first mistake as the router does. */
export class ExpressionError extends Error {
  readonly mistake: Mistake;

  constructor(mistake: Mistake) {
    super(mistake.message);
    this.mistake = mistake;
  }
}

export function wrong(message: string, from: number, to: number, help?: string): never {
  throw new ExpressionError({ message, from, to: Math.max(to, from), ...(help ? { help } : {}) });
}
