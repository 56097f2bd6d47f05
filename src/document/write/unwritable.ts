/** What a format has no text for. Thrown inside the layer only: `write` makes it a diagnostic. */
export class Unwritable extends Error {
  constructor(format: string, what: string) {
    super(`${format} has no way to write ${what}`);
  }
}
