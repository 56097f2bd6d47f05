/** The plain words that are no strings (docs/kong/declarative-format.md section 2), told by their bytes. */

const LOWER = 0x20;
const WORDS = new Map<number, string>();
for (const [json, words] of [
  ['true', ['true', 'yes', 'on']],
  ['false', ['false', 'no', 'off']],
  ['null', ['null']],
] as const) {
  for (const word of words) WORDS.set(pack(Buffer.from(word), 0, word.length), json);
}
const [NULL, TRUE, FALSE, YES, NO, ON, OFF] = ['null', 'true', 'false', 'yes', 'no', 'on', 'off'].map(
  (word) => pack(Buffer.from(word), 0, word.length),
);

/** The JSON of a plain scalar that is a word; nothing for a string. Words are lower, Capitalized or UPPER case. */
export function wordAt(bytes: Uint8Array, start: number, length: number): string | undefined {
  if (length > 5 || length < 2) return length === 1 && bytes[start] === 126 ? 'null' : undefined;
  const first = bytes[start]! | LOWER;
  // n t f o y
  if (first !== 110 && first !== 116 && first !== 102 && first !== 111 && first !== 121) return undefined;
  const packed = pack(bytes, start, length);
  if (
    packed !== NULL &&
    packed !== TRUE &&
    packed !== FALSE &&
    packed !== YES &&
    packed !== NO &&
    packed !== ON &&
    packed !== OFF
  ) {
    return undefined;
  }
  let capitals = 0;
  for (let at = start; at < start + length; at++) if ((bytes[at]! & LOWER) === 0) capitals++;
  const isFirst = (bytes[start]! & LOWER) === 0;
  return capitals === 0 || capitals === length || (capitals === 1 && isFirst) ? WORDS.get(packed) : undefined;
}

/** Up to five letters as one number, whatever their case. */
function pack(bytes: Uint8Array, start: number, length: number): number {
  let packed = length;
  for (let at = start; at < start + length; at++) packed = packed * 256 + (bytes[at]! | LOWER);
  return packed;
}
