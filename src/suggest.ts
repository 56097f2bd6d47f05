/** "Did you mean": the known word nearest to one that is not known. */

/** Half a sentence for a diagnostic's help; undefined when nothing is near. */
export function suggestion(word: string, known: Iterable<string>): string | undefined {
  const nearest = nearestWord(word, known);
  return nearest === undefined ? undefined : `did you mean "${nearest}"?`;
}

/** Comparisons of words: a fraction of a second. */
const EFFORT = 200_000;

/** Suggestions for many words out of many: beyond some effort there are no more, for nobody reads thousands of them. */
export function suggestions(known: Iterable<string>): (word: string) => string | undefined {
  const words = [...known];
  const made = new Map<string, string | undefined>();
  return (word) => {
    if (!made.has(word) && (made.size + 1) * words.length <= EFFORT) made.set(word, suggestion(word, words));
    return made.get(word);
  };
}

export function nearestWord(word: string, known: Iterable<string>): string | undefined {
  if (word.length > 100) return undefined;
  const simple = plain(word);
  let best: string | undefined;
  let least = Math.max(1, Math.floor(word.length / 3)) + 1;
  for (const candidate of known) {
    if (Math.abs(candidate.length - word.length) >= least && plain(candidate) !== simple) continue;
    const distance =
      plain(candidate) === simple ? 0 : editDistance(word.toLowerCase(), candidate.toLowerCase());
    if (distance < least) [best, least] = [candidate, distance];
  }
  return best;
}

const plain = (word: string) => word.toLowerCase().replace(/[-_ ]/g, '').replace(/s$/, '');

/** Insertions, deletions, changes and swaps of neighbours that turn one word into the other. */
function editDistance(a: string, b: string): number {
  let [before, previous]: [number[], number[]] = [
    [],
    Array.from({ length: b.length + 1 }, (_, index) => index),
  ];
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = a[i - 1] === b[j - 1] ? 0 : 1;
      current[j] = Math.min(previous[j]! + 1, current[j - 1]! + 1, previous[j - 1]! + change);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) current[j] = Math.min(current[j]!, before[j - 2]! + 1);
    }
    [before, previous] = [previous, current];
  }
  return previous[b.length]!;
}
