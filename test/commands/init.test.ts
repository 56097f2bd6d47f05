import { readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { createFile } from '../../src/commands/create-file.ts';
import { skeleton } from '../../src/commands/skeleton.ts';
import { dbless, folder, spawned } from '../run.ts';

describe('dbless init', () => {
  test('writes a file that parse accepts as it stands', async () => {
    const at = folder();
    const outcome = await dbless(['init', at('new.yml')]);
    expect(outcome).toMatchObject({ code: 0, stdout: '' });
    expect(outcome.stderr).toBe(
      `Wrote ${at('new.yml')}. Check it at any time with: dbless parse ${at('new.yml')}\n`,
    );
    expect(await dbless(['parse', at('new.yml')])).toEqual({
      code: 0,
      stdout: 'parse successful\n',
      stderr: '',
    });
    expect(readdirSync(at())).toEqual(['new.yml']);
  });

  test('writes kong.yml in the current folder by default', () => {
    const at = folder();
    expect(spawned(['init'], { cwd: at() }).code).toBe(0);
    expect(readFileSync(at('kong.yml'), 'utf8')).toBe(skeleton);
  });

  test('never touches what is there', async () => {
    const at = folder({ 'kong.yml': 'mine' });
    const { code, stderr, stdout } = await dbless(['init', at('kong.yml')]);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toBe(
      `Error: ${at('kong.yml')} exists already and is left as it is; name another file, or remove it first\n`,
    );
    expect(readFileSync(at('kong.yml'), 'utf8')).toBe('mine');
  });

  test('says when there is no such folder', async () => {
    const at = folder();
    const { code, stderr } = await dbless(['init', at('none/kong.yml')]);
    expect(code).toBe(1);
    expect(stderr).toBe(`Error: cannot write ${at('none/kong.yml')}: there is no folder ${at('none')}\n`);
  });

  test('prints with -', async () => {
    expect(await dbless(['init', '-'])).toEqual({ code: 0, stdout: skeleton, stderr: '' });
  });
});

describe('the skeleton', () => {
  test('names a schema to editors in its first line', () => {
    expect(skeleton).toMatch(/^# yaml-language-server: \$schema=kong\.schema\.json\n/);
  });

  test('is valid with all its examples, too', async () => {
    const at = folder({ 'kong.yml': withExamples() });
    const { code, stdout, stderr } = await dbless(['parse', at('kong.yml')]);
    expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: 'parse successful\n', stderr: '' });
  });

  test('has examples of all it means to teach', () => {
    for (const key of [
      'services',
      'routes',
      'plugins',
      'consumers',
      'keyauth_credentials',
      'upstreams',
      'targets',
    ]) {
      expect(withExamples()).toMatch(new RegExp(`^ *${key}:`, 'm'));
    }
    for (const key of ['certificates', 'snis', 'vaults'])
      expect(withExamples()).toMatch(new RegExp(`^ *${key}:`, 'm'));
  });
});

function withExamples(): string {
  return skeleton.replace(/^#(?! \S)/gm, '');
}

describe('a new file', () => {
  test('is not written over one that a link points to', () => {
    const at = folder({ 'target.yml': 'mine' });
    if (process.platform !== 'win32') symlinkSync('nowhere', at('dangling.yml'));
    else writeFileSync(at('dangling.yml'), '');
    expect(() => createFile(at('dangling.yml'), 'x')).toThrow('exists already');
    expect(() => createFile(at('target.yml'), 'x')).toThrow('exists already');
    expect(readFileSync(at('target.yml'), 'utf8')).toBe('mine');
    expect(readdirSync(at())).toEqual(['dangling.yml', 'target.yml']);
  });

  test('is as private as the folder usually makes files', () => {
    const at = folder({ 'other.yml': '' });
    createFile(at('new.yml'), 'x');
    expect(statSync(at('new.yml')).mode).toBe(statSync(at('other.yml')).mode);
  });

  test('a device or folder is not a place for one', () => {
    expect(() => createFile(folder()(), 'x')).toThrow('exists already');
  });
});
