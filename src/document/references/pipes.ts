/** What the pipes of a reference make of its value. */

import type { Answer } from './outside.ts';

export type Piped = { value: string | number | boolean } | Extract<Answer, { why: string }>;

/** `column`: how far the lines of a block of text are indented there, which is no part of the value. */
export function piped(text: string, pipes: readonly string[], column: number): Piped {
  let value: string | number | boolean = text;
  for (const pipe of pipes) {
    const [name, width] = pipe.split(' ');
    const next: string | number | boolean | undefined =
      name === 'indent'
        ? indented(String(value), Number(width ?? 0), column)
        : converted(name!, String(value).trim());
    if (next === undefined) {
      const help = 'correct the value; what it is, is not shown';
      return {
        why: NEEDS[name!] ?? `"${name}" is no pipe`,
        help: name! in NEEDS ? help : 'use toInt, toFloat, toBool or indent',
      };
    }
    value = next;
  }
  return { value };
}

const NEEDS: Record<string, string> = {
  toInt: 'its value is no whole number',
  toFloat: 'its value is no number',
  toBool: 'its value is neither true nor false',
};

function converted(pipe: string, text: string): number | boolean | undefined {
  if (pipe === 'toInt') return /^[+-]?\d+$/.test(text) ? Number(text) : undefined;
  if (pipe === 'toFloat')
    return /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(text) ? Number(text) : undefined;
  if (pipe !== 'toBool') return undefined;
  if (/^(?:true|t|1)$/i.test(text)) return true;
  return /^(?:false|f|0)$/i.test(text) ? false : undefined;
}

/** All lines but the first get spaces. In a block of text its own indentation takes them away again. */
function indented(text: string, width: number, column: number): string {
  return text.replaceAll('\n', `\n${' '.repeat(Math.max(0, width - column))}`);
}
