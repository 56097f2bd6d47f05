/** References to the environment and to files, in texts of either format. */

import type { Diagnostic, Result } from '../../diagnostic.ts';
import { type Format, read, type Text } from '../index.ts';
import { Lines } from '../lines.ts';
import { findReferences, type Reference } from './find.ts';
import { Marks } from './marks.ts';
import type { Outside } from './outside.ts';
import { resolve } from './resolve.ts';

export type { Reference } from './find.ts';
export type { Answer, Outside } from './outside.ts';

/** A text that was read with references in it. */
export interface Referring {
  /** Reads the same everywhere, references apart, and with the same places. */
  text: string;
  /** What was read from that text. */
  value: unknown;
  /** The references whose values were put in. */
  used: ReadonlySet<Reference>;
  /** A text that was made of it, with its references as they were; in `json`, as they stand in a string. */
  restore(text: string, as?: Format): string;
}

export interface Reading extends Result<unknown> {
  /** Undefined when nothing came from outside. */
  referring?: Referring;
}

/** As `read`, with the values of references where `outside` allows them. Errors beside those of `read`: `unset-variable`. */
export function readWith(from: Text, format: Format, outside: Outside | undefined): Reading {
  if (!from.bytes.includes('${{')) return read(from, format);
  const text = String(from);
  const references = findReferences(text);
  const marks = outside && references.length > 0 ? Marks.for(text, references) : undefined;
  if (!marks) {
    const plain = read(from, format);
    return references.length > 0 && plain.value !== undefined ? withWarning(plain, text, references) : plain;
  }
  const { value: marked, diagnostics: said } = read(marks.text, format);
  const diagnostics = said.map((one) => ({ ...one, message: marks.unmark(one.message) }));
  if (marked === undefined) return { diagnostics };
  const { value, diagnostics: unset, used } = resolve(marked, text, marks, outside!);
  if (unset.length > 0) return { diagnostics: [...unset, ...diagnostics] };
  const restore = (made: string, as?: Format) => marks.unmark(made, as === 'json');
  return { value, diagnostics, referring: { text: marks.text, value: marked, used, restore } };
}

/** Kong takes them for what they are: text. */
function withWarning(
  plain: Result<unknown>,
  text: string,
  references: readonly Reference[],
): Result<unknown> {
  const first = references.find(
    ({ start }) => !/(?:^|\s)#[^\r\n]*$/.test(text.slice(Math.max(0, start - 1000), start)),
  );
  if (!first) return plain;
  const option = first.kind === 'env' ? '--env PREFIX or --env-file FILE' : '--secrets-dir DIR';
  const warning: Diagnostic = {
    code: 'unset-variable',
    severity: 'warning',
    message: 'this reference is read as text, as Kong reads it: nothing was allowed to come from outside',
    help: `allow it with ${option}`,
    at: new Lines(text).span(first.start, first.end),
  };
  return { ...plain, diagnostics: [...plain.diagnostics, warning] };
}
