import { trim } from './blanks.ts';

const DECIMAL = /^(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i;
const HEXADECIMAL = /^0x([\da-f]*)(?:\.([\da-f]*))?(?:p([+-]?\d+))?$/i;
const BINARY = /^0b([01]{1,64})$/i;

/** Text to number as the `tonumber` of Kong's Lua does it: docs/kong/kong-conf.md, section 3. */
export function readNumber(text: string): number | undefined {
  const [, sign, digits] = /^([+-]?)(.*)$/s.exec(trim(text))!;
  const size = unsigned(digits!);
  return size !== undefined && sign === '-' ? -size : size;
}

function unsigned(text: string): number | undefined {
  if (DECIMAL.test(text)) return Number(text);
  if (/^inf(inity)?$/i.test(text)) return Number.POSITIVE_INFINITY;
  if (/^nan$/i.test(text)) return Number.NaN;
  const bits = BINARY.exec(text);
  if (bits) return Number.parseInt(bits[1]!, 2);
  const [, whole = '', part = '', power = '0'] = HEXADECIMAL.exec(text) ?? [];
  if (whole === '' && part === '') return undefined;
  return Number.parseInt(whole + part, 16) * 2 ** (Number(power) - 4 * part.length);
}

/** Number to text as Lua writes it: fourteen digits at most, so 1e3 is 1000 and 1.10 is 1.1. */
export function writeNumber(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value < 0 ? '-inf' : 'inf';
  if (value === 0) return Object.is(value, -0) ? '-0' : '0';
  const [digits, exponent] = value.toExponential(13).split('e') as [string, string];
  const power = Number(exponent);
  if (power < -4 || power >= 14) {
    const size = String(Math.abs(power)).padStart(2, '0');
    return `${withoutZeros(digits)}e${power < 0 ? '-' : '+'}${size}`;
  }
  return withoutZeros(value.toFixed(13 - power));
}

function withoutZeros(digits: string): string {
  return digits.includes('.') ? digits.replace(/\.?0+$/, '') : digits;
}
