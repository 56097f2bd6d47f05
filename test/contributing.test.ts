/** The plugin that CONTRIBUTING.md adds by hand, taken from its text. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { flatten } from '../src/config/flatten.ts';
import { judge } from '../src/config/judge.ts';
import { read } from '../src/document/index.ts';
import { openRegistry } from '../src/schema/additions.ts';
import { Validator } from '../src/schema/validator.ts';
import { dbless, folder, spawned } from './run.ts';

const text = readFileSync(new URL('../CONTRIBUTING.md', import.meta.url), 'utf8').replaceAll('\r\n', '\n');

/** Each file that the text names right before it shows it. */
const files = Object.fromEntries(
  [...text.matchAll(/`([\w/.-]+\.(?:json|yml))`[^`]*:\n\n```(?:json|yaml)\n([\s\S]*?)```/g)].map((match) => [
    match[1]!,
    match[2]!,
  ]),
);

const errorsOf = (report: string) => report.split('\n').filter((line) => line.includes('error:'));

test('four files make the example', () => {
  expect(Object.keys(files)).toEqual([
    'my-schemas/plugins/my-plugin.json',
    'my-schemas/my_credentials.json',
    'good.yml',
    'bad.yml',
  ]);
});

test('the good config is valid with the schemas, and only with them', async () => {
  const at = folder(files);
  expect(await dbless(['parse', '--schemas', at('my-schemas'), at('good.yml')])).toMatchObject({
    code: 0,
    stdout: 'parse successful\n',
  });
  const { code, stdout } = await dbless(['parse', at('good.yml')]);
  expect(code).toBe(1);
  expect(stdout).toContain('no plugin is called "my-plugin"');
  expect(stdout).toContain('an unknown field "my_credentials"');
});

test('the bad config has the mistakes that are shown', () => {
  const shown =
    /^```console\n\$ dbless parse --schemas my-schemas bad\.yml \| grep error:\n([\s\S]*?)```/m.exec(
      text,
    )![1]!;
  const { code, stdout } = spawned(['parse', '--schemas', 'my-schemas', 'bad.yml'], { cwd: folder(files)() });
  expect(code).toBe(1);
  expect(`${errorsOf(stdout).join('\n')}\n`).toBe(shown);
  expect(errorsOf(stdout)).toHaveLength(8);
});

test('Kong fills in what the schemas say', () => {
  const registry = openRegistry(folder(files)('my-schemas')).value!;
  const { value } = read(files['good.yml']!, 'yaml');
  const { entities } = flatten(judge(value as object, [], new Validator(registry)), registry);
  const [plugin] = entities.filter(({ type }) => type === 'plugins');
  expect(plugin!.value['config']).toMatchObject({
    header: 'x-badge',
    mode: 'block',
    office: 'north',
    deny: null,
  });
  const credentials = entities.filter(({ type }) => type === 'my_credentials');
  const alice = entities.find(({ value }) => value['username'] === 'alice')!;
  expect(credentials).toHaveLength(2);
  expect(credentials.find(({ value }) => value['badge'] === 'A-17')!.value['consumer']).toEqual({
    id: alice.key,
  });
  expect(credentials.every(({ randomId }) => !randomId)).toBe(true);
});

test.each<[string, string, string]>([
  ['plugins/a.json', '{bad', 'plugins/a.json: '],
  ['plugins/a.json', '[]', 'plugins/a.json: it must be a JSON Schema, an object'],
  ['plugins/a.json', 'null', 'plugins/a.json: it must be a JSON Schema, an object'],
  [
    'plugins/a.json',
    '{"properties": {"config": {"x-chek": "url"}}}',
    'config: there is no keyword "x-chek"; did you mean "x-check"?',
  ],
  [
    'plugins/a.json',
    '{"properties": {"config": {"x-check": "ulr"}}}',
    'there is no check "ulr"; did you mean "url"?',
  ],
  [
    'plugins/a.json',
    '{"x-entity-checks": [{"custom": {"check": "no", "fields": []}}]}',
    'there is no check "no"',
  ],
  ['plugins/a.json', '{"properties": {"a": {"type": "strin"}}}', 'plugins/a.json: '],
  [
    'things.json',
    '{"properties": {"a": {"x-foreign": "consumer"}}}',
    'a: there is no entity type "consumer"; did you mean "consumers"?',
  ],
  ['things.json', '{"x-entity": {}}', 'x-entity must have a primaryKey, a list of fields'],
  [
    'things.json',
    '{"x-entity": {"primaryKey": ["id"]}}',
    'x-entity names the field "id", which properties do not have',
  ],
])('%s with %s is a mistake of the schemas', async (name, content, message) => {
  const at = folder({ [`schemas/${name}`]: content, 'kong.yml': files['good.yml']! });
  const { code, stdout } = await dbless(['parse', '--schemas', at('schemas'), at('kong.yml')]);
  expect(code).toBe(1);
  expect(stdout).toContain('cannot be used: ');
  expect(stdout).toContain(message);
  expect(stdout).toContain('[unreadable-file]');
});

test('the schemas of dbless itself have no such mistake', async () => {
  const at = folder({ 'kong.yml': '_format_version: "3.0"\n' });
  const bundled = new URL('../schemas', import.meta.url).pathname;
  expect(await dbless(['parse', '--schemas', bundled, at('kong.yml')])).toMatchObject({ code: 0 });
});
