import type { Diagnostic } from '../../diagnostic.ts';

const units: Record<string, number> = { '': 1, k: 2 ** 10, m: 2 ** 20, g: 2 ** 30 };

/** `1048576`, `512m`, `1.5g`, `64KiB`: bytes; undefined for anything else. */
export function parseSize(text: string): number | undefined {
  const match = /^(\d+(?:\.\d+)?)(?:([kmg])(?:i?b)?|b)?$/i.exec(text.trim());
  if (!match) return undefined;
  return Math.floor(Number(match[1]) * units[(match[2] ?? '').toLowerCase()]!);
}

export function tooLarge(file: string, maxSize: number, size?: number): Diagnostic {
  const found = size === undefined ? 'goes on beyond' : `has ${describeSize(size)}, more than`;
  return {
    code: 'file-too-large',
    severity: 'error',
    message: `"${file}" ${found} the limit of ${describeSize(maxSize)}`,
    help: 'if it is meant to be that large, raise the limit: --max-size 1g',
  };
}

export function describeSize(bytes: number): string {
  if (bytes < 2 ** 10) return `${bytes} bytes`;
  for (const [unit, size] of [
    ['GiB', 2 ** 30],
    ['MiB', 2 ** 20],
    ['KiB', 2 ** 10],
  ] as const) {
    if (bytes >= size) return `${Number((bytes / size).toFixed(1))} ${unit}`;
  }
  return '';
}
