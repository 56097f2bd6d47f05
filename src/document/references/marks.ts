/**
 * Marks that stand for references while a text is read: they are strings whatever the format and the quotes around
 * them, and as long as what they stand for, so that every place stays the same.
 */

import type { Reference } from './find.ts';

/** Private characters of Unicode: a start, the digits of a number, and filling. */
const STARTS = [0xe000, 0xe800, 0xf000];
const DIGIT = 0x100;
const FILLING = 1;
const BASE = 256;
/** Shorter than any reference. */
const DIGITS = 3;

export class Marks {
  /** The text with its marks. */
  readonly text: string;
  readonly #original: string;
  readonly #references: readonly Reference[];
  readonly #pattern: RegExp;

  /** Undefined for a text that has such characters of its own. */
  static for(text: string, references: readonly Reference[]): Marks | undefined {
    const start = STARTS.find((one) => !text.includes(String.fromCharCode(one)));
    return start === undefined || references.length >= BASE ** DIGITS
      ? undefined
      : new Marks(text, references, start);
  }

  private constructor(text: string, references: readonly Reference[], start: number) {
    this.#original = text;
    this.#references = references;
    const [sign, filling] = [String.fromCharCode(start), String.fromCharCode(start + FILLING)];
    const [low, high] = [start + DIGIT, start + DIGIT + BASE - 1].map((code) => String.fromCharCode(code));
    this.#pattern = new RegExp(`${sign}([${low}-${high}]{${DIGITS}})${filling}*`, 'g');
    let marked = '';
    let done = 0;
    for (const [index, reference] of references.entries()) {
      const digits = String.fromCharCode(
        ...[index >> 16, (index >> 8) & 255, index & 255].map((it) => start + DIGIT + it),
      );
      marked +=
        text.slice(done, reference.start) + (sign + digits).padEnd(reference.end - reference.start, filling);
      done = reference.end;
    }
    this.text = marked + text.slice(done);
  }

  /** Every mark in a string replaced. */
  replace(text: string, by: (reference: Reference, isWhole: boolean) => string): string {
    return text.replace(this.#pattern, (mark, digits: string) =>
      by(this.#referenceOf(digits), mark === text),
    );
  }

  /** The reference that a string is the mark of, and nothing else. */
  whole(text: string): Reference | undefined {
    this.#pattern.lastIndex = 0;
    const match = this.#pattern.exec(text);
    return match?.[0] === text ? this.#referenceOf(match[1]!) : undefined;
  }

  /** A text that was edited, its references standing in it again, with their quotes escaped if need be. */
  unmark(text: string, escaped = false): string {
    return this.replace(text, ({ start, end }) => {
      const written = this.#original.slice(start, end);
      return escaped ? written.replace(/\\?"/g, '\\"') : written;
    });
  }

  #referenceOf(digits: string): Reference {
    const number = [...digits].reduce((sum, digit) => sum * BASE + (digit.charCodeAt(0) & 255), 0);
    return this.#references[number]!;
  }
}
