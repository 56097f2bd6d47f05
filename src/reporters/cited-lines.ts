import type { Diagnostic } from '../diagnostic.ts';

/**
 * The lines of a text that the frames of its findings are cut from: those pointed at, and the one above each. They
 * are copies, since a slice would keep the whole text alive for as long as the report is not printed.
 */
export function citedLines(text: () => string, diagnostics: readonly Diagnostic[]): Map<number, string> {
  const wanted = new Set<number>();
  for (const { at, related } of diagnostics) {
    for (const place of [at, ...(related ?? []).map((other) => other.at)]) {
      if (place) wanted.add(place.line).add(place.line - 1);
    }
  }
  const lines = new Map<number, string>();
  if (wanted.size === 0) return lines;
  let number = 0;
  for (const line of eachLine(text())) if (wanted.has(++number)) lines.set(number, copy(line));
  return lines;
}

function* eachLine(text: string): Generator<string> {
  const lineBreak = /\r\n?|\n/g;
  let start = 0;
  for (let match = lineBreak.exec(text); match; match = lineBreak.exec(text)) {
    yield text.slice(start, match.index);
    start = lineBreak.lastIndex;
  }
  yield text.slice(start);
}

function copy(line: string): string {
  return Buffer.from(line, 'utf16le').toString('utf16le');
}
