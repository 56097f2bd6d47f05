import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { describe, expect, test } from 'vitest';
import { Failure } from '../../src/commands/command.ts';
import { assertReplaceable, replaceFile } from '../../src/commands/replace-file.ts';
import { folder } from '../run.ts';

const isRoot = process.getuid?.() === 0;
const onPosix = describe.skipIf(process.platform === 'win32');

test('a new file is written, one that is there replaced, and nothing is left beside it', () => {
  const at = folder({ 'old.txt': 'old' });
  for (const name of ['new.txt', 'old.txt']) replaceFile(at(name), 'text');
  expect(readdirSync(at()).sort()).toEqual(['new.txt', 'old.txt']);
  expect(['new.txt', 'old.txt'].map((name) => readFileSync(at(name), 'utf8'))).toEqual(['text', 'text']);
});

test('it is another file that takes the name: who has the old one open reads the old text', () => {
  const at = folder({ 'old.txt': 'old' });
  const { ino } = statSync(at('old.txt'));
  replaceFile(at('old.txt'), 'text');
  expect(statSync(at('old.txt')).ino).not.toBe(ino);
});

describe('what cannot be written', () => {
  test.each([
    ['none/x.txt', 'there is no folder'],
    ['file/x.txt', 'there is no folder'],
    ['sub', 'it is a folder'],
    [`sub/${'x'.repeat(300)}`, 'the system says ENAMETOOLONG'],
  ])('%s is said in plain words', (name, words) => {
    const at = folder({ file: '' });
    mkdirSync(at('sub'));
    expect(() => replaceFile(at(name), 'x')).toThrow(Failure);
    expect(() => replaceFile(at(name), 'x')).toThrow(words);
    expect(readdirSync(at('sub'))).toEqual([]);
  });

  test.each(['none/x.txt', 'file/x.txt', 'sub', `sub/${'x'.repeat(300)}`])(
    '%s is known beforehand',
    (name) => {
      const at = folder({ file: '' });
      mkdirSync(at('sub'));
      expect(() => assertReplaceable(at(name))).toThrow(Failure);
      expect(() => assertReplaceable(at('sub/x.txt'))).not.toThrow();
    },
  );

  test.skipIf(isRoot)('a read-only file stays', () => {
    const at = folder({ 'x.txt': 'mine' });
    chmodSync(at('x.txt'), 0o444);
    expect(() => replaceFile(at('x.txt'), 'x')).toThrow('it is read-only');
    expect(readFileSync(at('x.txt'), 'utf8')).toBe('mine');
  });
});

onPosix('what is there keeps', () => {
  test('its permissions', () => {
    const at = folder({ 'x.txt': '' });
    chmodSync(at('x.txt'), 0o640);
    replaceFile(at('x.txt'), 'text');
    expect(statSync(at('x.txt')).mode & 0o777).toBe(0o640);
  });

  test.each(['there.txt', 'not-yet.txt'])('being a link, to %s', (target) => {
    const at = folder({ 'there.txt': '' });
    symlinkSync(target, at('link'));
    replaceFile(at('link'), 'text');
    expect(readlinkSync(at('link'))).toBe(target);
    expect(readFileSync(at(target), 'utf8')).toBe('text');
  });

  test('being a device', () => {
    replaceFile('/dev/null', 'text');
    expect(lstatSync('/dev/null').isCharacterDevice()).toBe(true);
  });
});
