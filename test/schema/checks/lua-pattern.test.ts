import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { luaPatternToRegExp } from '../../../src/schema/checks/lua-pattern.ts';

function matches(pattern: string, text: string): boolean {
  return new RegExp(luaPatternToRegExp(pattern), 'u').test(text);
}

describe('luaPatternToRegExp', () => {
  test.each([
    ['^%u+$', 'GET', true],
    ['^%u+$', 'GET\n', false],
    ['^%u+$', 'É', false],
    ['^[a-z][a-z%d-]-[a-z%d]+$', 'my-vault', true],
    ['^[a-z][a-z%d-]-[a-z%d]+$', 'a', false],
    ['^[%a_-][%a%d_-]*$', '-a', true],
    ['%w*%p*@+%w*%.?%w*', 'x', false],
    ['%w*%p*@+%w*%.?%w*', 'é@', true],
    ['^[^:]+:.*$', 'é:', true],
    ['^[^:]+:.*$', ':é', false],
    ['^.*[^:]$', 'é', true],
    ['^.*[^:]$', 'é:', false],
    ['^.$', 'é', false],
    ['^..$', 'é', true],
    ['^...$', 'aé', true],
    ['^....$', '😀', true],
    ['^...$', '😀', false],
    ['^[^a][^b]*[^c]$', 'é', true],
    ['^[^a][^b]*[^c]$', 'éc', false],
    ['..x', 'éx', true],
    ['^a.-é$', 'aéé', true],
    ['%%', '%', true],
    ['^a$b^$', 'a$b^', true],
    ['^(ab)*$', 'ab*', true],
    ['^[]]$', ']', true],
    ['^[^]]$', ']', false],
    ['^[a-]$', '-', true],
    ['^%s$', '\u00a0', false],
    ['^%S+$', '\u00a0', true],
    ['%f[%w]a', '-a', true],
    ['%f[%w]a', 'ba', false],
    ['a%f[%W]', 'a', true],
    ['a%f[%W]', 'ab', false],
  ])('%s on %j: %s', (pattern, text, expected) => {
    expect(matches(pattern, text)).toBe(expected);
  });

  test.each(['%b()', '(a)%1', 'é+', '[é]', '%', '[a', '(a', 'a)'])('refuses %s', (pattern) => {
    expect(() => luaPatternToRegExp(pattern)).toThrow('cannot be a regular expression');
  });

  test('agrees with a matcher that sees bytes', () => {
    const atom = fc.constantFrom('a', 'b', '.', '[^a]', '[^ab]', '%w', '%W', '[ab]');
    const quantifier = fc.constantFrom('', '', '*', '+', '-', '?');
    const item = fc.tuple(atom, quantifier).map(([a, q]) => a + q);
    const anchored = (parts: string[], start: boolean, end: boolean) =>
      (start ? '^' : '') + parts.join('') + (end ? '$' : '');
    const pattern = fc
      .tuple(fc.array(item, { minLength: 1, maxLength: 5 }), fc.boolean(), fc.boolean())
      .map(([parts, start, end]) => anchored(parts, start, end));
    const text = fc.array(fc.constantFrom('a', 'b', 'é', '€', '😀'), { maxLength: 4 }).map((t) => t.join(''));
    fc.assert(
      fc.property(pattern, text, (p, t) => {
        expect(matches(p, t)).toBe(matchesBytes(p, t));
      }),
      { numRuns: 3000 },
    );
  });
});

/** For the small patterns above: each byte becomes a character of its own. */
function matchesBytes(pattern: string, text: string): boolean {
  const source = pattern
    .replace(/([abwW.\]])-/g, '$1*?')
    .replaceAll('%w', '[a-z]')
    .replaceAll('%W', '[^a-z]');
  return new RegExp(source, 's').test(Buffer.from(text, 'utf8').toString('latin1'));
}
