import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { configText, jsonHashOf, nodes } from '../fleet/pushing.ts';
import { nowhere } from '../fleet/servers.ts';
import { broken, dbless, folder } from '../run.ts';

const old = configText('old');
const text = configText('new');
const listOf = (some: { url: string }[]) => some.map(({ url }) => url).join(',');

test('pushes, says so node by node, and finds nothing to do the next time', async () => {
  const at = folder({ 'kong.yml': text });
  const two = await nodes({ config: old }, {});
  const first = await dbless(['push', at('kong.yml'), '--nodes', listOf(two)]);
  expect(first.code).toBe(0);
  expect(first.stdout.replace(/\(\d+\.\d s\)/g, '(time)')).toBe(
    `ok ${two[0]!.url} holds the config (time)\nok ${two[1]!.url} holds the config (time)\n\n` +
      `2 nodes hold the config (${jsonHashOf(text)})\n`,
  );
  expect(first.stderr).toContain('holds the config');
  expect(two.map(({ loaded }) => loaded.hash)).toEqual([jsonHashOf(text), jsonHashOf(text)]);
  const second = await dbless(['push', at('kong.yml')].concat('--nodes', listOf(two)));
  expect(second.stdout).toContain('held the config already');
  expect(second.code).toBe(0);
});

describe('nothing is sent', () => {
  test('when the config is invalid: its findings are those of parse', async () => {
    const at = folder({ 'kong.yml': broken });
    const [node] = await nodes({});
    const { code, stdout, stderr } = await dbless(['push', at('kong.yml'), '--nodes', node!.url]);
    const parsed = await dbless(['parse', at('kong.yml')]);
    expect(code).toBe(1);
    expect(stdout).toBe(parsed.stdout);
    expect(stderr).toContain('nothing was sent');
    expect(node!.requests).toEqual([]);
  });

  test('but it is with --no-validate, and the refusal of the node is shown at its line', async () => {
    const at = folder({ 'kong.yml': broken });
    const [node] = await nodes({});
    const { code, stdout } = await dbless(['push', at('kong.yml'), '--nodes', node!.url, '--no-validate']);
    expect(code).toBe(4);
    expect(stdout).toContain(`${node!.url} refused it:`);
    expect(stdout).toContain(
      `kong.yml:5:5: error: service "billing": hosst: has an unknown field "hosst" [node-rejected]`,
    );
    expect(stdout).toContain('5 |     hosst: typo\n');
  });

  test.each<[string, string[], number, string]>([
    ['no nodes', [], 64, 'which nodes?'],
    [
      'a bad URL',
      ['--nodes', 'http://a,ftp://b'],
      1,
      '--nodes:1:10: error: an Admin API speaks HTTP, not ftp',
    ],
    ['a list that is not there', ['--nodes', 'no-such.txt'], 1, 'no such file'],
    ['a group that is not there', ['--nodes', 'http://a', '--select', 'group=x'], 1, 'no node has group=x'],
    [
      'a token that is not there',
      ['--nodes', 'http://a', '--kong-admin-token-file', 'none'],
      1,
      'cannot read the token',
    ],
    ['a header that is none', ['--nodes', 'http://a', '--headers', 'x'], 64, '"x" is no header'],
    ['a time that is none', ['--nodes', 'http://a', '--timeout', 'soon'], 64, '--timeout takes a time'],
    [
      'a share that is none',
      ['--nodes', 'http://a', '--canary', 'few'],
      64,
      '--canary takes a number or a percentage',
    ],
    ['a port that is none', ['--nodes', 'http://a', '--ready', 'x'], 64, '--ready takes a port'],
    ['no parallel', ['--nodes', 'http://a', '--parallel', '0'], 64, '--parallel takes a number from 1 on'],
  ])('with %s', async (_, args, code, words) => {
    const at = folder({ 'kong.yml': text });
    const outcome = await dbless(['push', at('kong.yml'), ...args]);
    expect(outcome.stderr).toContain(words);
    expect(outcome.code).toBe(code);
  });

  test('in a dry run: 2 when something would change, 0 when nothing would', async () => {
    const at = folder({ 'kong.yml': text });
    const [one, two] = await nodes({}, { config: text });
    const dry = await dbless(['push', at('kong.yml'), '--nodes', listOf([one!, two!]), '--dry-run']);
    expect(dry.code).toBe(2);
    expect(dry.stdout).toBe(
      `ok ${one!.url} would load the config\nok ${two!.url} held the config already\n\n` +
        '1 of 2 nodes would load the config, 1 holds it already\n',
    );
    expect(one!.loaded.loads).toBe(0);
    expect((await dbless(['push', at('kong.yml'), '--nodes', two!.url, '--dry-run'])).code).toBe(0);
    expect((await dbless(['push', at('kong.yml'), '--nodes', await nowhere(), '--dry-run'])).code).toBe(4);
  });
});

describe('nodes', () => {
  test('from the environment, with a token from it, too', async () => {
    const at = folder({ 'kong.yml': text });
    const [node] = await nodes({ token: 's3cret' });
    const env = { DBLESS_NODES: node!.url };
    expect((await dbless(['push', at('kong.yml')], { env })).code).toBe(4);
    const { code, stdout, stderr } = await dbless(['push', at('kong.yml')], {
      env: { ...env, DBLESS_ADMIN_TOKEN: 's3cret\n' },
    });
    expect(code).toBe(0);
    expect(stdout + stderr).not.toContain('s3cret');
  });

  test('from a nodes.yml, some of them', async () => {
    const [edge, core] = await nodes({ token: 's3cret' }, {});
    const at = folder({
      'kong.yml': text,
      'token.txt': 's3cret',
      'nodes.yml': `nodes:
- {name: edge-1, url: "${edge!.url}", groups: edge, admin_token_file: token.txt}
- {name: core-1, url: "${core!.url}", groups: core}
`,
    });
    const { code, stdout } = await dbless([
      'push',
      at('kong.yml'),
      '--nodes',
      at('nodes.yml'),
      '--select',
      'group=edge',
    ]);
    expect(stdout).toContain(`ok edge-1 (${edge!.url}) holds the config`);
    expect(code).toBe(0);
    expect(core!.loaded.loads).toBe(0);
  });

  test('from standard input', async () => {
    const at = folder({ 'kong.yml': text });
    const [node] = await nodes({});
    expect(
      (await dbless(['push', at('kong.yml'), '--nodes', '-'], { input: `${node!.url} # one\n` })).code,
    ).toBe(0);
  });
});

describe('reports', () => {
  async function mixed(...args: string[]) {
    const at = folder({ 'kong.yml': text });
    const [good, full] = await nodes({}, { faults: ['full'] });
    const gone = await nowhere();
    const outcome = await dbless([
      'push',
      at('kong.yml'),
      '--nodes',
      `${listOf([good!, full!])},${gone}`,
      '--deadline',
      '1s',
      ...args,
    ]);
    return { ...outcome, good: good!.url, full: full!.url, gone, at };
  }

  test('as JSON: its shape does not change', async () => {
    const { code, stdout, good, full, gone } = await mixed('--format', 'json');
    expect(code).toBe(3);
    const report = JSON.parse(stdout);
    for (const node of report.nodes) node.durationMs = 0;
    const hash = jsonHashOf(text);
    const empty = '0'.repeat(32);
    const both = {
      attempts: 1,
      durationMs: 0,
      hashBefore: empty,
      version: '3.10.0',
      notes: [],
      diagnostics: [],
    };
    expect(report).toEqual({
      status: 'partial_failure',
      hash,
      nodes: [
        { node: good, url: good, outcome: 'converged', status: 201, hashAfter: hash, error: null, ...both },
        {
          node: full,
          url: full,
          outcome: 'storage-full',
          status: 413,
          hashAfter: empty,
          error: 'has no room for the config, and keeps the one it has',
          ...both,
        },
        {
          node: gone,
          url: gone,
          outcome: 'unreachable',
          status: null,
          attempts: 0,
          durationMs: 0,
          hashBefore: null,
          hashAfter: null,
          version: null,
          error: expect.stringContaining('the connection is refused'),
          notes: [],
          diagnostics: [],
        },
      ],
      summary: {
        nodes: 3,
        ok: 1,
        failed: 2,
        outcomes: { converged: 1, 'storage-full': 1, unreachable: 1 },
        dryRun: false,
        interrupted: false,
      },
    });
    expect(Object.keys(report.nodes[0])).toEqual([
      ...['node', 'url', 'outcome', 'status', 'attempts', 'durationMs', 'hashBefore', 'hashAfter', 'version'],
      ...['error', 'notes', 'diagnostics'],
    ]);
  });

  test('as JUnit and for GitHub; a summary; what is left to do', async () => {
    const junit = await mixed('--format', 'junit');
    expect(junit.stdout).toContain('tests="3" failures="2" errors="0" skipped="0"');
    expect(junit.stdout).toContain('type="storage-full"');
    const github = await mixed('--format', 'github');
    expect(github.stdout).toContain(`::error title=push%3A storage-full::${github.full} has no room`);
    const at = folder();
    const { good, full, gone } = await mixed('--summary', at('summary.md'), '--failed-nodes', at('left.txt'));
    expect(readFileSync(at('summary.md'), 'utf8')).toContain(
      '### dbless push: 1 of 3 nodes holds the config; ',
    );
    const left = readFileSync(at('left.txt'), 'utf8');
    expect(left.split('\n').map((line) => line.split(' ')[0])).toEqual([full, gone, '']);
    expect(left).not.toContain(good);
  });

  test('on a terminal, a table is drawn and taken away', async () => {
    const at = folder({ 'kong.yml': text });
    const [node] = await nodes({ faults: ['post:slow=400ms'] });
    const { code, stderr } = await dbless(['push', at('kong.yml'), '--nodes', node!.url], { terminal: true });
    expect(code).toBe(0);
    expect(stderr).toContain('pushing: 0 of 1 done, 1 in flight\n');
    expect(stderr).toContain(`slowest now: ${node!.url}`);
    expect(stderr).toMatch(/\u001b\[\d+A\u001b\[0J$/);
  });

  test('say nothing of what is secret', async () => {
    const secret = 'hunter2hunter2';
    const at = folder({
      'kong.yml': `${text}consumers:\n- username: a\n  keyauth_credentials: [{key: ${secret}}, {key: ${secret}}]\n`,
    });
    const [node] = await nodes({});
    for (const format of ['pretty', 'json', 'junit', 'github', 'markdown']) {
      const { code, stdout, stderr } = await dbless([
        'push',
        at('kong.yml'),
        '--nodes',
        node!.url,
        '--no-validate',
        '--format',
        format,
      ]);
      expect(code).toBe(4);
      expect(stdout + stderr).not.toContain(secret);
    }
  });
});

test('values from the environment are filled in before it is sent, and never the bytes alone', async () => {
  const at = folder({ 'kong.yml': text.replace('host: new.test', `host: \${{ env "APP_HOST" }}`) });
  const [node] = await nodes({});
  const args = ['push', at('kong.yml'), '--nodes', node!.url, '--env', 'APP_'];
  const env = { APP_HOST: 'new.test' };
  expect((await dbless(args, { env })).code).toBe(0);
  expect(node!.loaded.hash).toBe(jsonHashOf(text));
  const exact = await dbless([...args, '--exact'], { env });
  expect(exact.code).toBe(1);
  expect(exact.stderr).toContain('so it cannot be sent as it is; leave out --exact');
});

test('a rollback from the file before', async () => {
  const at = folder({ 'kong.yml': text, 'old.yml': old });
  const two = await nodes({ config: old }, { faults: ['post:crash'] });
  const before = two[0]!.loaded.hash;
  const args = [
    'push',
    at('kong.yml'),
    '--nodes',
    listOf(two),
    '--batch',
    '1',
    '--rollback',
    '--previous',
    at('old.yml'),
  ];
  const { code, stdout } = await dbless(args);
  expect(code).toBe(4);
  expect(stdout).toContain(`${two[0]!.url} has what it held before`);
  expect(two[0]!.loaded.hash).toBe(before);
});

test('warns of secrets that travel in the clear, and of ids that each node draws', async () => {
  const at = folder({
    'kong.yml': `${text}consumers:\n- username: a\n  keyauth_credentials: [{key: abc}]\n`,
  });
  const { stderr } = await dbless([
    'push',
    at('kong.yml'),
    '--nodes',
    'http://kong-1.invalid:1,http://kong-2.invalid:1',
    '--deadline',
    '1s',
  ]);
  expect(stderr).toContain('[secret-in-clear]');
  expect(stderr).toContain('[random-id]');
});
