/** Text to number as Lua's `tonumber` does it: wider than JavaScript's in hexadecimal, narrower in white space. */

const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;
const HEXADECIMAL = /^[+-]?0[xX]([\da-fA-F]*)(?:\.([\da-fA-F]*))?(?:[pP]([+-]?\d+))?$/;

export function luaNumber(text: string): number | undefined {
  if (DECIMAL.test(text)) return Number(text);
  const parts = HEXADECIMAL.exec(text);
  if (parts === null) return undefined;
  const [, whole = '', part = '', power = '0'] = parts;
  if (whole === '' && part === '') return undefined;
  const digits = Number.parseInt(whole + part, 16);
  const value = digits * 2 ** (Number(power) - 4 * part.length);
  return text.charCodeAt(0) === 45 ? -value : value;
}
