/**
 * How large pieces of a pattern become in the program that Rust's regex crate makes of it, in bytes: measured, with the
 * limit of the crate as the measure. Classes of Unicode are many ranges of UTF-8 bytes.
 */
export const SIZE = { byte: 24, class: 48, any: 560 };

/** The largest program, unless told otherwise. */
export const MAX_SIZE = 10 * 1024 * 1024;

const SETS: Record<string, [plain: number, negated: number]> = {
  d: [3000, 7000],
  s: [420, 1100],
  w: [30_000, 28_000],
  // From a few bytes for a small script up to those for all letters.
  p: [12_000, 12_000],
};

export function setSize({ name, negated }: { name: string; negated: boolean }): number {
  return SETS[name]![negated ? 1 : 0];
}
