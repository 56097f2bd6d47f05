import { execFileSync } from 'node:child_process';
import { chmodSync, symlinkSync, writeFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { gather } from '../../src/commands/gather/index.ts';
import { describeSize, parseSize } from '../../src/commands/gather/size.ts';
import { folder, good } from '../run.ts';

async function gathered(names: string[], maxSize = 1000) {
  const found: string[] = [];
  let skipped = 0;
  const options = {
    stdin: () => Readable.from([]),
    maxSize,
    onSkipped: (count: number) => {
      skipped += count;
    },
  };
  for await (const one of gather(names, options)) {
    found.push('finding' in one ? `${one.finding.code}: ${one.file}` : `${one.format}: ${one.file}`);
  }
  return { found, skipped };
}

describe('a folder', () => {
  test('is searched to the bottom, in the order of names', async () => {
    const at = folder({ 'b.yml': good, 'a/z.yaml': good, 'a/b/c.json': '{"_format_version":"3.0"}' });
    expect((await gathered([at()])).found).toEqual([
      `json: ${at('a/b/c.json')}`,
      `yaml: ${at('a/z.yaml')}`,
      `yaml: ${at('b.yml')}`,
    ]);
  });

  test('keeps what is hidden, foreign or no config, and tells how much', async () => {
    const at = folder({
      'kong.yml': good,
      '.hidden.yml': good,
      '.git/kong.yml': good,
      'node_modules/a/kong.yml': good,
      'compose.yml': 'services: {}\n',
      'package.json': '{}',
      'README.md': '_format_version',
    });
    expect(await gathered([at()])).toEqual({ found: [`yaml: ${at('kong.yml')}`], skipped: 5 });
  });

  test('a file in it that is named is judged whatever it holds', async () => {
    const at = folder({ 'compose.yml': 'services: {}\n', '.hidden.yml': good });
    expect((await gathered([at(), at('compose.yml'), at('.hidden.yml')])).found).toEqual([
      `not-a-config: ${at()}`,
      `yaml: ${at('compose.yml')}`,
      `yaml: ${at('.hidden.yml')}`,
    ]);
  });

  test('without a config is a finding', async () => {
    expect((await gathered([folder()()])).found).toEqual([expect.stringMatching(/^not-a-config: /)]);
  });

  test('a large file in it is not read', async () => {
    const at = folder({ 'large.yml': good.padEnd(2000, '#') });
    expect((await gathered([at()])).found).toEqual([`file-too-large: ${at('large.yml')}`]);
  });

  test.skipIf(process.platform === 'win32')('links to files are followed, those to folders not', async () => {
    const at = folder({ 'data/kong.yml': good });
    symlinkSync('data/kong.yml', at('link.yml'));
    symlinkSync('.', at('data/again'));
    symlinkSync('nowhere.yml', at('stale.yml'));
    expect((await gathered([at()])).found).toEqual([
      `yaml: ${at('data/kong.yml')}`,
      `yaml: ${at('link.yml')}`,
      `unreadable-file: ${at('stale.yml')}`,
    ]);
  });
});

describe('what cannot be read', () => {
  test('a file that is not there', async () => {
    const at = folder({ 'kong.yml': good });
    expect((await gathered([at('nope.yml'), at('kong.yml/below.yml')])).found).toEqual([
      `unreadable-file: ${at('nope.yml')}`,
      `unreadable-file: ${at('kong.yml/below.yml')}`,
    ]);
  });

  // No permission stops root, and Windows has none of these.
  const allowed = process.platform === 'win32' || process.getuid?.() === 0;

  test.skipIf(allowed)('a file of someone else', async () => {
    const at = folder({ 'kong.yml': good });
    chmodSync(at('kong.yml'), 0o000);
    expect((await gathered([at('kong.yml')])).found).toEqual([`unreadable-file: ${at('kong.yml')}`]);
  });

  test.skipIf(allowed)('a folder of someone else, which does not hide the others', async () => {
    const at = folder({ 'a/kong.yml': good, 'b.yml': good });
    chmodSync(at('a'), 0o000);
    expect((await gathered([at()])).found).toEqual([`yaml: ${at('b.yml')}`, `unreadable-file: ${at('a')}`]);
    chmodSync(at('a'), 0o700);
  });

  test('a file too large', async () => {
    const at = folder({ 'kong.yml': good });
    expect((await gathered([at('kong.yml')], 5)).found).toEqual([`file-too-large: ${at('kong.yml')}`]);
    expect((await gathered([at('kong.yml')], good.length)).found).toEqual([`yaml: ${at('kong.yml')}`]);
  });
});

// Windows has neither FIFOs in its folders nor /dev.
describe.skipIf(process.platform === 'win32')('pipes', () => {
  test('a FIFO is waited for, and may be JSON or YAML whatever its name', async () => {
    const at = folder();
    execFileSync('mkfifo', [at('pipe.yml')]);
    const reading = gathered([at('pipe.yml')]);
    setTimeout(() => writeFileSync(at('pipe.yml'), good), 50);
    expect((await reading).found).toEqual([`any: ${at('pipe.yml')}`]);
  });

  test('a FIFO is cut off at the largest size', async () => {
    const at = folder();
    execFileSync('mkfifo', [at('pipe')]);
    const reading = gathered([at('pipe')], 5);
    setTimeout(() => writeFileSync(at('pipe'), good), 50);
    expect((await reading).found).toEqual([`file-too-large: ${at('pipe')}`]);
  });

  test('a FIFO in a folder is left alone', async () => {
    const at = folder({ 'kong.yml': good });
    execFileSync('mkfifo', [at('pipe.yml')]);
    expect(await gathered([at()])).toEqual({ found: [`yaml: ${at('kong.yml')}`], skipped: 1 });
  });

  test('a device is a stream', async () => {
    expect((await gathered(['/dev/null', '/dev/zero'])).found).toEqual([
      'any: /dev/null',
      'file-too-large: /dev/zero',
    ]);
  });
});

test('sizes', () => {
  expect(['512m', '1g', '1.5k', '100', '64KiB', '10MB', '7b'].map(parseSize)).toEqual([
    536870912, 1073741824, 1536, 100, 65536, 10485760, 7,
  ]);
  expect(['', 'm', '5x', '-1', '1e3', '0x10'].map(parseSize)).toEqual(Array(6).fill(undefined));
  expect([10, 2048, 536870912, 1610612736].map(describeSize)).toEqual([
    '10 bytes',
    '2 KiB',
    '512 MiB',
    '1.5 GiB',
  ]);
});
