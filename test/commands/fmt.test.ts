/* biome-ignore-all lint/suspicious/noTemplateCurlyInString: that is how references are written */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { dbless, folder } from '../run.ts';

const untidy = 'services: [{host: a.test, name: "a"}]   # all\n_format_version: "3.0"\n';
const tidy = `_format_version: "3.0"

services: # all
  - name: a
    host: a.test
`;

test('prints the layout, of an invalid config, too', async () => {
  expect(await dbless(['fmt', '-'], { input: untidy })).toEqual({ code: 0, stdout: tidy, stderr: '' });
  expect((await dbless(['fmt', '-'], { input: 'b: yes\n_format_version: 3.0\n' })).stdout).toBe(
    '_format_version: 3\nb: true\n',
  );
  expect((await dbless(['fmt', '-'], { input: '{"b": [1], "_transform": true}' })).stdout).toBe(
    '{\n  "_transform": true,\n  "b": [\n    1\n  ]\n}\n',
  );
});

test('what is said of a file stays at its top, whatever collection comes first', async () => {
  const input = `_format_version: "3.0"

# Generated, do not edit.

# of upstreams
upstreams:
- name: u
# of services
services: []
`;
  const { stdout } = await dbless(['fmt', '-'], { input });
  expect(stdout).toBe(`_format_version: "3.0"

# Generated, do not edit.

# of services
services: []

# of upstreams
upstreams:
  - name: u
`);
  expect((await dbless(['fmt', '-'], { input: stdout })).stdout).toBe(stdout);
});

test('--check lists what would change', async () => {
  const at = folder({ 'a.yml': untidy, 'b.yml': tidy });
  expect(await dbless(['fmt', '--check', at('a.yml'), at('b.yml')])).toEqual({
    code: 2,
    stdout: `${at('a.yml')}\n`,
    stderr: '',
  });
  expect(await dbless(['fmt', '--check', at('b.yml')])).toEqual({ code: 0, stdout: '', stderr: '' });
  expect(readFileSync(at('a.yml'), 'utf8')).toBe(untidy);
});

test('--write changes what has to be', async () => {
  const at = folder({ 'a.yml': untidy, 'b.yml': tidy });
  const { code, stdout, stderr } = await dbless(['fmt', '--write', at()]);
  expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: '', stderr: `Laid out ${at('a.yml')}\n` });
  expect(readFileSync(at('a.yml'), 'utf8')).toBe(tidy);
});

test('what cannot be read is left, and the others are laid out', async () => {
  const at = folder({ 'a.yml': 'a: [', 'b.yml': untidy, 'c.yml': `${tidy}---\nsecond: 1\n` });
  const { code, stderr } = await dbless(['fmt', '--write', at('a.yml'), at('b.yml'), at('c.yml')]);
  expect(code).toBe(1);
  expect(stderr).toContain('[syntax-error]');
  expect(stderr).toContain('[ignored-document]');
  expect(readFileSync(at('b.yml'), 'utf8')).toBe(tidy);
  expect(readFileSync(at('c.yml'), 'utf8')).toContain('second: 1');
});

test.each([
  ['--write', '--check', 'kong.yml'],
  ['--write', '-'],
])('%s %s is wrong usage', async (...args) => {
  expect(await dbless(['fmt', ...args])).toMatchObject({ code: 64, stdout: '' });
});

test('values from outside stay as they are referred to', async () => {
  const input = 'services: [{host: x, port: "${{ env "D_PORT" | toInt }}"}]\n_format_version: "3.0"\n';
  const { code, stdout, stderr } = await dbless(['fmt', '--env', 'D_', '-'], {
    input,
    env: { D_PORT: '8080' },
  });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toContain('${{ env "D_PORT" | toInt }}');
  expect(stdout).not.toContain('8080');
});
