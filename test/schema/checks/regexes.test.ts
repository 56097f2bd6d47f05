import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkPcre } from '../../../src/schema/checks/regex/pcre.ts';
import { checkRust } from '../../../src/schema/checks/regex/rust.ts';
import { routerExpression } from '../../../src/schema/checks/router.ts';

describe('PCRE2', () => {
  test.each([
    ...[
      'a',
      '/a{1,',
      '/a{,3}',
      '/*a',
      '\\h',
      '\\R',
      '\\K',
      '\\Ga',
      '(?1)(a)',
      '(?(1)a|b)(a)',
      '\\x{41}',
      '\\e',
    ],
    ...[
      '[^]]',
      '\\_',
      '\\%',
      'a{1001}',
      '\\b',
      '\\<a',
      '\\07',
      '\\100',
      '(?U)a+',
      'a||b',
      '(?<n>a)\\k<n>',
      '(?>a)',
    ],
    ...['[[:alpha:]]+', '\\p{L}+', '\\p{^Lu}', '\\p{Greek}', '\\pN', '(?<!a)b', '(?<=a|bc)d', '(?<=a{1,3})b'],
    ...[
      '(?:a(?i)b|c)',
      '[a-]',
      '[]-a]',
      '[--/]',
      '[\\d-]',
      '[\\w.-]',
      '[\\b]',
      '[a\\-z]',
      '[^\\S]',
      '[[:<:]]a',
    ],
    ...[
      '(?#c)a',
      '(?x) a # x\n b',
      '\\Q(((\\E+',
      'a++',
      'a+?',
      '(?=a)*',
      '(*UTF)\\x{100}',
      '(*pla:a)',
      '(*ACCEPT)a',
    ],
    ...[
      '(?|(?<a>x)|(?<a>y))',
      '(?J)(?<a>x)(?<a>y)',
      '(a)(?-1)',
      '(?(DEFINE)(?<b>x))(?&b)',
      '(?P<n>a)(?P=n)(?P>n)',
    ],
    ...[
      '\\cA',
      '\\N{3}',
      '(?C1)a',
      '^a$',
      '\\1(a)',
      '()',
      '(|a)',
      '\\o{101}',
      '(?<a>.)(?<b>\\g<a>)',
      '(?(R)a|b)',
    ],
    ...['[\\g]', '(?(DEFINE)a)+', '(?(R)a)', '(a{1,9}b){200}', '(?#c)', 'a(?#c)+'],
    ...['é+', '[é-ü]', '[ü-é]', '(?xx)[a b]', '(?n)(a)(?<b>c)\\1', '(a)\\g{-1}'],
  ])('accepts %s', (pattern) => {
    expect(checkPcre(pattern)).toBeUndefined();
  });

  test.each([
    ...[
      '(',
      ')',
      '[a',
      'a**',
      '[a-\\d]',
      '(?<1n>a)',
      '(?<ÿ>a)',
      '(?z)a',
      '[z-a]',
      '*a',
      '+',
      '?',
      '(*a)',
      '(?',
      '{2}a',
    ],
    ...[
      '(?<n>a',
      '[[:foo:]]',
      '[[.a.]]',
      '[:alpha:]',
      '\\',
      '\\x{110000}',
      '\\x{100}',
      '\\x{zz}',
      '\\x{}',
      '\\p{Foo}',
    ],
    ...[
      '\\p',
      '\\u0041',
      '\\L',
      '\\y',
      '\\i',
      '\\N{U+41}',
      '\\o41',
      '\\o{8}',
      '\\777',
      'a{3,2}',
      'a{65536}',
      '({,3})',
    ],
    ...[
      '(?<=a*)b',
      '(?<=a{2,})',
      '(?=a\\K)',
      '(?<n>a)(?<n>b)',
      '(?P=x)',
      '\\2(a)',
      '(?2)(a)',
      '\\k<x>',
      '(?-5)',
    ],
    ...[
      '(?(2)a)(b)',
      '(?(1)a|b|c)(d)',
      '(?(DEFINE)a|b)',
      '\\cé',
      '[\\d-z]',
      '[[:digit:]-z]',
      '[\\R]',
      '[\\B]',
      '^*',
    ],
    ...[
      '\\b+',
      '(?i)*',
      '|*',
      '(?#abc',
      '(?P',
      '(?P!a)',
      '(*FOO)',
      '(*foo:a)',
      '(*MARK)',
      '\\g',
      '\\g{',
      '\\g0',
    ],
    ...['(?(R1)a)', 'a(?C)+', '(?(*:a)b)', '[[:<:]'],
    ...['(?<a', '(?^-i)', '\\Q*\\E**', '(?C256)', '(abcdefghij){10000}', '(a{65535}){65535}'],
  ])('refuses %s', (pattern) => {
    expect(checkPcre(pattern)).toHaveProperty('error');
  });

  test('says so where it cannot tell', () => {
    expect(checkPcre('(?[a])')).toHaveProperty('unverified');
    expect(checkPcre('(a)(?<=\\1)')).toHaveProperty('unverified');
  });
});

describe('the regex crate of Rust', () => {
  test.each([
    ...[
      '^/(?P<n>a)',
      '(?<n>a)',
      '[[:alpha:]]+',
      '\\p{L}+',
      '\\p{Greek}',
      '\\p{sc=Greek}',
      '\\pN',
      '\\PL',
      '^/*a',
      'a**',
    ],
    ...[
      '\\A',
      '\\z',
      '\\b',
      '\\b{start}',
      '\\<a',
      '^*',
      'a{2}{3}',
      'a{1001}',
      'a{ 2 }',
      'a||b',
      '()',
      'a\nb',
      '\\x{41}',
    ],
    ...[
      '\\u0041',
      '\\u{41}',
      '\\U0001F600',
      '\\_',
      '\\-',
      '\\%',
      '\\/',
      '\\ ',
      '[^]]',
      '[a&&b]',
      '[a--b]',
      '[a~~b]',
    ],
    ...[
      '[a-]',
      '[-a]',
      '[--a]',
      '[]a]',
      '[[a][b]]',
      '[a-z&&[^aeiou]]',
      '[[:foo:]]',
      '[\\d-]',
      '[a-b-c]',
      '[&&]',
      ']',
      '}',
    ],
    ...[
      '(?U)a+',
      '(?i)a',
      '(?x) a # c\n',
      '(?i:a)',
      '(?-u:\\w)',
      '(?-u)é',
      '(?R)a',
      'é',
      '[é-ü]',
      '(?P<a.b>x)',
    ],
  ])('accepts %s', (pattern) => {
    expect(checkRust(pattern)).toBeUndefined();
  });

  test.each([
    ...[
      'a(?=b)',
      '(?P<!a)',
      '(a)\\1',
      '\\k<n>',
      '(?>a)',
      'a{1,',
      'a{,3}',
      '\\h',
      '\\R',
      '\\K',
      '\\G',
      '\\Z',
      '(?1)',
      '\\e',
    ],
    ...[
      '(?(1)a|b)',
      '\\07',
      '\\100',
      '(?z)a',
      '[z-a]',
      '(',
      '(a',
      'a)',
      '*a',
      '(*a)',
      '|*',
      '(?i)*',
      '{',
      '{1}',
      'a{x}',
    ],
    ...[
      'a{}',
      'a{2,1}',
      'a{4294967296}',
      '[a-\\d]',
      '[\\d-a]',
      '[\\b]',
      '[\\A]',
      '\\',
      '\\p{Foo}',
      '\\p',
      '\\y',
      '\\x',
    ],
    ...[
      '\\x4',
      '\\xzz',
      '\\x{}',
      '\\x{110000}',
      '\\x{d800}',
      '(?)',
      '(?-)',
      '(?ii)',
      '(?P=n)',
      '(?P<n>a)(?P<n>b)',
      '(?P<>a)',
    ],
    ...[
      '(?P<1>a)',
      '(?-u:.)',
      '(?-u:\\W)',
      '(?-u:\\xff)',
      '(?-u:[^a])',
      '[a',
      '[[a]',
      '[]',
      '\\Q',
      '(?#a)',
      '(?|a)',
      '\\C',
    ],
    ...['\\X', '\\é', '(?n)a', '(?&n)', '\\o{1}', '\\cA', '\\w{10000}', '\\p{L', '(a{10000}){1000}'],
  ])('refuses %s', (pattern) => {
    expect(checkRust(pattern)).toHaveProperty('error');
  });
});

describe('the router', () => {
  test.each([
    [{ paths: ['~/(?<n>a)'] }, undefined],
    [{ paths: ['/a(?=b)'] }, undefined],
    [{ paths: ['/ok', '~/(a)\\1'] }, ['paths', 1]],
    [{ headers: { 'x-a': ['b', '~*a(?=b)'] } }, ['headers', 'x-a', 1]],
    [{ headers: { 'x-a': ['~*\\D+'] } }, undefined],
    [{ headers: { 'x-a': ['~*(?P<n>a)'] } }, ['headers', 'x-a', 0]],
    [{ headers: { 'x-a': [] } }, ['headers', 'x-a']],
    [{ sources: [{ ip: '10.0.0.1/8' }, { port: 1 }] }, undefined],
    [{ sources: [{ ip: '10.0.0.0/0' }] }, ['sources', 0, 'ip']],
    [{ sources: [{ ip: '0.0.0.0/0' }] }, undefined],
    [{ sources: [{ ip: 'fe80::/10' }, { ip: '::1' }, { ip: '::/0' }, { ip: '1::/16' }] }, undefined],
    [{ sources: [{ ip: '2001:db8::1/32' }] }, ['sources', 0, 'ip']],
    [{ sources: [{ ip: '2001:db8::/31' }] }, undefined],
    [{ sources: [{ ip: '2001:db9::/31' }] }, ['sources', 0, 'ip']],
    [{ destinations: [{ ip: '::ffff:1.2.3.4' }] }, ['destinations', 0, 'ip']],
  ])('%j: %j', (route, path) => {
    expect(routerExpression(route)?.path).toEqual(path);
  });
});

describe('hostile patterns', () => {
  const signs = fc.constantFrom(...'()[]{}?*+\\<>a1-,^$|P=!:QExR&#C gkpNu~.é😀\n');
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.string({ unit: signs, maxLength: 40 }),
  );

  test('any text gets a verdict', () => {
    fc.assert(
      fc.property(text, fc.constantFrom('', '(?', '[', '\\', '(?<', '[['), (pattern, start) => {
        for (const check of [checkPcre, checkRust]) {
          const verdict = check(start + pattern);
          expect(verdict === undefined || 'error' in verdict || 'unverified' in verdict).toBe(true);
        }
      }),
      { numRuns: 5000 },
    );
  });

  const pieces = [
    '(',
    '[',
    '[[',
    '[^',
    '(?<a>',
    '\\',
    'a{1}',
    '(a|',
    '(?#',
    '[:',
    '[[:',
    '[[.[=[:',
    '\\Q',
    '\\p{',
    '\\x{',
  ];
  const more = [
    'a{',
    '{ ',
    'a{2, ',
    '(?C`',
    '(?i',
    '(*:',
    '[&&',
    '[a--b',
    '(?P<',
    'a*',
    '(?x)# ',
    '(a{9})',
    '|',
    'é',
  ];
  test.each([...pieces, ...more])('%s a hundred thousand times takes little time', (piece) => {
    const start = performance.now();
    checkPcre(piece.repeat(100_000));
    checkRust(piece.repeat(100_000));
    expect(performance.now() - start).toBeLessThan(2000);
  });
});
