import type { Diagnostic } from '../diagnostic.ts';

/**
 * The lines of a text that the frames of its findings are cut from: those pointed at, and the one above each. They
 * are copies, since a slice would keep the whole text alive for as long as the report is not printed.
 */
export function citedLines(text: () => string, diagnostics: readonly Diagnostic[]): Map<number, string> {
  const wanted = new Set<number>();
  for (const { at, related } of diagnostics) {
    for (const place of [at, ...(related ?? []).map((other) => other.at)]) {
      if (place) wanted.add(place.line);
      if (place && place.line > 1) wanted.add(place.line - 1);
    }
  }
  return wanted.size === 0 ? new Map() : pick(text(), wanted);
}

function pick(text: string, wanted: ReadonlySet<number>): Map<number, string> {
  const lines = new Map<number, string>();
  const lineBreak = /\r\n?|\n/g;
  // A byte order mark takes no column.
  let start = text.startsWith('\ufeff') ? 1 : 0;
  for (let number = 1; lines.size < wanted.size; number++) {
    const end = lineBreak.exec(text)?.index ?? text.length;
    if (wanted.has(number)) lines.set(number, copy(text.slice(start, end)));
    if (end === text.length) break;
    start = lineBreak.lastIndex;
  }
  return lines;
}

function copy(line: string): string {
  return Buffer.from(line, 'utf16le').toString('utf16le');
}
