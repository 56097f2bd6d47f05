/** What a body is read into: parameters, and the bytes themselves where they may be the config. */

export interface Form {
  params: Record<string, unknown>;
  /** The text that stands for the config when no parameter gives it. */
  text?: Buffer;
  /** The document, where it is an object of JSON. */
  document?: Record<string, unknown>;
}
