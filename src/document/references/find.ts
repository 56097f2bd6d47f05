/** References to values outside of a text, as decK writes them: `${{ env "NAME" | toInt }}`, `${{ file "path" }}`. */

import type { Kind } from './outside.ts';

export interface Reference {
  start: number;
  end: number;
  kind: Kind;
  name: string;
  /** With their numbers: `indent 4`. */
  pipes: string[];
}

/** Inside of quotes, its own may be escaped. Nothing of it goes over the end of a line. */
const REFERENCE =
  /\$\{\{-?[ \t]*(env|file)[ \t]+(\\?["`])([^"`\\\r\n]+)\2[ \t]*((?:\|[ \t]*\w+(?:[ \t]+\d+)?[ \t]*)*)-?\}\}/g;

export function findReferences(text: string): Reference[] {
  if (!text.includes('${{')) return [];
  return [...text.matchAll(REFERENCE)].map(({ 0: source, 1: kind, 3: name, 4: pipes, index }) => ({
    start: index,
    end: index + source.length,
    kind: kind as Kind,
    name: name!,
    pipes: pipes!
      .split('|')
      .map((pipe) => pipe.trim().replace(/\s+/, ' '))
      .filter((pipe) => pipe !== ''),
  }));
}
