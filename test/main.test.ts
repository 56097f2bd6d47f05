import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { bin, broken, folder, good, spawned, started } from './run.ts';

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));

test.each([[['--version']], [['-V']], [['--no-color', '--version']]])('%j prints the version', (argv) => {
  expect(spawned(argv)).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
});

test('exit codes reach the shell', () => {
  const at = folder({ 'good.yml': good, 'broken.yml': broken });
  expect(spawned(['parse', at('good.yml')])).toEqual({ code: 0, stdout: 'parse successful\n', stderr: '' });
  expect(spawned(['parse', at('broken.yml')]).code).toBe(1);
  expect(spawned(['prse']).code).toBe(64);
});

test('parse without a name takes kong.yml, if there is one', () => {
  const at = folder({ 'kong.yml': broken });
  expect(spawned(['parse'], { cwd: at() }).stdout).toMatch(/^kong\.yml:5:5: error: /);
  const nowhere = spawned(['parse'], { cwd: folder()() });
  expect(nowhere).toMatchObject({
    code: 64,
    stdout: '',
    stderr: expect.stringContaining('Usage: dbless parse'),
  });
});

test('standard input', () => {
  expect(spawned(['parse', '-'], { input: good })).toEqual({
    code: 0,
    stdout: 'parse successful\n',
    stderr: '',
  });
  expect(spawned(['parse', '/dev/stdin'], { input: broken }).stdout).toMatch(/^<stdin>:5:5: error: /);
});

test('bytes that are no text get a verdict', () => {
  const at = folder({
    'a.yml': Buffer.from([0x5f, 0xff, 0xfe, 0x00, 0xc3, 0x28]),
    'b.json': Buffer.from([0, 1, 2]),
  });
  const { code, stdout, stderr } = spawned(['parse', '--format', 'json', at('a.yml'), at('b.json')]);
  expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
  expect(JSON.parse(stdout).summary).toMatchObject({ files: 2, invalid: 2 });
});

test('no colour unless it is a terminal or asked for', () => {
  const at = folder({ 'kong.yml': broken });
  expect(spawned(['parse', at('kong.yml')]).stdout).not.toContain('\u001b');
  expect(spawned(['parse', at('kong.yml'), '--color']).stdout).toContain('\u001b[31m');
  expect(spawned(['parse', at('kong.yml')], { env: { FORCE_COLOR: '1' } }).stdout).toContain('\u001b[31m');
});

// The shell's pipes, FIFOs and signals; Windows has its own.
describe.skipIf(process.platform === 'win32')('on POSIX systems', () => {
  test('a large report gets out whole', () => {
    const names = Array.from({ length: 600 }, (_, index) => `f${index}.yml`);
    const at = folder(Object.fromEntries(names.map((name) => [name, broken])));
    const { code, stdout } = spawned(['parse', '--format', 'json', at()]);
    expect(code).toBe(1);
    expect(JSON.parse(stdout).files).toHaveLength(600);
    const slow = execFileSync(
      'sh',
      ['-c', '"$0" "$1" parse --format json "$2" | (sleep 1; cat)', process.execPath, bin, at()],
      {
        maxBuffer: 2 ** 30,
        encoding: 'utf8',
      },
    );
    expect(slow).toBe(stdout);
  });

  test('a reader that has seen enough is no trouble', () => {
    const names = Array.from({ length: 600 }, (_, index) => `f${index}.yml`);
    const at = folder(Object.fromEntries(names.map((name) => [name, broken])));
    const script = '{ "$0" "$1" parse --format json "$2"; echo "code $?" >&2; } | head -n 1';
    const { stdout, stderr } = spawnSync('sh', ['-c', script, process.execPath, bin, at()], {
      encoding: 'utf8',
    });
    expect(stdout).toBe('{\n');
    expect(stderr).toBe('code 1\n');
  });

  test.skipIf(!existsSync('/dev/full'))('a full disk is told in one line', () => {
    const script = '"$0" "$1" --help > /dev/full';
    const { stderr, status } = spawnSync('sh', ['-c', script, process.execPath, bin], { encoding: 'utf8' });
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: 'Error: the output cannot be written: the system says ENOSPC\n',
    });
  });

  test.each(['SIGINT', 'SIGTERM'] as const)('%s ends it with 130 while it waits for more', async (signal) => {
    const { child, ended } = started(['parse', '-']);
    // Done only once the other side has begun to read: a pipe holds less.
    child.stdin.write(Buffer.alloc(2 ** 20, '#'), () => child.kill(signal));
    expect(await ended).toEqual({ code: 130, signal: null });
  });

  test.each(['SIGINT', 'SIGTERM'] as const)('%s ends it with 130 while a FIFO stays open', async (signal) => {
    const at = folder();
    execFileSync('mkfifo', [at('pipe')]);
    const { child, ended } = started(['parse', at('pipe')]);
    const writer = await open(at('pipe'), 'w');
    child.kill(signal);
    expect(await ended).toEqual({ code: 130, signal: null });
    await writer.close();
  });

  test('a stream that never ends is left when it is too large', () => {
    const script = 'yes "#" | "$0" "$1" parse - --max-size 1m';
    const { stdout, status } = spawnSync('sh', ['-c', script, process.execPath, bin], { encoding: 'utf8' });
    expect(status).toBe(1);
    expect(stdout).toContain('goes on beyond the limit of 1 MiB [file-too-large]');
  });

  test('a FIFO and a process substitution are read to their end', () => {
    const at = folder({ 'kong.yml': broken });
    execFileSync('mkfifo', [at('pipe')]);
    const script = '(cat "$2" > "$3") & "$0" "$1" parse "$3"';
    const { stdout, status } = spawnSync(
      'sh',
      ['-c', script, process.execPath, bin, at('kong.yml'), at('pipe')],
      {
        encoding: 'utf8',
      },
    );
    expect(status).toBe(1);
    expect(stdout).toContain(`${at('pipe')}:5:5: error: `);
  });

  test('a file on descriptor 3 is judged as a stream', () => {
    const at = folder({ 'kong.yml': good });
    const script = '"$0" "$1" parse /dev/fd/3 3< "$2"';
    const { stdout, status } = spawnSync('sh', ['-c', script, process.execPath, bin, at('kong.yml')], {
      encoding: 'utf8',
    });
    expect({ status, stdout }).toEqual({ status: 0, stdout: 'parse successful\n' });
  });
});
