import { chmodSync, existsSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { broken, dbless, folder } from '../run.ts';

const config = `_format_version: "3.0"
services:
- name: a
  host: a.test
  routes: [{name: r, paths: [/r]}] # its routes
`;
const flat = `_format_version: "3.0"

services:
  - name: a
    host: a.test

routes:
  # its routes
  - name: r
    service: a
    paths:
      - /r
`;
const run = (args: string[], input?: string) => dbless(['normalize', '--no-conf', ...args], { input });

test('to standard output, findings to stderr', async () => {
  expect(await run(['-'], config)).toEqual({ code: 0, stdout: flat, stderr: '' });
  const twice = await run(['-'], `${config}_transform: true\n_transform: false\n`);
  expect(twice.code).toBe(0);
  expect(twice.stdout).toContain('_transform: false\n');
  expect(twice.stderr).toContain('[duplicate-key]');
});

test('an invalid config gives its findings and nothing else', async () => {
  const at = folder({ 'kong.yml': broken });
  const { code, stdout, stderr } = await run([at('kong.yml'), '-o', at('out.yml')]);
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toContain('kong.yml:5:5: error: service "billing" has an unknown field "hosst"');
  expect(existsSync(at('out.yml'))).toBe(false);
});

describe('what comes from outside', () => {
  const referring = `_format_version: "3.0"
consumers: [{username: a, basicauth_credentials: [{username: b, password: '\${{ env "D_PASS" }}'}]}]
services: [{name: a, host: a.test, port: '\${{ env "D_PORT" | toInt }}'}]
`;
  const normalize = (D_PORT: string, ...args: string[]) =>
    dbless(['normalize', '--no-conf', '--env', 'D_', ...args, '-'], {
      input: referring,
      env: { D_PORT, D_PASS: 'mellon' },
    });

  test('stays as it is written, in both formats, and can be read again', async () => {
    for (const format of ['yaml', 'json']) {
      const { code, stdout, stderr } = await normalize('8080', '--output', format);
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(stdout).not.toMatch(/mellon|8080/);
      const again = await dbless(['parse', '--no-conf', '--no-lint', '--env', 'D_', '-'], {
        input: stdout,
        env: { D_PORT: '8080', D_PASS: 'mellon' },
      });
      expect(again).toMatchObject({ code: 0, stderr: '' });
    }
  });

  test('is judged, and never shown', async () => {
    const { code, stdout, stderr } = await normalize('987654');
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('error: ');
    expect(stderr).not.toMatch(/mellon|987654/);
  });

  test('is not written by --defaults', async () => {
    const { code, stdout, stderr } = await normalize('8080', '--defaults');
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('[unwritable]');
  });
});

describe('the file to write', () => {
  test('is replaced as a whole, its name says the format', async () => {
    const at = folder({ 'kong.yml': config, 'out.json': 'old' });
    chmodSync(at('out.json'), 0o640);
    expect(await run([at('kong.yml'), '-o', at('out.json')])).toMatchObject({ code: 0, stdout: '' });
    expect(JSON.parse(readFileSync(at('out.json'), 'utf8'))).toMatchObject({ routes: [{ service: 'a' }] });
    expect(statSync(at('out.json')).mode & 0o777).toBe(0o640);
  });

  test('is never the input by accident', async () => {
    const at = folder({ 'kong.yml': config });
    symlinkSync(at('kong.yml'), at('link.yml'));
    for (const name of ['kong.yml', 'link.yml']) {
      const { code, stderr } = await run([at('kong.yml'), '-o', at(name)]);
      expect(code).toBe(1);
      expect(stderr).toContain('say --in-place');
    }
    expect(readFileSync(at('kong.yml'), 'utf8')).toBe(config);
  });

  test('is the input with --in-place', async () => {
    const at = folder({ 'kong.yml': config });
    expect(await run(['--in-place', at('kong.yml')])).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(readFileSync(at('kong.yml'), 'utf8')).toBe(flat);
  });

  test.each([
    ['standard input', ['--in-place', '-'], 64],
    ['another file, too', ['--in-place', 'a.yml', '-o', 'b.yml'], 64],
    ['a folder', ['.'], 1],
    ['no file', ['nothing.yml'], 1],
  ])('cannot be %s', async (_, args, expected) => {
    const { code, stdout, stderr } = await run(args, config);
    expect({ code, stdout }).toEqual({ code: expected, stdout: '' });
    expect(stderr).toMatch(/error/i);
  });
});

test('by id, with ids, as JSON', async () => {
  const { stdout } = await run(['--references', 'id', '--ids', '--output', 'json', '-'], config);
  const [service] = JSON.parse(stdout).services;
  expect(JSON.parse(stdout).routes[0].service).toBe(service.id);
});

test('with defaults, nothing that Kong draws', async () => {
  const { stdout } = await run(['--defaults', '--output', 'json', '-'], config);
  const [service] = JSON.parse(stdout).services;
  expect(service).toMatchObject({ name: 'a', retries: 5, port: 80, protocol: 'http' });
  expect(Object.keys(service)).not.toEqual(expect.arrayContaining(['created_at']));
  expect(Object.values(service)).not.toContain(null);
});

test('and nested again', async () => {
  const { stdout } = await run(['--nest', '-'], flat);
  expect(stdout).toBe(`_format_version: "3.0"

services:
  - name: a
    host: a.test
    routes:
      # its routes
      - name: r
        paths:
          - /r
`);
});
