import { expect, test } from 'vitest';
import { markdown } from '../../src/reporters/markdown.ts';
import { duplicate, file, found, mixed, nasty } from './samples.ts';

test('how many, and the findings, as frozen here', () => {
  expect(markdown(mixed)).toBe(`### dbless: 2 errors and 1 warning in 2 of 3 files

| files | invalid | errors | warnings |
|-|-|-|-|
| 3 | 2 | 2 | 1 |

| place | severity | finding |
|-|-|-|
| kong.yml:5:11 | error | service "orders" has the name of another service (uniqueness-violation)<br>rename one of them |
| kong.yml:8:5 | warning | the key "host" is written twice, and the last one wins (duplicate-key) |
| gone.yml | error | cannot read "gone.yml" (unreadable-file) |

`);
});

test('a valid file has no list', () => {
  expect(markdown(found(file('good.yml')))).toBe(
    '### dbless: valid\n\n| files | invalid | errors | warnings |\n|-|-|-|-|\n| 1 | 0 | 0 | 0 |\n\n',
  );
});

test('only the first ten findings are listed', () => {
  const text = markdown(
    found(file('a.yml', ...Array(7).fill(duplicate)), file('b.yml', ...Array(5).fill(duplicate))),
  );
  expect(text.match(/^\| [ab]\.yml:/gm)).toHaveLength(10);
  expect(text).toContain('\n… and 2 more.\n');
  expect(text).toContain('| 2 | 2 | 12 | 0 |');
});

test('nothing that a file says is markup or ends a cell', () => {
  const text = markdown(
    found(file('a|b\n*c*.yml', { ...nasty, message: '<b> | `x` [l](u) https://a.b a\\|b' })),
  );
  expect(text).toContain(
    '| a\\|b \\*c\\*.yml:2:3 | note | \\<b\\> \\| \\`x\\` \\[l\\](u) https:\\//a.b a\\\\\\|b (invalid-value)<br>first second third |\n',
  );
});
