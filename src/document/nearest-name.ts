/** The name someone most likely meant. */

const FAR = 3;

/** The one of `names` that takes the fewest changed characters to reach, if that is few. */
export function nearestName(name: string, names: Iterable<string>): string | undefined {
  let best: string | undefined;
  let least = Math.min(FAR, Math.ceil(name.length / 2) + 1);
  let looked = 0;
  for (const candidate of names) {
    if (++looked > 1000) break;
    if (Math.abs(candidate.length - name.length) >= least || candidate.length > 64) continue;
    const changes = distance(name, candidate);
    if (changes < least) {
      least = changes;
      best = candidate;
    }
  }
  return best;
}

function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 1; i <= from.length; i++) {
    const next = [i];
    for (let j = 1; j <= to.length; j++) {
      const swap = row[j - 1]! + (from[i - 1] === to[j - 1] ? 0 : 1);
      next[j] = Math.min(swap, row[j]! + 1, next[j - 1]! + 1);
    }
    row = next;
  }
  return row[to.length]!;
}
