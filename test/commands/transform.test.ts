/* biome-ignore-all lint/suspicious/noTemplateCurlyInString: that is how references are written */
/** dbless transform and dbless verify as they are called. */
import { chmodSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { run } from '../../src/program.ts';
import { passwordDigest } from '../../src/transform/basic-auth.ts';
import { dbless, folder } from '../run.ts';

const ALICE = 'b32379d9-3d28-5683-a79c-72139be6e34f';
const PASSWORD = 'Xyzzy-plugh-42';
const digest = passwordDigest(PASSWORD, ALICE);
const withPassword = (password: string) =>
  `_format_version: "3.0"\nconsumers:\n- username: alice # first\n  basicauth_credentials:\n  - username: alice\n    password: ${password}\n`;
const plain = withPassword(PASSWORD);
const hashed = plain
  .replace('\n', '\n_transform: false\n')
  .replace('first\n', `first\n  id: ${ALICE}\n`)
  .replace(PASSWORD, digest);
const client = `_format_version: "3.0"\nconsumers:\n- username: alice\n  oauth2_credentials:\n  - {name: app, client_id: app, client_secret: ${PASSWORD}, hash_secret: true}\n`;

describe('where it goes', () => {
  test('to standard output', async () => {
    const at = folder({ 'kong.yml': plain });
    expect(await dbless(['transform', at('kong.yml')])).toEqual({ code: 0, stdout: hashed, stderr: '' });
    expect(await dbless(['transform', '-'], { input: plain })).toEqual({
      code: 0,
      stdout: hashed,
      stderr: '',
    });
  });

  test('to a file that only its owner may read, whole or not at all', async () => {
    const at = folder({ 'kong.yml': plain, 'there.yml': 'old' });
    chmodSync(at('there.yml'), 0o644);
    for (const name of ['new.yml', 'there.yml']) {
      expect(await dbless(['transform', at('kong.yml'), '-o', at(name)])).toEqual({
        code: 0,
        stdout: '',
        stderr: '',
      });
      expect(readFileSync(at(name), 'utf8')).toBe(hashed);
      expect(statSync(at(name)).mode & 0o777).toBe(0o600);
    }
    expect(readdirSync(at()).sort()).toEqual(['kong.yml', 'new.yml', 'there.yml']);
  });

  test('over the file, whose mode stays', async () => {
    const at = folder({ 'kong.yml': plain });
    chmodSync(at('kong.yml'), 0o640);
    expect((await dbless(['transform', '--in-place', at('kong.yml')])).code).toBe(0);
    expect(readFileSync(at('kong.yml'), 'utf8')).toBe(hashed);
    expect(statSync(at('kong.yml')).mode & 0o777).toBe(0o640);
  });

  test('in the encoding of the file', async () => {
    const at = folder({
      'mark.yml': `\ufeff${plain}`,
      'le.yml': Buffer.from(`\ufeff${plain}`, 'utf16le'),
      'be.yml': Buffer.from(`\ufeff${plain}`, 'utf16le').swap16(),
    });
    for (const name of ['mark.yml', 'le.yml', 'be.yml']) await dbless(['transform', '--in-place', at(name)]);
    expect(readFileSync(at('mark.yml'), 'utf8')).toBe(`\ufeff${hashed}`);
    expect(readFileSync(at('le.yml')).toString('utf16le')).toBe(`\ufeff${hashed}`);
    expect(readFileSync(at('be.yml')).swap16().toString('utf16le')).toBe(`\ufeff${hashed}`);
  });

  test.each([
    [['-o', 'kong.yml'], 1],
    [['--in-place', '-o', 'other.yml'], 64],
    [['--check', '--in-place'], 64],
    [['kong.yml'], 64],
  ])('%j is refused', async (options, code) => {
    const at = folder({ 'kong.yml': plain });
    const words = options.map((word) => (word.endsWith('.yml') ? at(word) : word));
    const outcome = await dbless(['transform', at('kong.yml'), ...words]);
    expect(outcome.code).toBe(code);
    expect(outcome.stdout).toBe('');
    expect(readFileSync(at('kong.yml'), 'utf8')).toBe(plain);
  });
});

test('an invalid config is shown as parse does, and nothing is written', async () => {
  const at = folder({ 'kong.yml': plain.replace('username: alice\n', 'usernam: alice\n') });
  const { code, stdout, stderr } = await dbless(['transform', at('kong.yml'), '-o', at('out.yml')]);
  expect([code, stdout]).toEqual([1, '']);
  expect(stderr).toContain('kong.yml:5:5: error:');
  expect(stderr).toContain('[unknown-field]');
  expect(readdirSync(at())).toEqual(['kong.yml']);
});

test('a config with _transform: false stays, and this is told', async () => {
  const { code, stdout, stderr } = await dbless(['transform', '-'], { input: hashed });
  expect([code, stdout]).toEqual([0, hashed]);
  expect(stderr).toBe('Note: <stdin> has _transform: false already and stays as it is\n');
});

test('an id that it makes up is told, with its line', async () => {
  const { stderr } = await dbless(['transform', '-'], {
    input: plain.replace('username: alice #', 'custom_id: "7" #'),
  });
  expect(stderr).toMatch(
    /^Note: <stdin>:3: consumer "7" has no username, so Kong would draw its id: it gets [\da-f-]{36}\n$/,
  );
});

test('--normalize: the flat form, hashed', async () => {
  const { code, stdout } = await dbless(['transform', '--normalize', '-'], { input: plain });
  expect(code).toBe(0);
  expect(stdout).toMatch(/^basicauth_credentials:$/m);
  expect(stdout).toContain(digest);
});

test('--pin and --reuse: the same file, run after run', async () => {
  const at = folder({ 'kong.yml': `${client}  keyauth_credentials: [{tags: [x]}]\n` });
  const args = ['transform', at('kong.yml'), '-o', at('out.yml'), '--pin', '--reuse', at('out.yml')];
  expect((await dbless(args)).code).toBe(0);
  const first = readFileSync(at('out.yml'), 'utf8');
  expect(first).toMatch(/key: "?[A-Za-z\d]{32}/);
  expect((await dbless(args)).code).toBe(0);
  expect(readFileSync(at('out.yml'), 'utf8')).toBe(first);
});

describe('--check', () => {
  test('lists places, never values, and exits with 2', async () => {
    const at = folder({ 'a.yml': plain, 'b.yml': hashed });
    const { code, stdout, stderr } = await dbless(['transform', '--check', at('a.yml'), at('b.yml')]);
    expect([code, stderr]).toEqual([2, '']);
    expect(stdout).toContain(
      'a.yml:6:15: warning: basicauth credential "alice": password stands in plain text',
    );
    expect(stdout).not.toContain(PASSWORD);
  });

  test('has the formats of reports', async () => {
    const { code, stdout } = await dbless(['transform', '--check', '--format', 'json', '-'], {
      input: plain,
    });
    expect(code).toBe(2);
    expect(JSON.stringify(JSON.parse(stdout))).toContain('plaintext-secret');
  });

  test.each([
    ['a hashed file', hashed],
    ['a reference', withPassword('${{ env "PW" }}')],
  ])('%s is fine', async (_, input) => {
    const { code, stdout } = await dbless(['transform', '--check', '-'], { input });
    expect([code, stdout]).toEqual([0, 'no plain-text secrets\n']);
  });

  test('a reference that is resolved is fine, too', async () => {
    const outcome = await dbless(['transform', '--check', '--env', 'P', '-'], {
      input: withPassword('"${{ env "PW" }}"'),
      env: { PW: PASSWORD },
    });
    expect([outcome.code, outcome.stdout]).toEqual([0, 'no plain-text secrets\n']);
  });

  test('an invalid file fails', async () => {
    const { code, stdout } = await dbless(['transform', '--check', '-'], { input: 'services: 1\n' });
    expect(code).toBe(1);
    expect(stdout).toContain('error:');
  });
});

describe('references', () => {
  const text = withPassword('${{ env "DECK_PW" }} # from outside').replace(
    'alice # first',
    'alice # first\n  custom_id: ${{ env "DECK_ID" }}',
  );
  const env = { DECK_PW: PASSWORD, DECK_ID: 'outside-id', OTHER: 'other' };

  test('a digest takes the place of one; others stand as they did', async () => {
    const { code, stdout, stderr } = await dbless(['transform', '--env', 'DECK_', '-'], { input: text, env });
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain(`password: ${digest} # from outside\n`);
    expect(stdout).toContain('custom_id: ${{ env "DECK_ID" }}\n');
  });

  test('from a file of variables, and from a folder of secrets', async () => {
    const at = folder({
      'kong.yml': text,
      'vars.env': `# mine\nexport DECK_PW='${PASSWORD}'\nDECK_ID=outside-id # so\n`,
      'file.yml': withPassword('${{ file "pw" }}'),
      'secrets/pw': `${PASSWORD}\n`,
    });
    const one = await dbless(['transform', '--env-file', at('vars.env'), at('kong.yml')]);
    expect(one.stdout).toContain(digest);
    const two = await dbless(['transform', '--secrets-dir', at('secrets'), at('file.yml')]);
    expect(two.stdout).toBe(hashed);
  });

  test.each<[string, string[], string]>([
    ['not allowed at all', [], 'password is a reference, and only what it stands for can be hashed'],
    ['not set', ['--env', 'DECK_'], 'the variable DECK_PW is referred to, and it is not set'],
    [
      'of another prefix',
      ['--env', 'KONG_'],
      'the variable DECK_PW is referred to, and only those that start with KONG_ may be used',
    ],
  ])('%s: an error at its line', async (_, options, message) => {
    const { code, stdout, stderr } = await dbless(['transform', ...options, '-'], {
      input: withPassword('${{ env "DECK_PW" }}'),
    });
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain('<stdin>:6:15: error:');
    expect(stderr).toContain(message);
  });

  test('no file outside of the folder', async () => {
    const at = folder({ 'secrets/pw': 'x', other: PASSWORD });
    for (const name of ['../other', at('other')]) {
      const outcome = await dbless(['transform', '--secrets-dir', at('secrets'), '-'], {
        input: withPassword(`\${{ file "${name}" }}`),
      });
      expect(outcome.code).toBe(1);
      expect(outcome.stderr).toContain('it is outside of --secrets-dir');
    }
  });

  test('parse takes them, too', async () => {
    const input =
      '_format_version: "3.0"\nservices:\n- name: s\n  host: h\n  port: ${{ env "DECK_PORT" | toInt }}\n';
    const good = await dbless(['parse', '--env', 'DECK_', '-'], { input, env: { DECK_PORT: '8080' } });
    expect(good.stdout).toBe('parse successful\n');
    const bad = await dbless(['parse', '--env', 'DECK_', '-'], { input, env: { DECK_PORT: '99999' } });
    expect(bad.code).toBe(1);
    expect(bad.stdout).toContain(
      '<stdin>:5:9: error: service 1: a number is too small or too large; values from outside are not shown',
    );
    expect(bad.stdout).not.toContain('99999');
  });
});

describe('no value is ever shown', () => {
  const SECRET = 'S3cr3t-frobnicate';
  const mistakes = [
    'services: [{name: "${{ env "S" }}", host: "${{ env "S" }}", hosst: x}]',
    'services: [{name: a, host: "${{ env "S" }} ${{ env "S" }}"}]',
    'services: [{name: "${{ env "S" }}", host: h}, {name: "${{ env "S" }}", host: h}]',
    'services: [{name: "${{ env "S" }}", host: h}]\nroutes: [{service: "${{ env "S" }}x", paths: [/a]}]',
    'services: [{name: "${{ env "S" }}", host: h}]\nroutes: [{service: S3cr3t-frobnicXte, paths: [/a]}]',
    'routes: [{paths: ["~/(${{ env "S" }}"]}]',
    'plugins: [{name: "${{ env "S" }}"}]',
    'plugins: [{name: key-auth, config: {"${{ env "S" }}": 1}}]',
    '"${{ env "S" }}": []',
    'consumers: [{username: a, basicauth_credentials: [{username: "${{ env "S" }}", password: "${{ env "S" }}"}, {username: "${{ env "S" }}", password: x}]}]',
    'consumers: [{username: a, tags: ["${{ env "S" | toInt }}"]}]',
    '_format_version: "${{ env "S" }}"',
    'services: [{name: &n "${{ env "S" }}", host: h}, {name: b, host: h, routes: [{name: *n, path: [*n]}]}]',
    'services: [{url: "http://${{ env "S" }}:99999/x"}]',
    'upstreams: [{name: "${{ env "S" }}", hash_on: "${{ env "S" }}"}]',
  ];

  test.each(mistakes)('%s', async (mistake) => {
    const at = folder({
      'kong.yml': `${mistake.startsWith('_format') ? '' : '_format_version: "3.0"\n'}${mistake}\n`,
    });
    for (const args of [
      ['parse', '--all'],
      ['parse', '--format', 'json'],
      ['parse', '--format', 'sarif'],
      ['transform'],
      ['transform', '--check'],
      ['verify', '--username', 'a'],
    ]) {
      const { code, stdout, stderr } = await dbless([...args, '--env', 'S', at('kong.yml')], {
        env: { S: SECRET },
        input: 'x\n',
      });
      if (args[0] !== 'transform' || args.length > 1) expect([args, code]).not.toEqual([args, 0]);
      expect(`${stdout}${stderr}`.toLowerCase()).not.toContain('frobnicate');
    }
  });

  test('nor a password of the file, whatever is wrong with it', async () => {
    const broken = [
      plain.replace('alice\n    password', 'alice\n   password'),
      plain.replace('username: alice\n', 'usernam: alice\n'),
      plain.replace('"3.0"', '3.0'),
      plain.replace('basicauth_credentials', 'basicauth_credential'),
      `${plain}  - username: alice\n    password: [${PASSWORD}]\n`,
      `${plain}    password: ${PASSWORD}\n`,
      client.replace('hash_secret: true', 'hash_secret: 1'),
    ];
    for (const input of broken) {
      for (const args of [[], ['--check'], ['--pin'], ['--normalize']]) {
        const { stdout, stderr } = await dbless(['transform', ...args, '-'], { input });
        expect(stdout + stderr).not.toContain('plugh');
      }
    }
  });
});

describe('verify', () => {
  const files = { 'plain.yml': plain, 'hashed.yml': hashed };
  test.each([
    ['hashed.yml', `${PASSWORD}\n`, 0, 'the password matches\n'],
    ['hashed.yml', `${PASSWORD}\r\nmore`, 0, 'the password matches\n'],
    ['hashed.yml', PASSWORD, 0, 'the password matches\n'],
    ['hashed.yml', `${PASSWORD} \n`, 1, 'the password does not match\n'],
    ['hashed.yml', `${digest}\n`, 1, 'the password does not match\n'],
    ['plain.yml', `${PASSWORD}\n`, 0, 'the password matches\n'],
    ['plain.yml', 'x\n', 1, 'the password does not match\n'],
  ])('%s with %j', async (name, input, code, stdout) => {
    const at = folder(files);
    expect(await dbless(['verify', at(name), '--username', 'alice'], { input })).toEqual({
      code,
      stdout,
      stderr: '',
    });
  });

  test('of a client', async () => {
    const at = folder({ 'kong.yml': client });
    await dbless(['transform', '--in-place', at('kong.yml')]);
    const args = ['verify', at('kong.yml'), '--client-id', 'app'];
    expect((await dbless(args, { input: PASSWORD })).stdout).toBe('the secret matches\n');
    expect((await dbless(args, { input: 'other' })).stdout).toBe('the secret does not match\n');
  });

  test.each([
    ['a password that is no digest', plain.replace('\n', '\n_transform: false\n'), 'no password matches'],
    [
      'an id that is drawn',
      hashed.replace('username: alice #', 'custom_id: x #').replace(/ {2}id: .*\n/, ''),
      'drawn at each load',
    ],
  ])('%s', async (_, text, message) => {
    const at = folder({ 'kong.yml': text });
    const { code, stdout } = await dbless(['verify', at('kong.yml'), '--username', 'alice'], {
      input: PASSWORD,
    });
    expect(code).toBe(1);
    expect(stdout).toContain(message);
  });

  test('a user that is not there', async () => {
    const at = folder(files);
    const { code, stderr } = await dbless(['verify', at('hashed.yml'), '--username', 'bob'], {
      input: PASSWORD,
    });
    expect([code, stderr]).toEqual([1, `Error: ${at('hashed.yml')} has no user "bob"\n`]);
  });

  test('on a terminal it is not shown, and can be corrected', async () => {
    const at = folder(files);
    const modes: boolean[] = [];
    const keys = ['wrong', '\x15', `${PASSWORD}x`, '\x7f', '\r'];
    const stdin = Object.assign(Readable.from(keys.map((key) => Buffer.from(key))), {
      isTTY: true,
      setRawMode: (mode: boolean) => modes.push(mode),
    });
    let shown = '';
    const output = { write: (text: string) => (shown += text) };
    const code = await run(['verify', at('hashed.yml'), '--username', 'alice'], {
      stdin,
      stdout: output,
      stderr: output,
      env: {},
    });
    expect([code, modes]).toEqual([0, [true, false]]);
    expect(shown).toBe('password of user "alice": \nthe password matches\n');
  });
});

test('the digests of clients are made with progress on a terminal only', async () => {
  const at = folder();
  writeFileSync(at('kong.yml'), client);
  expect((await dbless(['transform', at('kong.yml')])).stderr).toBe('');
  expect((await dbless(['transform', at('kong.yml')], { terminal: true })).stderr).toContain(
    'hashing client secrets: 1 of 1',
  );
});
