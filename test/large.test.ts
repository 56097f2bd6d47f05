/** What is large, or made to be slow: an answer, and the right one. That it takes long, only a time limit of the runner shows. */
import { describe, expect, test } from 'vitest';
import { parse, read } from '../src/index.ts';
import { dbless, folder } from './run.ts';

const HEAD = '_format_version: "3.0"\n';
const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));
const config = (rest: object) => JSON.stringify({ _format_version: '3.0', ...rest });
const codesOf = (text: string) => parse(text).diagnostics.map(({ code }) => code);

describe('thousands of findings', () => {
  test('references to as many names, the first with a suggestion', () => {
    const services = times(5_000, (index) => ({ name: `billing-${index}`, host: 'h' }));
    const routes = times(5_000, (index) => ({ paths: ['/'], service: `biling-${index}` }));
    const { diagnostics } = parse(config({ services, routes }));
    expect(diagnostics).toHaveLength(5_000);
    expect(diagnostics[0]!.help).toBe('did you mean "billing-0"?');
    expect(diagnostics.at(-1)!.help).toBe('add it under services, or correct the reference');
  });

  test('equal children of one parent', () => {
    const consumers = [{ username: 'a', acls: times(150_000, () => ({ group: 'g' })) }];
    const { diagnostics } = parse(config({ consumers }), { lint: false });
    expect(diagnostics).toHaveLength(149_999);
  });

  // a minute and more for each, as long as every finding was compared with every other
  test.each([
    [
      'no record',
      { protocols: ['tcp'], sources: times(20_000, (index) => (index % 2 ? { x: 1, port: 1 } : 1)) },
      20_000,
    ],
    ['no text', { paths: ['/'], methods: times(20_000, Number) }, 20_000],
    ['nothing in it, where nothing may be', { paths: ['/'], sources: times(20_000, () => ({})) }, 1],
  ])('items of one list: %s', (_, fields, count) => {
    const { diagnostics } = parse(config({ routes: [{ name: 'r', ...fields }] }), { lint: false });
    expect(diagnostics).toHaveLength(count);
  });

  test('a key that is written again and again', () => {
    const text = `${HEAD}services:\n- name: a\n${'  host: h\n'.repeat(150_000)}`;
    expect(read(text, 'yaml').diagnostics).toHaveLength(149_999);
  });
});

describe('commands on large texts', () => {
  test('transform of as many passwords', async () => {
    const consumers = times(130_000, (index) => ({
      username: `c${index}`,
      basicauth_credentials: [{ username: `u${index}`, password: 'p' }],
    }));
    const at = folder({ 'kong.json': config({ plugins: [{ name: 'basic-auth' }], consumers }) });
    const { code, stdout } = await dbless(['transform', at('kong.json')]);
    expect(code).toBe(0);
    expect(stdout.match(/"password": ?"[0-9a-f]{40}"/g)).toHaveLength(130_000);
  });

  test.each(['normalize', 'fmt'])('%s keeps comments, however many follow each other', async (command) => {
    const comments = '# above\n'.repeat(150_000);
    const at = folder({ 'kong.yml': `${HEAD}${comments}services:\n- name: a\n  host: h\n${comments}` });
    const { stdout } = await dbless([command, at('kong.yml')]);
    expect(stdout.match(/# above/g)).toHaveLength(300_000);
  });

  test.each(['normalize', 'fmt'])('%s writes a string of megabytes', async (command) => {
    const at = folder({ 'kong.yml': `${HEAD}consumers:\n- username: "${'x'.repeat(10_000_000)}"\n` });
    const { stdout } = await dbless([command, at('kong.yml')]);
    expect(stdout.length).toBeGreaterThan(10_000_000);
  });

  test('transform of a long chain of merges', async () => {
    const chain = times(2_000, (index) => `- &b${index + 1}\n  <<: *b${index}\n  username: b${index + 1}\n`);
    const text = `${HEAD}consumers:\n- &b0 {username: b0, tags: [t]}\n${chain.join('')}`;
    const at = folder({ 'kong.yml': text });
    const { code, stdout } = await dbless(['transform', at('kong.yml')]);
    expect(code).toBe(0);
    expect(read(stdout, 'yaml').value).toEqual({
      ...(read(text, 'yaml').value as object),
      _transform: false,
    });
  });

  test('size of a text that is blank for the most part', async () => {
    const at = folder({ 'kong.yml': `${HEAD}${'\n'.repeat(300_000)}consumers: []\n` });
    expect((await dbless(['size', at('kong.yml')])).code).toBe(0);
  });
});

test.each<[string, string]>([
  ['a host that is nearly one', `services: [{name: a, host: "${'a-'.repeat(300_000)}"}]`],
  ['what may begin a URL', `services: [{nam: "${'a.'.repeat(300_000)}"}]`],
])('%s, repeated, is refused', (_, text) => {
  expect(codesOf(`${HEAD}${text}\n`)).not.toEqual([]);
});

test.each(['*', '[', '{', '{1', '(', '(|', '\\', '.', '{a'])('a path of many %s is judged', (sign) => {
  const path = `/${sign.repeat(300_000 / sign.length)}`;
  expect(parse(config({ routes: [{ name: 'a', paths: [`${path}a`, `${path}[a]`] }] })).valid).toBe(true);
  expect(codesOf(config({ routes: [{ name: 'a', paths: [`${path}[a]`] }] }))).toContain('unmarked-regex');
});
