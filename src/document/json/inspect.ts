/**
 * A quick look over a JSON text for what `JSON.parse` does not mention: keys written twice, nesting deeper than Kong
 * allows, and escapes that may name half a character. Meant to come before it, while there is no large value yet that
 * the garbage collector has to carry along.
 */

import { Keys } from '../keys.ts';
import type { Text } from '../text.ts';

const SPACE = 32;
const QUOTE = 34;
const COMMA = 44;
const BACKSLASH = 92;
const LETTER_U = 117;

/** False when there may be something to mention. Anything at all if the text is not JSON. */
export function isPlainJson({ bytes, length }: Text, maxDepth: number): boolean {
  const keys = new Keys(bytes);
  const inMaps = new Uint8Array(maxDepth + 2);
  let depth = 0;
  let inMap = 0;
  let keyNext = 0;
  let pos = 0;
  while (pos < length) {
    let byte = bytes[pos++]!;
    while (byte <= SPACE) byte = bytes[pos++]!;
    if (byte === QUOTE) {
      const start = pos;
      for (byte = bytes[pos++]!; byte !== QUOTE; byte = bytes[pos++]!) {
        if (byte !== BACKSLASH) continue;
        if (pos >= length) return false;
        // a key with an escape can be written in several ways; a value's may be half a character
        if (keyNext === 1) return false;
        if (bytes[pos++] === LETTER_U && (bytes[pos]! | 32) === 100 && bytes[pos + 1]! >= 56) return false;
      }
      if (keyNext === 1 && !keys.add(start, pos - 1)) return false;
      keyNext = 0;
    } else if (byte === COMMA) {
      keyNext = inMap;
    } else if (byte === 123 || byte === 91) {
      if (++depth > maxDepth) return false;
      inMaps[depth] = inMap = keyNext = byte === 123 ? 1 : 0;
      if (inMap === 1) keys.open();
    } else if (byte === 125 || byte === 93) {
      if (depth === 0) return false;
      if (inMap === 1) keys.close();
      inMap = inMaps[--depth]!;
      keyNext = 0;
    }
  }
  return true;
}
