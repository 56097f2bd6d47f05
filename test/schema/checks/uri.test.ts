import { describe, expect, test } from 'vitest';
import { migratePath, normalizePath, toBytes, urlParts } from '../../../src/schema/checks/uri.ts';

describe('normalizePath', () => {
  test.each([
    ['', ''],
    ['/', '/'],
    ['/a/./b', '/a/b'],
    ['/a//b', '/a/b'],
    ['/a///', '/a/'],
    ['/%7euser', '/~user'],
    ['/a%2fb', '/a%2Fb'],
    ['/x/../../y', '/y'],
    ['/a/b/..', '/a/'],
    ['/a/.', '/a/'],
    ['/.', '/'],
    ['/..', '/'],
    ['/%2e%2e/a', '/a'],
    ['/a.b/..c/...', '/a.b/..c/...'],
    ['/%20', '/ '],
    ['/%5b', '/%5B'],
    ['/%C3%A9', '/é'],
    ['/%f0%9f%98%80', '/😀'],
    ['/%E9', '/\udce9'],
    ['/%ED%A0%80', '/\udced\udca0\udc80'],
    ['/%zz%4', '/%zz%4'],
  ])('%j: %j', (path, normal) => {
    expect(normalizePath(path)).toBe(normal);
  });

  test('bytes that are not UTF-8 come back as they were', () => {
    expect(toBytes(normalizePath('/%E9%C3%A9a'))).toEqual(Buffer.from([0x2f, 0xe9, 0xc3, 0xa9, 0x61]));
  });

  test('takes linear time', () => {
    const start = performance.now();
    for (const piece of ['/.', '/..', '//', '/a/..', '../', '%', '%E9']) normalizePath(piece.repeat(300_000));
    expect(performance.now() - start).toBeLessThan(3000);
  });
});

describe('migratePath', () => {
  test.each([
    ['/a', '/a'],
    ['/a//b', '/a/b'],
    ['/a%20b', '/a b'],
    ['~/foo', '~/foo'],
    ['~/foo$', '~~/foo$'],
    ['/a+', '~/a+'],
    ['/\\d+', '~/\\d+'],
    ['/a%2eb+', '~/a\\.b+'],
    ['/a%2fb+', '~/a%2Fb+'],
    ['/a%41b+', '~/aAb+'],
    ['/é', '~/é'],
    ['/(%c3%a9)', '~/(é)'],
    ['/a\n', '/a\n'],
    ['/a\nb', '~/a\nb'],
  ])('%j: %j', (path, migrated) => {
    expect(migratePath(path)).toBe(migrated);
  });
});

describe('urlParts', () => {
  test.each([
    ['http://a.test', { scheme: 'http', host: 'a.test' }],
    [
      'https://a.test:8443/p?q#f',
      { scheme: 'https', host: 'a.test', port: '8443', path: '/p', query: 'q', fragment: 'f' },
    ],
    ['http://u:p@a.test/', { scheme: 'http', userinfo: 'u:p', host: 'a.test', path: '/' }],
    ['http://[::1]:80/', { scheme: 'http', host: '::1', port: '80', path: '/' }],
    ['http://[::1]/', { scheme: 'http', host: '::1', path: '/' }],
    ['//a.test', { host: 'a.test' }],
    ['a.test', { path: 'a.test' }],
    ['a.test:8080/x', { scheme: 'a.test', path: '8080/x' }],
    ['http:///p', { scheme: 'http', path: '/p' }],
    ['http://a.test#f', { scheme: 'http', host: 'a.test#f' }],
    ['http://a.test?q', { scheme: 'http', host: 'a.test?q' }],
    ['http://a/p;x?y', { scheme: 'http', host: 'a', path: '/p', params: 'x', query: 'y' }],
    ['http://a:', { scheme: 'http', host: 'a', port: '' }],
    ['', {}],
  ])('%s', (url, parts) => {
    expect(urlParts(url)).toEqual(parts);
  });
});
