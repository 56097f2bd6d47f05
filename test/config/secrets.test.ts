import { expect, test } from 'vitest';
import { dbless } from '../run.ts';

/** Mistakes around secrets: whatever is wrong, no line shown and no word said may hold one. */
const config = `_format_version: "3.0"
consumers:
  - username: a
    basicauth_credentials:
      - username: a
        passwrd: hunter1
      - username: b
        password: 66642001
    keyauth_credentials:
      - hunter2
    jwt_secrets:
      secret: hunter3
  - username: b
    basic_auth_credentials:
      - username: a
        password: hunter4
    keyauth_credentails:
      - key: hunter5
        k: hunter6
keyauth_credential:
  - key: hunter7
plugins:
  - name: rate-limiting
    config:
      minute: 1
      redis_pasword: hunter8
      redis_password: 66642002
      redis: hunter9
  - name: rate-limiting
    config:
      minute: 1
      redis:
        password: 66642003
  - name: session
    secret: hunter10
  - name: my-own
    secrets: hunter11
    config:
      secret: hunter12
      x: hunter13
  - config:
      - api_key: hunter14
      - session: hunter15
routes:
  - name: a
    keyauth_credentials:
      - key: hunter16
        kei: hunter17
services:
  a:
    url: http://kong:hunter18@a.internal
    basicauth_credentials: { username: a, password: hunter19 }
`;

test.each(['pretty', 'json', 'github', 'sarif', 'junit', 'gitlab'])(
  '--format %s shows no secret',
  async (format) => {
    const { code, stdout, stderr } = await dbless(['parse', '--all', '--format', format, '-'], {
      input: config,
    });
    expect(code).toBe(1);
    expect(stdout).toMatch(/passwrd/);
    expect(stdout + stderr).not.toMatch(/hunter|66642/);
  },
);

test('what can be no secret is shown, mistaken or not', async () => {
  const input = '_format_version: "3.0"\nservices:\n  - name: billing\n    hosst: billing.internal\n';
  const { stdout } = await dbless(['parse', '-'], { input });
  expect(stdout).toContain('hosst: billing.internal');
});

/** What a few lines of aliases stand for would fill any memory. */
const bomb = (rest: string) => {
  const lists = Array.from({ length: 9 }, (_, level) => {
    const items = Array(10).fill(level ? `*a${level - 1}` : 'x');
    return `  - &a${level} [${items.join(', ')}]\n`;
  });
  return `_format_version: "3.0"\n_ignore:\n${lists.join('')}${rest}`;
};

test.each([
  ['an unknown field of an entity', 'services:\n- { name: a, host: a, secrets: *a8 }\n'],
  ['an unknown collection', 'credentials: *a8\n'],
  ['a collection', 'consumers: *a8\n'],
  ['a known field', 'services:\n- { name: a, host: a, tags: *a8 }\n'],
  [
    'a config',
    'plugins:\n- { name: rate-limiting, config: *a8 }\n- { name: cors, config: { secret: *a8 } }\n',
  ],
  ['the config of an unknown plugin', 'plugins:\n- { name: nope, config: *a8 }\n'],
  ['a file with keys that are no text', 'services:\n- { name: a, host: a, 80: x, secrets: *a8 }\n'],
])('aliases of aliases in %s take no time', async (_, rest) => {
  const { code, stdout } = await dbless(['parse', '-'], { input: bomb(rest) });
  expect(code).toBe(1);
  expect(stdout.length).toBeLessThan(100_000);
});

test.each(['https', 'a.b+c-1', 'x'.repeat(45), `x.${'y'.repeat(45)}`, '1', ''])(
  'the password of a URL is masked, whatever its scheme: "%s"',
  async (scheme) => {
    const input = `_format_version: "3.0"\nservices:\n- name: a\n  hosst: ${scheme}://user:hunter1@b.internal\n`;
    const { code, stdout } = await dbless(['parse', '-'], { input });
    expect(code).toBe(1);
    expect(stdout).toContain('://user:*******@b.internal');
    expect(stdout).not.toContain('hunter1');
  },
);
