/** `10.4 MB`, for people; rounded so that more than a limit never looks like the limit. */
export function size(bytes: number): string {
  if (bytes < 10_000) return `${bytes} bytes`;
  const [unit, one] = bytes < 2 ** 20 ? ['KiB', 2 ** 10] : ['MiB', 2 ** 20];
  const number = bytes / (one as number);
  return `${Number.isInteger(number) ? number : number.toFixed(2)} ${unit}`;
}
