/**
 * The texts that a config travels as. What is written is read again as Kong reads it, and given back only if that is the
 * same config.
 */
import type { Source } from '../config/source.ts';
import { type Format, read } from '../document/index.ts';
import { treeOf } from '../document/tree/from-value.ts';
import { writeJson } from '../document/write/json.ts';
import { Unwritable } from '../document/write/unwritable.ts';
import { writeYaml } from '../document/write/yaml.ts';
import { isSame } from './same.ts';

/** What is there, or one sentence that says why it cannot be. */
export type Attempt<T> = { value: T; refusal?: undefined } | { value?: undefined; refusal: string };

/** For a file called kong.yml: the text as it was written where possible, ending in one line feed. */
export function yamlText({ value, format, text, referring }: Source): Attempt<string> {
  if (format === 'yaml' && !referring) {
    const unix = text.replace(/\r\n?/g, '\n');
    let end = unix.length;
    while (unix[end - 1] === '\n') end--;
    const tidy = `${unix.slice(0, end)}\n`;
    return { value: tidy === text || reads(tidy, 'yaml', value) ? tidy : text };
  }
  return written(value, 'yaml', () => writeYaml({ root: treeOf(value), header: [], merges: false }));
}

/** JSON in one line, no blanks, keys in their order. */
export function jsonLine({ value, text }: Source): Attempt<string> {
  // Aliases inside aliases can stand for more than there is memory.
  if (!isWithin(value, { left: 2 ** 22 + 32 * text.length }))
    return { refusal: 'its aliases stand for more than JSON has room for' };
  return written(value, 'json', () => writeJson(treeOf(value), true));
}

function written(value: unknown, format: Format, write: () => string): Attempt<string> {
  try {
    const text = write();
    if (reads(text, format, value)) return { value: text };
    return { refusal: `no ${NAMES[format]} is read by Kong as the same config` };
  } catch (error) {
    if (error instanceof Unwritable) return { refusal: error.message };
    throw error;
  }
}

const NAMES: Record<Format, string> = { yaml: 'YAML', json: 'JSON' };

/** Whether Kong reads this text as this value. */
export const reads = (text: string, format: Format, value: unknown): boolean =>
  isSame(read(text, format).value, value);

function isWithin(value: unknown, room: { left: number }): boolean {
  if (--room.left < 0) return false;
  if (typeof value === 'string') return (room.left -= value.length) >= 0;
  if (typeof value !== 'object' || value === null) return true;
  return Object.values(value).every((item) => isWithin(item, room));
}
