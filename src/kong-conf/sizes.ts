/** Sizes as nginx writes them: a whole number, with k or m, and for some directives g. */

const UNITS: Readonly<Record<string, number>> = { '': 1, k: 1024, m: 1024 ** 2, g: 1024 ** 3 };

export function sizeInBytes(text: string, units: 'km' | 'kmg'): number | undefined {
  const [, digits, unit = ''] = /^(\d+)([kmg]?)$/i.exec(text) ?? [];
  const known = unit === '' || units.includes(unit.toLowerCase());
  return digits !== undefined && known ? Number(digits) * UNITS[unit.toLowerCase()]! : undefined;
}
