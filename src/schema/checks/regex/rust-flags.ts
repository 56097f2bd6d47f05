/** Flags of Rust's regex crate: `(?i)` for the rest of a group, `(?i:…)` for a group of their own. */
import type { Reader } from './reader.ts';
import { fail } from './verdict.ts';

export interface RustFlags {
  ignoreBlanks: boolean;
  unicode: boolean;
}

/** Reads the flags of a group, or of the rest of the group around. */
export function readRustFlags(reader: Reader, flags: RustFlags): { set: RustFlags; ends: boolean } {
  const set = { ...flags };
  const seen = new Set<string>();
  let on = true;
  let dangling = false;
  for (;;) {
    if (reader.done) fail('a "(?" is not closed');
    const flag = reader.take();
    if (flag === ':' || flag === ')') {
      if (dangling) fail('"(?-" must be followed by a flag');
      if (flag === ')' && seen.size === 0) fail('"(?" must be followed by a flag');
      return { set, ends: flag === ')' };
    }
    if (!'imsRUux-'.includes(flag)) fail(`"(?" is followed by "${flag}", which is no flag of this engine`);
    if (seen.has(flag)) fail(`the flag "${flag}" is given twice`);
    seen.add(flag);
    dangling = flag === '-';
    if (flag === '-') on = false;
    if (flag === 'x') set.ignoreBlanks = on;
    if (flag === 'u') set.unicode = on;
  }
}
