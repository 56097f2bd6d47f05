import type { Code, Severity } from '../diagnostic.ts';

/** A finding about a directive; where it stands and whether it may be shown is looked up by its name. */
export interface Finding {
  code: Code;
  severity: Severity;
  directive: string;
  /** One line that goes on after the name of the directive: `cannot be "x"`. */
  says: string;
  help?: string;
  /** The item of a list that it is about, to point at. */
  item?: string;
}

export function refused(directive: string, says: string, help?: string): Finding {
  return { code: 'invalid-directive', severity: 'error', directive, says, ...(help && { help }) };
}

export function surprising(directive: string, says: string, help?: string): Finding {
  return { code: 'surprising-value', severity: 'warning', directive, says, ...(help && { help }) };
}

/** For what Kong's loader lets pass and nginx does not: docs/kong/more-observations.md, section 7. */
export function unstartable(directive: string, says: string, help?: string): Finding {
  return { code: 'nginx-refuses', severity: 'warning', directive, says, ...(help && { help }) };
}
