/** What the quick reader knows of single bytes of UTF-8. */

/** May stand in a scalar without a second look. */
export const COMMON = 0;
/** Ends a scalar or part of it: a line break, a space, a colon, a hash. */
export const STOP = 1;
/** Needs an escape in JSON: a quote, a backslash. */
export const ESCAPED = 2;
/** Marks inside brackets and braces: , [ ] { } */
export const FLOW = 3;
/** May start a character that YAML treats apart: see `isOdd`. */
export const WIDE = 4;
/** Not for the quick reader: control characters, tabs. */
export const REFUSED = 5;

export const KIND = new Uint8Array(256);
for (let byte = 0; byte < 32; byte++) KIND[byte] = REFUSED;
KIND[127] = REFUSED;
for (const char of '\n\r :#') KIND[char.charCodeAt(0)] = STOP;
for (const char of '"\\') KIND[char.charCodeAt(0)] = ESCAPED;
for (const char of ',[]{}') KIND[char.charCodeAt(0)] = FLOW;
KIND[0xc2] = WIDE;
KIND[0xe2] = WIDE;
KIND[0xef] = WIDE;

/** 1 for what a plain key of the quick reader is made of: ASCII without spaces and marks. */
export const IN_KEY = new Uint8Array(256);
for (let byte = 0; byte < 128; byte++) if (KIND[byte] === COMMON) IN_KEY[byte] = 1;

/** Line and byte order marks, control characters and what stands for a broken one. */
export function isOdd(bytes: Buffer, pos: number): boolean {
  const first = bytes[pos]!;
  const second = bytes[pos + 1]!;
  const third = bytes[pos + 2]!;
  if (first === 0xc2) return second < 0xa0;
  if (first === 0xe2) return second === 0x80 && (third === 0xa8 || third === 0xa9);
  return (second === 0xbb && third === 0xbf) || (second === 0xbf && third >= 0xbd);
}

/** First bytes of a plain scalar that is a string unless it is a special word: letters and / $ ( ^ = ; \ < */
export const STARTS_STRING = new Uint8Array(256);
for (let byte = 0; byte < 26; byte++) {
  STARTS_STRING[65 + byte] = 1;
  STARTS_STRING[97 + byte] = 1;
}
for (const char of '/$(^=;\\<~') STARTS_STRING[char.charCodeAt(0)] = 1;
for (let byte = 0xc3; byte < 0xf5; byte++) STARTS_STRING[byte] = 1;
