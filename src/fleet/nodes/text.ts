/** Lists of nodes in plain text: words on the command line, or a file with one node a line. */
import type { Span } from '../../diagnostic.ts';
import type { Entry, NodeSource } from '../node.ts';

/** The words of one source, each with its place. What follows a # at the start or after a space is a comment. */
export function readLines(source: NodeSource, text: string): Entry[] {
  return text.split(/\r\n?|\n/).flatMap((line, index) => {
    const written = line.replace(/^\ufeff/, '').replace(/(?:^|\s)#.*$/, '');
    return words(written, index + 1).map(({ word, at }) => ({ word, at, source }));
  });
}

/** What stands between commas, without the blanks around it. */
export function words(line: string, number: number): { word: string; at: Span }[] {
  const found: { word: string; at: Span }[] = [];
  let start = 0;
  for (const part of line.split(',')) {
    const word = part.trim();
    const column = start + part.indexOf(word) + 1;
    if (word)
      found.push({ word, at: { line: number, column, endLine: number, endColumn: column + word.length } });
    start += part.length + 1;
  }
  return found;
}
