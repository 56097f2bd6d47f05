import { trim } from './blanks.ts';
import type { Row, Type } from './directives/index.ts';
import { readNumber } from './lua-number.ts';
import type { Value } from './types.ts';

/** Text to value, by type, as Kong does it and without a complaint: docs/kong/kong-conf.md, section 3. */
const readers: Readonly<Record<Type, (text: string | undefined) => Value>> = {
  string: (text) => text ?? null,
  enum: (text) => text ?? null,
  number: (text) => readNumber(text ?? '') ?? null,
  boolean: (text) => text === 'on' || text === 'true',
  'nginx-boolean': (text) => (text === 'on' ? 'on' : 'off'),
  list: (text) => items(text ?? ''),
};

export function typed(row: Row, text: string | undefined): Value {
  return readers[row.type](text);
}

export function items(text: string): string[] {
  return text
    .split(',')
    .map(trim)
    .filter((item) => item !== '');
}
