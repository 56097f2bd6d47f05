/** Texts with comments wherever YAML takes one. */
import fc from 'fast-check';
import type { Fields } from '../../src/config/entries.ts';
import { treeOf, writeTree } from '../../src/document/layout.ts';

export interface Commented {
  text: string;
  /** Sorted. */
  comments: string[];
}

interface Place {
  /** Which line, from 0 to 1. */
  line: number;
  indent: number;
  /** Behind what stands on the line, or on one of its own with so many empty ones before it. */
  behind: boolean;
  empty: number;
}

const place: fc.Arbitrary<Place> = fc.record({
  line: fc.double({ min: 0, max: 0.999, noNaN: true }),
  indent: fc.constantFrom(0, 0, 2, 4, 6, 8, 10),
  behind: fc.boolean(),
  empty: fc.constantFrom(0, 0, 0, 1, 2),
});

export function commented(configs: fc.Arbitrary<Fields>): fc.Arbitrary<Commented> {
  const parts = fc.tuple(configs, fc.array(place, { maxLength: 12 }), fc.boolean());
  return parts.map(([config, places, isWide]) => {
    const { value } = writeTree({ root: treeOf(config), header: [], bare: true, merges: false }, 'yaml');
    return withComments(isWide ? value! : outdented(value!), places);
  });
}

/** Lists at the indentation of their keys, as many write them: one level less for each list around. */
function outdented(text: string): string {
  const lists: number[] = [];
  return text
    .split('\n')
    .map((line) => {
      const indent = line.length - line.trimStart().length;
      while (lists.length > 0 && indent < lists.at(-1)!) lists.pop();
      if (line.startsWith('- ', indent) && lists.at(-1) !== indent) lists.push(indent);
      // the dash itself moves with its list
      return line.slice(2 * lists.length);
    })
    .join('\n');
}

function withComments(text: string, places: readonly Place[]): Commented {
  const lines = text.trimEnd().split('\n');
  const after = new Map<number, string[]>();
  const behind = new Map<number, string>();
  for (const [index, { line, indent, behind: isBehind, empty }] of places.entries()) {
    const at = Math.floor(line * lines.length);
    const comment = `#c${index}`;
    if (isBehind && !behind.has(at)) behind.set(at, ` ${comment}`);
    else
      after.set(at, [...(after.get(at) ?? []), ...Array(empty).fill(''), `${' '.repeat(indent)}${comment}`]);
  }
  const all = lines.flatMap((line, index) => [
    `${line}${behind.get(index) ?? ''}`,
    ...(after.get(index) ?? []),
  ]);
  return { text: `${all.join('\n')}\n`, comments: places.map((_, index) => `#c${index}`).sort() };
}
