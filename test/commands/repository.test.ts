import { expect, test } from 'vitest';
import { foldersUpward, repositoryRoot } from '../../src/commands/repository.ts';
import { folder } from '../run.ts';

test('the folders up to the root of the repository, which may be a worktree', () => {
  const at = folder({ '.git/HEAD': '', 'a/b/x': '', 'tree/.git': 'gitdir: elsewhere', 'tree/a/x': '' });
  expect([...foldersUpward(at('a/b'))]).toEqual([at('a/b'), at('a'), at().replace(/\/$/, '')]);
  expect([...foldersUpward(at('tree/a'))]).toEqual([at('tree/a'), at('tree')]);
  expect(repositoryRoot(at('tree/a'))).toBe(at('tree'));
  expect(repositoryRoot(at('tree'))).toBe(at('tree'));
});

test('outside of a repository they lead to the root of the file system', () => {
  const at = folder({ 'a/x': '' });
  expect([...foldersUpward(at('a'))].at(-1)).toBe('/');
  expect(repositoryRoot(at('a'))).toBe(at('a'));
});
