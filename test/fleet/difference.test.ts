import { describe, expect, test } from 'vitest';
import { open } from '../../src/config/open.ts';
import { differenceOf } from '../../src/fleet/difference/index.ts';
import { canonical, changeLines, inNumbers } from '../../src/fleet/difference/words.ts';
import { bundledRegistry } from '../../src/schema/registry.ts';
import { configOf, nodes, push } from './pushing.ts';

const registry = bundledRegistry();
const judge = (text: string) => {
  const { judged, valid, diagnostics } = open(text, { format: 'yaml', registry });
  expect(diagnostics().filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(valid).toBe(true);
  return judged!;
};

const changes = (before: string, after: string) => differenceOf(judge(before), judge(after), registry);
const lines = (before: string, after: string) => changes(before, after).flatMap(changeLines);

const rich = `_format_version: "3.0"
services:
- name: billing
  url: https://billing.test/api
  tags: [a, b]
  routes:
  - name: pay
    paths: [/pay]
    protocols: [http, https]
    plugins:
    - name: rate-limiting
      config: {minute: 5, policy: local}
consumers:
- username: alice
  basicauth_credentials: [{username: alice, password: hunter2}]
  keyauth_credentials: [{key: abc}]
  acls: [{group: x}]
- username: bob
  keyauth_credentials: [{}]
upstreams:
- name: up
  targets: [{target: "10.0.0.1:80"}, {target: "10.0.0.2:80", weight: 10}]
plugins:
- name: redirect
  config: {location: "https://elsewhere.test"}
- name: oauth2
  config: {enable_client_credentials: true}
`;

describe('the same config in other words', () => {
  test.each<[string, string]>([
    [
      'flat',
      `_format_version: "3.0"
services:
- {name: billing, host: billing.test, protocol: https, port: 443, path: /api, tags: [b, a], retries: 5}
routes:
- {name: pay, service: billing, paths: [/pay], protocols: [https, http], strip_path: true}
plugins:
- {name: redirect, config: {location: "https://elsewhere.test", status_code: 301}}
- {name: oauth2, config: {enable_client_credentials: true, token_expiration: 7200}}
- {name: rate-limiting, route: pay, config: {minute: 5, policy: local, hour: null}}
consumers: [{username: bob}, {username: alice}]
basicauth_credentials: [{username: alice, password: hunter2, consumer: alice}]
keyauth_credentials: [{key: abc, consumer: alice, id: 0e8e35e1-4a8d-4a0b-a0b2-1f2f3a4b5c6d}, {consumer: bob}]
acls: [{group: x, consumer: alice}]
upstreams: [{name: up}]
targets:
- {target: "10.0.0.2:80", weight: 10, upstream: up}
- {target: "10.0.0.1:80", upstream: up}
`,
    ],
    ['itself', rich],
  ])('%s has no differences', (_, other) => {
    expect(lines(rich, other)).toEqual([]);
    expect(lines(other, rich)).toEqual([]);
    expect(inNumbers(changes(rich, other))).toBe('no differences');
  });

  test('as a node holds it', async () => {
    const [node] = await nodes({});
    await push([node!], rich);
    const { config } = (await (await fetch(`${node!.url}/config`)).json()) as { config: string };
    expect(lines(rich, config)).toEqual([]);
    expect(lines(config, rich)).toEqual([]);
  });
});

describe('differences', () => {
  test.each<[string, string, string[]]>([
    ['host: a.test', 'host: b.test', ['~ service "s"', '    host: a.test → b.test']],
    ['host: a.test', 'host: a.test, port: 81', ['~ service "s"', '    port: 80 → 81']],
    ['host: a.test, tags: [x]', 'host: a.test', ['~ service "s"', '    tags: ["x"] → (none)']],
    [
      'host: a.test, plugins: [{name: cors, config: {max_age: 1}}]',
      'host: a.test, plugins: [{name: cors, config: {max_age: 2}}]',
      ['~ plugin "cors" of service "s"', '    config.max_age: 1 → 2'],
    ],
    [
      'host: a.test, routes: [{name: r, paths: [/a]}]',
      'host: a.test, routes: [{name: q, paths: [/a]}]',
      ['- route "r"', '+ route "q"'],
    ],
    [
      'host: a.test, id: 0e8e35e1-4a8d-4a0b-a0b2-1f2f3a4b5c6d',
      'host: a.test, id: 0e8e35e1-4a8d-4a0b-a0b2-1f2f3a4b5c6e',
      [
        '~ service "s"',
        '    id: 0e8e35e1-4a8d-4a0b-a0b2-1f2f3a4b5c6d → 0e8e35e1-4a8d-4a0b-a0b2-1f2f3a4b5c6e',
      ],
    ],
    [
      'host: a.test, routes: [{paths: [/a]}]',
      'host: a.test, routes: [{paths: [/a], hosts: [x.test]}]',
      ['- route 1 of service "s"', '+ route 1 of service "s"'],
    ],
  ])('%s, then %s', (before, after, expected) => {
    const config = (fields: string) => `_format_version: "3.0"\nservices: [{name: s, ${fields}}]\n`;
    expect(lines(config(before), config(after))).toEqual(expected);
  });

  test('never show a secret, on whichever level', () => {
    const config = (secret: string) => `_format_version: "3.0"
consumers:
- username: a
  basicauth_credentials: [{username: a, password: ${secret}}]
  keyauth_credentials: [{key: ${secret}, id: 0e8e35e1-4a8d-4a0b-a0b2-1f2f3a4b5c6d}]
  hmacauth_credentials: [{username: a, secret: ${secret}}]
plugins:
- name: rate-limiting
  config: {minute: 5, policy: redis, redis: {host: r.test, password: ${secret}}}
- {name: session, config: {secret: ${secret}}}
`;
    const shown = lines(config('one-secret'), config('two-secret'));
    expect(shown.join('\n')).not.toMatch(/one-secret|two-secret/);
    expect(shown.filter((line) => line.startsWith('~'))).toHaveLength(5);
    const added = lines(
      '_format_version: "3.0"\nplugins: [{name: rate-limiting, config: {minute: 5}}]\n',
      config('one-secret'),
    );
    expect(added.join('\n')).not.toContain('one-secret');
    const text = canonical(judge(config('one-secret')), registry, () => '***');
    expect(text).not.toContain('one-secret');
    expect(text).toContain('r.test');
  });

  test('in numbers', () => {
    expect(inNumbers(changes('_format_version: "3.0"', rich))).toBe('14 differences: 14 added');
    expect(inNumbers(changes(rich, '_format_version: "3.0"'))).toMatch(/: 14 removed$/);
  });
});

test('a text is the same for the same config, however it is written', () => {
  const seal = String;
  const flat =
    'plugins: [{name: cors, service: s}]\nservices: [{host: h, name: s}]\n_format_version: "3.0"\n';
  const nested = '_format_version: "3.0"\nservices: [{name: s, host: h, plugins: [{name: cors}]}]\n';
  expect(canonical(judge(flat), registry, seal)).toBe(canonical(judge(nested), registry, seal));
  expect(configOf(nested).entries).toHaveLength(2);
});
