import { expect, test } from 'vitest';
import { dbless, folder } from '../run.ts';

test('the whole format, and parts of it, are JSON Schema', async () => {
  for (const argv of [['schema'], ['schema', 'services'], ['schema', 'plugins/key-auth']]) {
    const { code, stdout, stderr } = await dbless(argv);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({ $schema: expect.stringContaining('json-schema.org') });
  }
});

test('the names are listed, and each has a schema', async () => {
  const { stdout } = await dbless(['schema', '--list']);
  const names = stdout.trimEnd().split('\n');
  expect(names).toContain('services');
  expect(names).toContain('plugins/rate-limiting');
  for (const name of names) expect((await dbless(['schema', name])).code, name).toBe(0);
});

test.each([
  ['servces', 'did you mean "services"?'],
  ['key-auth', 'did you mean "plugins/key-auth"?'],
  ['plugins/ky-auth', 'did you mean "plugins/key-auth"?'],
  ['zzzzzzzzzzzz', 'there is no schema "zzzzzzzzzzzz"\n'],
  ['__proto__', 'there is no schema "__proto__"'],
])('%s is wrong usage', async (name, hint) => {
  const { code, stdout, stderr } = await dbless(['schema', name]);
  expect({ code, stdout }).toEqual({ code: 64, stdout: '' });
  expect(stderr).toContain(hint);
});

test('--schemas adds to them', async () => {
  const at = folder({ 'plugins/greeting.json': '{"title": "greeting", "type": "object", "properties": {}}' });
  expect((await dbless(['schema', '--schemas', at(), '--list'])).stdout).toMatch(/^plugins\/greeting$/m);
  expect(await dbless(['schema', '--schemas', at(), 'plugins/greeting'])).toMatchObject({ code: 0 });
  expect(await dbless(['schema', '--schemas', at('none')])).toMatchObject({
    code: 1,
    stdout: '',
    stderr: expect.stringMatching(/^Error: the schemas in /),
  });
});
