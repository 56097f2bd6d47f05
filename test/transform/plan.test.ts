/** Where ids, digests and everything else of a transformation go. */
import { describe, expect, test } from 'vitest';
import { passwordDigest } from '../../src/transform/basic-auth.ts';
import { secretMatches } from '../../src/transform/client-secret.ts';
import { plainSecrets } from '../../src/transform/secrets.ts';
import { material } from '../schema/checks/material.ts';
import { flat, subjectOf, transformed } from './run.ts';

const ALICE = 'b32379d9-3d28-5683-a79c-72139be6e34f';
const head = '_format_version: "3.0"\n_transform: false\n';

describe('the example of docs/kong/transform.md section 6', () => {
  const text = `# who may come in
_format_version: "3.0"
consumers:
- username: alice # the first
  basicauth_credentials:
  - username: alice
    password: secret
`;

  test('keeps all but what it changes', async () => {
    expect((await transformed(text)).text).toBe(`# who may come in
_format_version: "3.0"
_transform: false
consumers:
- username: alice # the first
  id: ${ALICE}
  basicauth_credentials:
  - username: alice
    password: 3871dc59ef495b47270e3209dca80899e81de3b4
`);
  });

  test('as JSON', async () => {
    const json =
      '{"_format_version": "3.0", "consumers": [{"username": "alice", "basicauth_credentials": [{"username": "alice", "password": "secret"}]}]}';
    expect((await transformed(json, { format: 'json' })).text).toBe(
      `{"_format_version": "3.0", "_transform": false, "consumers": [{"username": "alice", "id": "${ALICE}", "basicauth_credentials": [{"username": "alice", "password": "3871dc59ef495b47270e3209dca80899e81de3b4"}]}]}`,
    );
  });

  test('once more changes nothing', async () => {
    const { text: once } = await transformed(text);
    expect(await transformed(once)).toEqual({ text: once, found: [], notes: [], writtenOut: [] });
  });
});

describe('the consumer of a credential', () => {
  const id = 'AAAAAAAA-0000-4000-8000-00000000000A';
  const consumers = `consumers: [{username: alice}, {username: bob, id: ${id}}, {username: ${id}, custom_id: odd}]\n`;
  test.each([
    ['by username', 'alice', ALICE],
    ['by a given id, its letters kept', '{id: AAAAAAAA-0000-4000-8000-00000000000A}', id],
    ['by a derived id', ALICE, ALICE],
  ])('%s', async (_, consumer, salt) => {
    const credentials = `basicauth_credentials: [{username: u, password: p, consumer: ${consumer}}]\n`;
    const { text } = await transformed(`_format_version: "3.0"\n${consumers}${credentials}`);
    expect(text).toContain(passwordDigest('p', salt));
  });

  test('a username goes before an id', async () => {
    const credentials = `basicauth_credentials: [{username: u, password: p, consumer: ${id}}]\n`;
    const { text } = await transformed(`_format_version: "3.0"\n${consumers}${credentials}`);
    const odd = Object.values(flat(text).consumers!).find(({ username }) => username === id)!;
    expect(text).toContain(passwordDigest('p', String(odd.id)));
  });

  test('the parent wins over what is written', async () => {
    const { text } = await transformed(
      '_format_version: "3.0"\nconsumers:\n- username: bob\n- username: alice\n  basicauth_credentials: [{username: u, password: p, consumer: bob}]\n',
    );
    expect(text).toContain(passwordDigest('p', ALICE));
  });

  test('one without a username gets an id of its own, always the same, and this is told', async () => {
    const text =
      '_format_version: "3.0"\nconsumers:\n- custom_id: "7"\n  basicauth_credentials: [{username: u, password: p}]\n';
    const [one, two] = [
      await transformed(text),
      await transformed(`${text}services: [{name: s, url: "http://s"}]\n`),
    ];
    const [id] = Object.keys(flat(one.text).consumers!);
    expect(one.text).toContain(`- custom_id: "7"\n  id: ${id}\n`);
    expect(two.text).toContain(id);
    expect(one.text).toContain(passwordDigest('p', id!));
    expect(one.notes).toEqual([
      {
        path: ['consumers', 0, 'id'],
        message: `consumer "7" has no username, so Kong would draw its id: it gets ${id}`,
      },
    ]);
  });

  test('children that differ in nothing keep apart when it gets an id', async () => {
    const { text } = await transformed(
      '_format_version: "3.0"\nconsumers:\n- custom_id: "7"\n  acls: [{group: a}, {group: a}, {group: b}]\n  basicauth_credentials: [{username: u, password: p}]\n',
    );
    expect(Object.keys(flat(text).acls!)).toHaveLength(3);
  });

  test('without credentials is left alone', async () => {
    const text = '_format_version: "3.0"\nconsumers: [{username: alice}, {custom_id: "7"}]\n';
    expect((await transformed(text)).text).toBe(text.replace('\n', '\n_transform: false\n'));
  });
});

describe('what is used in several places', () => {
  test('one password of two consumers has two digests, and this is told', async () => {
    const { text, writtenOut } = await transformed(`_format_version: "3.0"
consumers:
- username: alice
  basicauth_credentials:
  - username: a
    password: &pw secret # shared
- username: bob
  basicauth_credentials:
  - username: b
    password: *pw # too
`);
    const [[bob]] = Object.entries(flat(text).consumers!).filter(
      ([, { username }]) => username === 'bob',
    ) as [[string, unknown]];
    expect(text).toContain(`password: &pw ${passwordDigest('secret', ALICE)} # shared\n`);
    expect(text).toMatch(new RegExp(`password: "?${passwordDigest('secret', bob)}"? # too\n`));
    expect(writtenOut).toEqual([{ alias: 'pw', at: { line: 10, column: 15, endLine: 10, endColumn: 18 } }]);
  });

  test('a template leaves no plain password behind', async () => {
    const { text, writtenOut } = await transformed(`_format_version: "3.0"
_ignore:
- &base
  password: secret # of all
consumers:
- username: alice
  basicauth_credentials: [{<<: *base, username: a}]
- username: bob
  basicauth_credentials: [{<<: *base, username: b}]
`);
    expect(text).not.toContain('secret');
    expect(writtenOut).toHaveLength(1);
    const held = flat(text);
    for (const { consumer, password } of Object.values(held.basicauth_credentials!)) {
      expect(password).toBe(passwordDigest('secret', (consumer as { id: string }).id));
    }
  });

  test('a merge key does not hand on an id', async () => {
    const { text } = await transformed(`_format_version: "3.0"
consumers:
- &first
  username: alice
  tags: [x]
  basicauth_credentials: &own [{username: a, password: p}]
- <<: *first
  username: bob
  basicauth_credentials: []
`);
    const { consumers } = flat(text);
    expect(Object.keys(consumers!)).toHaveLength(2);
    expect(Object.values(consumers!).map(({ tags }) => tags)).toEqual([['x'], ['x']]);
  });
});

describe('what is odd', () => {
  const withPassword = (password: string) =>
    `_format_version: "3.0"\nconsumers: [{username: alice, basicauth_credentials: [{username: u, password: "${password}"}]}]\n`;
  test.each([
    ['hashed-twice', '3871dc59ef495b47270e3209dca80899e81de3b4'],
    ['hashed-reference', '{vault://env/password}'],
    ['hashed-reference', '$PASSWORD'],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: that is how they are written
    ['hashed-reference', '${PASSWORD:-none}'],
  ])('%s: is hashed as Kong would, and found', async (code, password) => {
    const { text, found } = await transformed(withPassword(password));
    expect(found.map(({ finding }) => [finding.code, finding.severity])).toEqual([[code, 'warning']]);
    expect(text).toContain(passwordDigest(password, ALICE));
  });

  test.each([
    '3871DC59EF495B47270E3209DCA80899E81DE3B4',
    '3871dc59ef495b47270e3209dca80899e81de3b',
    'secret',
  ])('%s is not', async (password) => expect((await transformed(withPassword(password))).found).toEqual([]));

  test('_transform: false: all stays', async () => {
    const text = withPassword('secret').replace('\n', '\n_transform: false\n');
    expect((await transformed(text)).text).toBe(text);
  });
});

describe('a client secret', () => {
  const clients = (...some: string[]) =>
    `_format_version: "3.0"\nconsumers:\n- username: alice\n  oauth2_credentials:\n${some.map((it) => `  - {name: app, ${it}}\n`).join('')}`;

  test('is hashed where the file asks for it', async () => {
    const { text } = await transformed(
      clients('client_secret: s3cret, hash_secret: true', 'client_secret: other'),
    );
    expect(text).not.toContain('s3cret');
    expect(text).toContain('client_secret: other');
    const [hashed] = /"?\$pbkdf2[^"}\s]+/.exec(text)!;
    expect(await secretMatches('s3cret', hashed!.replaceAll('"', ''))).toBe(true);
  });

  test('keeps its digest from an earlier output for as long as it matches', async () => {
    const input = clients(
      'client_secret: s3cret, hash_secret: true',
      'client_secret: two, hash_secret: true',
    );
    const { text } = await transformed(input);
    const earlier = subjectOf(text).judged;
    expect((await transformed(input)).text).not.toBe(text);
    expect((await transformed(input, { earlier })).text).toBe(text);
    const changed = (await transformed(input.replace('s3cret', 'changed'), { earlier })).text;
    const different = changed.split('\n').filter((line, at) => line !== text.split('\n')[at]);
    expect(different).toHaveLength(1);
    expect(changed).not.toContain('changed');
  });
});

describe('CA certificates', () => {
  const cert = JSON.stringify(material['CA']);
  const digest = /^[\da-f]{64}$/;

  test('get their digest; of a certificate that comes twice only the first, and this is told', async () => {
    const { text, notes } = await transformed(
      `_format_version: "3.0"\nca_certificates:\n- cert: ${cert}\n- cert: ${cert}\n  cert_digest: "${'0'.repeat(63)}1"\n`,
    );
    const digests = Object.values(flat(text).ca_certificates!).map((it) => it.cert_digest);
    expect(digests.filter((it) => digest.test(String(it)))).toHaveLength(1);
    expect(digests).toContain(null);
    expect(notes.map(({ message }) => message)).toEqual([expect.stringContaining('is left out')]);
  });
});

describe('pin', () => {
  const text = `_format_version: "3.0"
services:
- url: http://a.example
  routes:
  - paths: [/a]
    plugins: [{name: key-auth}]
  - paths: [/b]
consumers:
- username: alice
  keyauth_credentials:
  - tags: [x]
  hmacauth_credentials: [{username: h}]
  oauth2_credentials: [{name: app, hash_secret: true}]
plugins:
- name: oauth2
  config:
    enable_client_credentials: true
`;

  test('writes out what Kong would draw', async () => {
    const { text: pinned } = await transformed(text, { pin: true });
    expect(flat(pinned)).toEqual(flat(pinned));
    expect(pinned).toMatch(/ {2}- tags: \[x\]\n {4}id: [\da-f-]{36}\n {4}key: "?[A-Za-z\d]{32}"?\n/);
    expect(pinned).toMatch(/username: h, secret: "?[A-Za-z\d]{32}/);
    expect(pinned).toContain('$pbkdf2-sha512$i=10000,l=32$');
    expect(pinned).toMatch(/ {4}enable_client_credentials: true\n {4}provision_key: "?[A-Za-z\d]{32}"?\n/);
  });

  test('ids are the same at every run; keys with an earlier output', async () => {
    const [one, two] = [
      (await transformed(text, { pin: true })).text,
      (await transformed(text, { pin: true })).text,
    ];
    const ids = (all: string) => all.match(/id: [\da-f-]{36}/g);
    expect(ids(two)).toEqual(ids(one));
    expect(two).not.toBe(one);
    const earlier = subjectOf(one).judged;
    expect((await transformed(text, { pin: true, earlier })).text).toBe(one);
  });

  test('without it nothing else is written', async () => {
    expect((await transformed(text)).text).toBe(text.replace('\n', '\n_transform: false\n'));
  });
});

test('secrets in plain text are found at their places', () => {
  const { judged, value } = subjectOf(
    '_format_version: "3.0"\nconsumers: [{username: alice, basicauth_credentials: [{username: u, password: p}], oauth2_credentials: [{name: a, client_secret: s}, {name: b, client_secret: s, hash_secret: true}]}]\n',
  );
  expect(
    plainSecrets(judged, value).map(({ entry, finding }) => [
      entry?.type.name,
      entry?.index,
      ...finding.path,
    ]),
  ).toEqual([
    ['basicauth_credentials', 0, 'password'],
    ['oauth2_credentials', 1, 'client_secret'],
  ]);
});

test.each([
  ['p', 1],
  ['3871dc59ef495b47270e3209dca80899e81de3b4', 0],
])('with _transform: false, the password %s is found %i times', (password, times) => {
  const { judged, value } = subjectOf(
    `${head}consumers: [{username: alice, basicauth_credentials: [{username: u, password: "${password}"}]}]\n`,
  );
  expect(plainSecrets(judged, value)).toHaveLength(times);
});
