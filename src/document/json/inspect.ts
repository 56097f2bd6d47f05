/**
 * A quick look over a text that `JSON.parse` has read, for what it does not mention: keys written twice, nesting
 * deeper than Kong allows, and escapes that may name half a character.
 */

const QUOTE = 34;
const BACKSLASH = 92;
const LETTER_U = 117;
/** From so many keys on, a map's hashes are kept in a set. */
const MANY = 24;

/** False when there may be something to mention, and sometimes when there is not: hashes can collide. */
export function isPlainJson(text: string, maxDepth: number): boolean {
  const bytes = Buffer.from(text);
  const { length } = bytes;
  const hashes: number[] = [];
  const bases: number[] = [];
  const sets: (Set<number> | undefined)[] = [];
  let depth = 0;
  let used = 0;
  let base = 0;
  let inMap = false;
  let keyNext = false;
  for (let pos = 0; pos < length; pos++) {
    const code = bytes[pos]!;
    if (code === QUOTE) {
      let hash = 0x811c9dc5;
      let byte = bytes[++pos]!;
      while (byte !== QUOTE) {
        if (byte === BACKSLASH) {
          // a key may be written in two ways, and a pair of escapes may be half of one
          if (keyNext) return false;
          const next = bytes[++pos]!;
          if (next === LETTER_U && (bytes[pos + 1]! | 32) === 100 && bytes[pos + 2]! >= 56) return false;
        } else if (keyNext) hash = Math.imul(hash ^ byte, 0x01000193);
        byte = bytes[++pos]!;
      }
      if (!keyNext) continue;
      keyNext = false;
      if (used - base < MANY) {
        for (let at = base; at < used; at++) if (hashes[at] === hash) return false;
      } else {
        let set = sets[depth];
        if (set === undefined) {
          set = new Set(hashes.slice(base, used));
          sets[depth] = set;
        }
        if (set.has(hash)) return false;
        set.add(hash);
      }
      hashes[used++] = hash;
    } else if (code === 44) {
      keyNext = inMap;
    } else if (code === 123 || code === 91) {
      if (++depth > maxDepth) return false;
      bases[depth] = inMap ? base : -1 - base;
      base = used;
      inMap = code === 123;
      keyNext = inMap;
    } else if (code === 125 || code === 93) {
      used = base;
      sets[depth] = undefined;
      const outer = bases[depth]!;
      inMap = outer >= 0;
      base = inMap ? outer : -1 - outer;
      keyNext = false;
      depth--;
    }
  }
  return true;
}
