/** Where the values of references come from. */

/** A value, or why there is none. */
export type Answer = { value: string } | { why: string; help: string };

/** What is allowed to come from outside; a kind that is missing is not allowed at all. */
export interface Outside {
  env?(name: string): Answer;
  file?(path: string): Answer;
}

export type Kind = keyof Outside;
