import { describe, expect, test } from 'vitest';
import { github } from '../../src/reporters/github.ts';
import { duplicate, file, found, mixed, nasty, nastyName, options, span } from './samples.ts';

const placed = (at: typeof duplicate.at) =>
  github(found(file('k.yml', { ...duplicate, at })), options).match(/k\.yml,(.*),title/)?.[1];

test('an annotation a finding, as frozen here', () => {
  expect(github(mixed, options)).toBe(
    '::error file=gateway/kong.yml,line=5,endLine=5,col=11,endColumn=16,title=uniqueness-violation' +
      '::service "orders" has the name of another service%0Arename one of them\n' +
      '::warning file=gateway/kong.yml,line=8,endLine=8,col=5,endColumn=8,title=duplicate-key' +
      '::the key "host" is written twice, and the last one wins\n' +
      '::error file=gateway/gone.yml,title=unreadable-file::cannot read "gone.yml"\n',
  );
});

test('nothing that a file says ends a property, a message or a line', () => {
  const text = github(found(file(nastyName, nasty)), { ...options, folder: '/repo' });
  expect(text).toBe(
    '::notice file=a b/é%2Cc%3Ad%2525"<&>\'#?%0A😀.yml,line=2,endLine=2,col=3,endColumn=7,title=invalid-value' +
      '::a "b" \'c\' <d> & 100%25 ]]> ::error::x | `y` $(z) 名前 😀 \ufffd[31m\ufffd\ufffd\ufffe' +
      '%0Afirst%0Asecond%0D%0Athird\n',
  );
});

describe('the place', () => {
  test('of several lines has no columns, since GitHub takes none then', () => {
    expect(placed(span(5, 3, 8, 9))).toBe('line=5,endLine=9');
    expect(placed(span(5, 3, 1, 9))).toBe('line=5,endLine=8');
  });

  test('ends where it starts at the earliest', () => {
    expect(placed(span(1, 1, 1))).toBe('line=1,endLine=1,col=1,endColumn=1');
    expect(placed(span(5, 3, 1, 6))).toBe('line=5,endLine=5,col=3,endColumn=3');
  });
});

test('no finding, no annotation', () => {
  expect(github(found(file('good.yml')), options)).toBe('');
});
