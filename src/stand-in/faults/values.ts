/** The values of faults: durations, sizes, one of a few words. */
import { setTimeout as sleep } from 'node:timers/promises';

const UNITS: Record<string, number> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

/** Milliseconds of `300ms`, `3s`, `2m`, `1h`. */
export function milliseconds(text: string): number | undefined {
  const [, number, unit] = /^(\d+(?:\.\d+)?)(ms|s|m|h)$/.exec(text) ?? [];
  return number && unit ? Number(number) * UNITS[unit]! : undefined;
}

const SIZES: Record<string, number> = { '': 1, k: 2 ** 10, m: 2 ** 20, g: 2 ** 30 };

/** Bytes of `512k`, `10m`, `1g`, or a number of bytes. */
export function byteCount(text: string): number | undefined {
  const [, number, unit] = /^(\d+)([kmg]?)$/i.exec(text) ?? [];
  return number === undefined ? undefined : Number(number) * SIZES[unit!.toLowerCase()]!;
}

/** The first word is what is meant when none is given. */
export function oneOf<T extends string>(
  value: string | undefined,
  words: readonly [T, ...T[]],
): T | undefined {
  return value === undefined ? words[0] : words.find((word) => word === value);
}

/** Waits, unless the node ends before. */
export async function wait(duration: number, signal: AbortSignal): Promise<void> {
  await sleep(duration, undefined, { signal }).catch(() => undefined);
}
