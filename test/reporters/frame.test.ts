import { describe, expect, test } from 'vitest';
import { cells } from '../../src/reporters/cells.ts';
import { frame } from '../../src/reporters/frame.ts';

const plain = (text: string) => text;

function framed(
  line: string,
  column: number,
  endColumn: number,
  { width = 60, above = '', endLine = 2 } = {},
) {
  const lines = new Map([
    [1, above],
    [2, line],
  ]);
  return frame(
    lines,
    { line: 2, column, endLine, endColumn },
    { width, lead: true, mark: plain, faint: plain },
  );
}

describe('a frame', () => {
  test('shows the line with its number, the one above, and marks the span', () => {
    expect(framed('    hosst: x', 5, 10, { above: '  - name: a' })).toEqual([
      '  1 |   - name: a',
      '  2 |     hosst: x',
      '    |     ^^^^^',
    ]);
  });

  test('leaves out a line above that is blank', () => {
    expect(framed('a: b', 1, 2)).toEqual(['  2 | a: b', '    | ^']);
  });

  test('marks at least one column, even beyond the end of the line', () => {
    expect(framed('ab', 3, 3)).toEqual(['  2 | ab', '    |   ^']);
    expect(framed('', 1, 1)).toEqual(['  2 |', '    | ^']);
    expect(framed('ab', 9, 12)).toEqual(['  2 | ab', '    |   ^']);
  });

  test('of a span of several lines shows the first and says where it ends', () => {
    expect(framed('  - name: a', 5, 8, { endLine: 9 })).toEqual([
      '  2 |   - name: a',
      '    |     ^^^^^^^ down to line 9',
    ]);
    expect(framed('  - name: a', 5, 1, { endLine: 9 })[1]).toBe('    |     ^^^^^^^ down to line 8');
    expect(framed('  - name: a', 5, 1, { endLine: 3 })[1]).toBe('    |     ^^^^^^^');
  });

  test('is empty when the line is not at hand', () => {
    const options = { width: 60, lead: true, mark: plain, faint: plain };
    expect(frame(new Map(), { line: 3, column: 1, endLine: 3, endColumn: 2 }, options)).toEqual([]);
  });

  test('keeps the mark under tabs, wide and combined characters', () => {
    expect(framed('\tkey: x', 2, 5)).toEqual(['  2 |     key: x', '    |     ^^^']);
    expect(framed('ab\tc', 4, 5)).toEqual(['  2 | ab  c', '    |     ^']);
    expect(framed('名前: x', 5, 6)).toEqual(['  2 | 名前: x', '    |       ^']);
    expect(framed('名前', 1, 3)).toEqual(['  2 | 名前', '    | ^^^^']);
    expect(framed('e\u0301: x', 5, 6)).toEqual(['  2 | e\u0301: x', '    |    ^']);
    expect(framed('👨‍👩‍👧: x', 11, 12)).toEqual(['  2 | 👨‍👩‍👧: x', '    |     ^']);
  });

  test('never lets a file drive the terminal', () => {
    const [line] = framed('a\u001b[31mb\u202ec\u0007\u009bd\ud800', 1, 2);
    expect(line).toBe('  2 | a\ufffd[31mb\ufffdc\ufffd\ufffdd\ufffd');
  });
});

describe('a long line', () => {
  const long = `${'a'.repeat(500)}KEY${'b'.repeat(500)}`;

  test.each([
    ['in its middle', long, 501, 504, 'KEY'],
    ['at its start', `KEY${'b'.repeat(500)}`, 1, 4, 'KEY'],
    ['at its end', `${'a'.repeat(500)}KEY`, 501, 504, 'KEY'],
    ['in megabytes', `${'a'.repeat(2e6)}KEY${'b'.repeat(2e6)}`, 2e6 + 1, 2e6 + 4, 'KEY'],
    ['of wide characters', `${'名'.repeat(500)}KEY${'前'.repeat(500)}`, 501, 504, 'KEY'],
    ['of surrogate pairs', `${'😀'.repeat(500)}KEY${'😀'.repeat(500)}`, 1001, 1004, 'KEY'],
  ])('is cut around a span %s', (_, line, column, endColumn, marked) => {
    const [shown, marks] = framed(line, column, endColumn, { width: 50 }) as [string, string];
    expect(widthOf(shown)).toBeLessThanOrEqual(50);
    const from = marks.indexOf('^');
    expect(columnsOf(shown, from, marks.length)).toBe(marked);
    expect(shown.includes('…')).toBe(true);
  });

  test('is cut inside a span that does not fit', () => {
    const [shown, marks] = framed(long, 1, 1004, { width: 50 }) as [string, string];
    expect(shown).toMatch(/^ {2}2 \| a+…$/);
    expect(marks.length).toBeLessThanOrEqual(50);
  });

  test('that just fits is not cut', () => {
    expect(framed('x'.repeat(54), 1, 2, { width: 60 })[0]).toBe(`  2 | ${'x'.repeat(54)}`);
    expect(framed('x'.repeat(55), 1, 2, { width: 60 })[0]).toMatch(/x…$/);
  });
});

function widthOf(text: string): number {
  return cells(text).reduce((sum, { width }) => sum + width, 0);
}

/** What stands in these columns of the terminal. */
function columnsOf(text: string, from: number, to: number): string {
  let column = 0;
  let found = '';
  for (const cell of cells(text)) {
    if (column >= from && column < to) found += cell.text;
    column += cell.width;
  }
  return found;
}
