/** However many items a text has, each alias is what it names. */
import { expect, test } from 'vitest';
import { read } from '../../src/document/index.ts';

test('aliases of texts of all sizes', () => {
  for (let size = 0; size < 200; size++) {
    const text = `a: &a x\nl: [${'y, '.repeat(size % 3)}]\n${Array.from({ length: size }, (_, at) => `k${at}: *a\n`).join('')}`;
    const value = read(text, 'yaml').value as Record<string, unknown>;
    expect(Object.entries(value).filter(([key, one]) => key !== 'l' && one !== 'x')).toEqual([]);
    expect(Object.keys(value)).toHaveLength(size + 2);
  }
});
