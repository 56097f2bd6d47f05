/** What holds for every config: it loads as before, only hashed; once more changes nothing; no secret is left. */
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { secretMatches } from '../../src/transform/client-secret.ts';
import { material } from '../schema/checks/material.ts';
import { type Flat, flat, transformed } from './run.ts';
import { blockYaml } from './yaml.ts';

/** So that a secret cannot be a part of anything else. */
const secret = fc.string({ minLength: 1, maxLength: 12 }).map((text) => `secret ${text}!`);
const name = fc.string({ unit: fc.constantFrom(...'abcdefghij'), minLength: 3, maxLength: 8 });

const credential = fc.record({ password: secret, tags: fc.constantFrom(undefined, ['t']) });
const client = fc.record({
  name,
  client_secret: fc.option(secret, { nil: undefined }),
  hash_secret: fc.constantFrom(undefined, true, false),
});
const consumer = fc.record({
  identity: fc.constantFrom('username', 'custom_id', 'both', 'id', 'upper'),
  id: fc.uuid({ version: 4 }),
  name,
  credentials: fc.array(credential, { maxLength: 2 }),
  clients: fc.array(client, { maxLength: 1 }),
  groups: fc.array(fc.constantFrom('one', 'two'), { maxLength: 3 }),
  isNested: fc.boolean(),
});

type Consumer = typeof consumer extends fc.Arbitrary<infer T> ? T : never;

function written(one: Consumer, at: number) {
  const { identity, id } = one;
  const name = `${one.name}${at}`;
  return {
    ...(identity === 'id' ? { id } : {}),
    ...(identity === 'upper' ? { id: id.toUpperCase() } : {}),
    ...(identity !== 'custom_id' ? { username: name } : {}),
    ...(identity === 'custom_id' || identity === 'both' ? { custom_id: `c${name}` } : {}),
  };
}

const config = fc
  .record({
    consumers: fc.array(consumer, { minLength: 1, maxLength: 4 }),
    transform: fc.constantFrom(undefined, true, null),
    certificates: fc.nat(2),
  })
  .map(({ consumers, transform, certificates }) => {
    const top: Record<string, unknown[]> = { basicauth_credentials: [], oauth2_credentials: [] };
    const list = consumers.map((one, at) => {
      const self = written(one, at);
      const credentials = one.credentials.map((it, index) => ({ username: `user${at}-${index}`, ...it }));
      const canRefer = 'username' in self;
      const basic = credentials.map((it) => JSON.parse(JSON.stringify(it)) as object);
      const clients = one.clients.map((it) => JSON.parse(JSON.stringify(it)) as object);
      const groups = (canRefer ? [...new Set(one.groups)] : one.groups).map((group) => ({ group }));
      if (one.isNested || !canRefer) {
        return { ...self, basicauth_credentials: basic, oauth2_credentials: clients, acls: groups };
      }
      const consumer = one.identity === 'id' && one.groups.length % 2 ? one.id : self.username;
      top.basicauth_credentials!.push(...basic.map((it) => ({ ...it, consumer })));
      top.oauth2_credentials!.push(...clients.map((it) => ({ ...it, consumer })));
      return { ...self, acls: groups };
    });
    return {
      _format_version: '3.0',
      ...(transform === undefined ? {} : { _transform: transform }),
      consumers: list,
      ...top,
      ca_certificates: Array.from({ length: certificates }, () => ({ cert: material['CA'] })),
    };
  });

/** The entities of each type by what tells them apart, their ids left out where a load draws them. */
function byName(entities: Flat, type: string, field: string): Map<string, Record<string, unknown>> {
  return new Map(Object.values(entities[type] ?? {}).map((it) => [String(it[field]), it]));
}

/** As JSON writes them. */
function hashed(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const { password, client_secret, hash_secret } = value as Record<string, unknown>;
  const own = [password, hash_secret === true && client_secret].filter((it) => typeof it === 'string');
  return [...own.map((it) => JSON.stringify(it).slice(1, -1)), ...Object.values(value).flatMap(hashed)];
}

const text = fc.tuple(config, fc.boolean()).map(([value, isJson]) => ({
  format: isJson ? ('json' as const) : ('yaml' as const),
  text: isJson ? JSON.stringify(value, null, 2) : blockYaml(value),
  secrets: hashed(value),
}));

test('the output loads as the input does, with its secrets hashed', async () => {
  await fc.assert(
    fc.asyncProperty(text, async ({ text, format }) => {
      const after = flat((await transformed(text, { format })).text, format);
      const before = flat(text, format);
      const counts = (all: Flat) =>
        Object.entries(all).map(([type, some]) => [type, Object.keys(some).length]);
      expect(counts(after)).toEqual(counts(before));
      for (const [user, one] of byName(before, 'basicauth_credentials', 'username')) {
        const other = byName(after, 'basicauth_credentials', 'username').get(user)!;
        const { id: owner } = other.consumer as { id: string };
        const { id: given } = one.consumer as { id: string };
        expect(after.consumers![owner]).toMatchObject({ ...before.consumers![given], id: owner });
        if (before.consumers![given]!.username) expect(owner).toBe(given);
        const digest = createHash('sha1').update(`${one.password}${owner}`).digest('hex');
        expect(other).toEqual({ ...one, consumer: { id: owner }, password: digest });
      }
      const clients = Object.values(before.oauth2_credentials ?? {});
      for (const [at, other] of Object.values(after.oauth2_credentials ?? {}).entries()) {
        const { client_secret, client_id: _, id: __, consumer: ___, ...rest } = clients[at]!;
        expect(other).toMatchObject(rest);
        if (rest.hash_secret !== true) continue;
        const isDrawn = !String(client_secret).startsWith('secret ');
        expect(isDrawn || (await secretMatches(client_secret as string, other.client_secret as string))).toBe(
          true,
        );
      }
      const digests = Object.values(after.ca_certificates ?? {}).map((it) => it.cert_digest !== null);
      expect(digests.filter(Boolean).length).toBe(Math.min(1, digests.length));
    }),
    { numRuns: 60 },
  );
});

test('once more changes nothing, and no hashed secret is left', async () => {
  await fc.assert(
    fc.asyncProperty(text, fc.boolean(), async ({ text, format, secrets }, pin) => {
      const once = (await transformed(text, { format, pin })).text;
      expect((await transformed(once, { format, pin })).text).toBe(once);
      expect(secrets.filter((it) => once.includes(it))).toEqual([]);
    }),
    { numRuns: 60 },
  );
});

test('with pin, nothing is drawn any more: two loads are the same', async () => {
  await fc.assert(
    fc.asyncProperty(text, async ({ text, format }) => {
      const { text: pinned } = await transformed(text, { format, pin: true });
      expect(flat(pinned, format)).toEqual(flat(pinned, format));
    }),
    { numRuns: 60 },
  );
});

test('lines differ only where something was hashed or added', async () => {
  await fc.assert(
    fc.asyncProperty(text, async ({ text, format }) => {
      if (format === 'json') return;
      const before = text.split('\n');
      const after = (await transformed(text)).text.split('\n');
      const isAdded = (line: string) =>
        /^(?:_transform: false| *(?:- )?(?:id|cert_digest): "?[\da-f-]{36,64}"?)$/.test(line);
      const isHashed = (line: string) => /^ *(?:- )?(?:password|client_secret): /.test(line);
      let at = 0;
      for (const line of after) {
        const old = before[at];
        if (
          line === old ||
          (isHashed(line) && isHashed(old!)) ||
          (/^_transform: false$/.test(line) && /^_transform: /.test(old!))
        )
          at++;
        else if (line === old?.replace(/^( *)- /, '$1  ')) at++;
        else expect([line, isAdded(line)]).toEqual([line, true]);
      }
      expect(at).toBe(before.length);
    }),
    { numRuns: 60 },
  );
});

const use = fc.constantFrom('own', 'alias', 'merge', 'template', 'nested template');

test('through aliases, merge keys and templates: each has the digest of its own consumer, and no password is left', async () => {
  const password = 'a secret, shared';
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(use, fc.boolean()), { minLength: 1, maxLength: 6 }), async (uses) => {
      let hasAnchor = false;
      const consumers = uses.map(([how, isFlow], at) => {
        const anchor = hasAnchor ? '' : '&first ';
        const name = hasAnchor ? '' : '&word ';
        const fields =
          how === 'template'
            ? '<<: *template'
            : how === 'nested template'
              ? '<<: *outer'
              : how === 'own' || !hasAnchor
                ? `password: ${name}"${password}"`
                : how === 'alias'
                  ? 'password: *word'
                  : '<<: *first';
        const isFirst = fields.startsWith('password: &');
        hasAnchor ||= isFirst;
        const head = `- ${at % 3 ? `username: u${at}` : `custom_id: c${at}`} # consumer ${at}\n  basicauth_credentials:\n  - `;
        return isFlow
          ? `${head}${isFirst ? anchor : ''}{ ${fields}, username: user${at} } # credential\n`
          : `${head}${isFirst ? `${anchor}\n    ` : ''}${fields}\n    username: user${at} # credential\n`;
      });
      const templates = `_ignore: [&template { password: '${password}' }, &outer { <<: *template, tags: [x] }] # templates\n`;
      const input = `_format_version: "3.0"\n${templates}consumers:\n${consumers.join('')}`;
      const { text } = await transformed(input);
      expect(text.match(/#.*$/gm)).toEqual(input.match(/#.*$/gm));
      const held = Object.values(flat(text).basicauth_credentials!);
      expect(held).toHaveLength(uses.length);
      for (const one of held) {
        const { id } = one.consumer as { id: string };
        expect(one.password).toBe(
          createHash('sha1')
            .update(password + id)
            .digest('hex'),
        );
      }
      const isUsed = (how: string) => uses.some(([it]) => it.endsWith(how));
      if (isUsed('template')) expect(text).not.toContain(password);
      expect((await transformed(text)).text).toBe(text);
    }),
    { numRuns: 300 },
  );
});
