/** Values as text on one line that both YAML and JSON read: for what is written out, and for new scalars. */

import { plainScalar } from '../yaml/scalars.ts';
import type { Changes, NewValue } from './changes.ts';

/** A whole value with its changes, in brackets and braces. */
export function flowText(value: unknown, changes?: Changes): string {
  if (changes?.value !== undefined) return flowText(changes.value);
  if (typeof value === 'string') return quoted(value);
  if (typeof value === 'number') return numberText(value);
  if (typeof value !== 'object' || value === null) return String(value);
  if (Array.isArray(value)) {
    return `[${value.map((item, index) => flowText(item, changes?.part(index))).join(', ')}]`;
  }
  const entries = value instanceof Map ? [...value] : Object.entries(value);
  const texts = entries.map(([key, item]) => [flowText(key), flowText(item, changes?.part(key as string))]);
  for (const [key, { value: added }] of changes ?? []) {
    const isNew = !entries.some(([known]) => known === key);
    if (isNew) texts.push([flowText(key), flowText(added)]);
  }
  return `{${texts.map(([key, item]) => `${key}: ${item}`).join(', ')}}`;
}

/** What YAML does not take as it is, or takes for the end of a line. */
const UNPRINTABLE = /[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/g;

export function quoted(text: string): string {
  const escaped = (sign: string) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return JSON.stringify(text).replace(UNPRINTABLE, escaped);
}

function numberText(value: number): string {
  if (Number.isNaN(value)) return '.nan';
  return Number.isFinite(value) ? String(value) : value < 0 ? '-.inf' : '.inf';
}

/** Without quotes if it stays a string that way. */
export function plainText(value: NewValue, inFlow: boolean): string {
  if (typeof value !== 'string') return String(value);
  const isPlain = /^[\w$][\w.$=+/,-]*$/.test(value) && !(inFlow && value.includes(','));
  return isPlain && typeof plainScalar(value) === 'string' ? value : quoted(value);
}
