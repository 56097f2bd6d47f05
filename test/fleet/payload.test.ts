import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { Config } from '../../src/fleet/config.ts';
import { compactJson, payloadsOf } from '../../src/fleet/payload.ts';
import { bundledRegistry } from '../../src/schema/registry.ts';

const configOf = (text: string, format: 'yaml' | 'json' | 'any' = 'yaml', file = 'kong.yml') =>
  new Config({ file, bytes: Buffer.from(text), format }, bundledRegistry());

const md5 = (text: string) => createHash('md5').update(text).digest('hex');

describe('the encoding', () => {
  test('is frozen: the same tree gives the same bytes for ever', () => {
    const text = `# comment
_format_version: "3.0"
services:
- &a
  name: "q\\"\\\\\\t\\u00e9\\u2028\\U0001F600/"
  port: 80
  tags: [yes, no, ~, 017, 1.50, -0.0, 1e3, 12345678901234567890, .5]
  enabled: true
  routes: []
- *a
empty: {}
`;
    const { first } = payloadsOf(configOf(text), false);
    expect(first.bytes.toString()).toBe(
      '{"_format_version":"3.0","services":[{"name":"q\\"\\\\\\té\u2028\u{1F600}/","port":80,' +
        '"tags":[true,false,null,15,1.5,0,1000,12345678901234567000,0.5],"enabled":true,"routes":[]},' +
        '{"name":"q\\"\\\\\\té\u2028\u{1F600}/","port":80,' +
        '"tags":[true,false,null,15,1.5,0,1000,12345678901234567000,0.5],"enabled":true,"routes":[]}],"empty":{}}',
    );
    expect(first.hash).toBe('910ff5e2befbee2496bf24bc235811ca');
  });

  test('keeps keys in their order, numbers among them apart', () => {
    expect(compactJson({ b: 1, a: [{ z: null }] })).toBe('{"b":1,"a":[{"z":null}]}');
  });

  test.each<[string, unknown]>([
    ['an infinity', { a: [Number.POSITIVE_INFINITY] }],
    ['no number', { a: Number.NaN }],
    ['a key that is no string', new Map([[1, 2]])],
    ['half a character', { a: 'x\ud800' }],
    ['half a character in a key', { '\udc00': 1 }],
    ['nothing', undefined],
  ])('has no words for %s', (_, value) => {
    expect(compactJson(value)).toBeUndefined();
  });

  test('does not write out what aliases make endless', () => {
    let text = 'a0: &a0 [x, x]\n';
    for (let level = 1; level < 40; level++)
      text += `a${level}: &a${level} [*a${level - 1}, *a${level - 1}]\n`;
    const { first } = payloadsOf(configOf(text), false);
    expect(first).toMatchObject({
      form: 'exact',
      note: 'JSON cannot express it, so the file is sent as it is',
    });
  });
});

describe('the payload', () => {
  const yaml = '_format_version: "3.0"\nservices:\n- name: my-service\n  url: https://example.com\n';

  test('is JSON, and a node that holds the file is alike', () => {
    const { first, second } = payloadsOf(configOf(yaml), false);
    const json = '{"_format_version":"3.0","services":[{"name":"my-service","url":"https://example.com"}]}';
    expect(first).toEqual({ form: 'json', bytes: Buffer.from(json), hash: md5(json), alike: [md5(yaml)] });
    expect(second).toMatchObject({ form: 'exact', hash: md5(yaml), alike: [md5(json)] });
  });

  test('with --exact is the file, whose hash Kong computes the same', () => {
    const { first, second } = payloadsOf(configOf(yaml), true);
    expect(first).toMatchObject({ form: 'exact', hash: 'f75d7bab8fa9590b1805ecb4c90df873', alike: [] });
    expect(second).toBeUndefined();
  });

  test.each([
    '_format_version: "3.0"\n',
    '{"_format_version":"3.0","services":[]}',
    '_format_version: "3.0"\nworkspaces: [{name: x}]',
  ])('of a config without entities has the hash of zeros: %j', (text) => {
    expect(payloadsOf(configOf(text, 'any'), false).first.hash).toBe('0'.repeat(32));
  });

  test('of what is no config at all is its bytes', () => {
    expect(payloadsOf(configOf('just text'), false).first).toMatchObject({
      form: 'exact',
      hash: md5('just text'),
    });
  });
});

test('plugins are those that run and those that bring collections', () => {
  const config = configOf(
    '_format_version: "3.0"\nservices: [{name: a, host: b, plugins: [{name: cors}]}]\nconsumers: [{username: c, keyauth_credentials: [{key: d}]}]\n',
  );
  expect(config.plugins).toEqual(new Set(['cors', 'key-auth']));
  expect(config.withoutId.map(({ type }) => type.name)).toEqual(['keyauth_credentials']);
  expect(config.hasSecrets).toBe(true);
});
