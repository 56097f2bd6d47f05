import { describe, expect, test } from 'vitest';
import { nameFromRoot, uriOf } from '../../src/reporters/file-names.ts';

const places = { folder: '/repo/gateway', root: '/repo' };

describe.skipIf(process.platform === 'win32')('the name of a file from the root of the repository', () => {
  test.each([
    ['kong.yml', 'gateway/kong.yml'],
    ['./kong.yml', 'gateway/kong.yml'],
    ['../kong.yml', 'kong.yml'],
    ['/repo/a/b.yml', 'a/b.yml'],
    ['..a.yml', 'gateway/..a.yml'],
    ['..', '.'],
    ['../..a/b.yml', '..a/b.yml'],
    ['/etc/kong/kong.yml', '/etc/kong/kong.yml'],
    ['../../other/kong.yml', '/other/kong.yml'],
    ['/repository/kong.yml', '/repository/kong.yml'],
    ['a\\b.yml', 'gateway/a\\b.yml'],
    ['<stdin>', '<stdin>'],
  ])('%s is %s', (file, expected) => {
    expect(nameFromRoot(file, places)).toBe(expected);
  });
});

describe('the URI of a name', () => {
  test.each([
    ['a/b.yml', 'a/b.yml'],
    ['a b/é,c:d%25#?.yml', 'a%20b/%C3%A9%2Cc%3Ad%2525%23%3F.yml'],
    ['<stdin>', '%3Cstdin%3E'],
    ['😀\ud800.yml', '%F0%9F%98%80%EF%BF%BD.yml'],
    ['/etc/kong kong.yml', 'file:///etc/kong%20kong.yml'],
  ])('%s is %s', (name, expected) => {
    expect(uriOf(name)).toBe(expected);
  });
});
