import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { type KongConf, readKongConf } from '../../src/kong-conf/index.ts';
import { readVerdicts } from '../verdicts.ts';

interface Verdict {
  id: string;
  conf: string | null;
  env: Record<string, string>;
  ok: boolean;
  effective?: Record<string, unknown>;
  starting?: { ok: boolean };
}

const verdicts = readVerdicts<Verdict>('conf');

test('the verdicts are there', () => {
  expect(verdicts.length).toBeGreaterThan(200);
});

test.each(verdicts)('$id: accepted or not, and every value, as by Kong', (verdict) => {
  const { value, diagnostics } = read(verdict);
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  expect(errors.length === 0, JSON.stringify(errors)).toBe(verdict.ok);
  if (verdict.effective) expect(inKongsWords(value!, verdict.effective)).toEqual(verdict.effective);
  if (verdict.starting?.ok === false)
    expect(diagnostics.map(({ code }) => code)).toContain('unresolved-reference');
});

function read({ conf, env }: Verdict) {
  return readKongConf({ env, places: [], ...(conf !== null && { text: conf }) });
}

/** Our answer for each key of Kong's, in the form the verdicts have. */
function inKongsWords(conf: KongConf, effective: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.keys(effective).map((key) => [key, answer(conf, key, effective[key])]));
}

function answer(conf: KongConf, key: string, theirs: unknown): unknown {
  const value = conf.directives[key]?.value ?? null;
  switch (key) {
    case 'loaded_plugins':
      return conf.loadedPlugins;
    case 'loaded_vaults':
      return conf.loadedVaults;
    case 'admin_listeners':
      return listeners(conf.adminListeners);
    case 'status_listeners':
      return listeners(conf.statusListeners);
    case 'prefix':
      return String(value).replace(resolve('.'), '<cwd>');
    case 'declarative_config_string':
      return value === null ? null : { present: true, length: Buffer.byteLength(String(value)) };
    case 'nginx_admin_directives':
      return inOrderOf(theirs as { name: string }[], adminDirectives(conf));
    case 'probe':
      return Object.fromEntries(
        Object.keys(theirs as object).map((name) => [name, conf.directives[name]?.value ?? null]),
      );
    case 'refs':
      return references(conf);
    default:
      return typeof value === 'number' && !Number.isFinite(value) ? `number:${inLua(value)}` : value;
  }
}

const inLua = (value: number) => String(value).toLowerCase().replace('infinity', 'inf');

/** Kong hands out the port of `*:8001`, and of no other, as a string. */
function listeners(ours: KongConf['adminListeners']) {
  return ours.map((one) => ({ ...one, port: /^[\d.[]/.test(one.ip) ? one.port : String(one.port) }));
}

function adminDirectives({ directives }: KongConf) {
  return Object.entries(directives)
    .filter(([name, { value }]) => name.startsWith('nginx_admin_') && value !== null)
    .map(([name, { value }]) => ({ name: name.slice('nginx_admin_'.length), value }));
}

/** Kong's come in the order of a Lua table. */
function inOrderOf<T extends { name: string }>(theirs: { name: string }[], ours: T[]): T[] {
  const place = ({ name }: T) => theirs.findIndex((other) => other.name === name);
  return ours.sort((a, b) => place(a) - place(b));
}

function references({ directives }: KongConf) {
  return Object.fromEntries(
    Object.entries(directives)
      .filter(([, { references }]) => references?.length)
      .map(([name, { references = [] }]) => [
        name,
        references[0]?.item === undefined
          ? references[0]?.reference
          : Object.fromEntries(references.map(({ reference, item = 0 }) => [String(item + 1), reference])),
      ]),
  );
}
