import { expect, test } from 'vitest';
import { readKongConf } from '../../src/kong-conf/index.ts';

const secrets = {
  MY_SECRET: ' s3cret ',
  MY_JSON: '{"user":"kong","port":5433,"deep":{}}',
  MY_PREFIXED_NAME: 'n',
};

test.each([
  ['pg_user = {vault://env/my-secret}', 'pg_user', 's3cret'],
  ['pg_user = {vault://env/MY_SECRET}', 'pg_user', 's3cret'],
  ['pg_user = {vault://env/my-json/user}', 'pg_user', 'kong'],
  ['pg_port = {vault://env/my-json/port}', 'pg_port', 5433],
  ['pg_user = {vault://env/name?prefix=my-prefixed-}', 'pg_user', 'n'],
  ['vault_env_prefix = my_prefixed_\npg_user = {vault://env/name}', 'pg_user', 'n'],
  ['plugins = acl, {vault://env/my-secret}', 'plugins', ['acl', 's3cret']],
])('%j is resolved', (text, name, value) => {
  const { value: conf, diagnostics } = readKongConf({ text, env: secrets });
  expect(diagnostics).toEqual([]);
  expect(conf?.directives[name]?.value).toEqual(value);
  expect(conf?.directives[name]?.references).toHaveLength(1);
});

test.each([
  ['pg_user = {vault://env}', 'names no secret'],
  ['pg_user = {vault://env/}', 'names no secret'],
  ['pg_user = {vault://env/missing}', 'MISSING is not in the environment'],
  ['pg_user = {vault://hcv/x}', 'the vault hcv is not loaded'],
  ['vaults = bundled, hcv\npg_user = {vault://hcv/x}', 'only known to the node'],
  ['vaults = off\npg_user = {vault://env/my-secret}', 'the vault env is not loaded'],
  ['pg_user = {vault://env/my-secret/key}', 'no JSON object with the key key'],
  ['pg_user = {vault://env/my-json/deep}', 'no JSON object with the key deep'],
])('%j stays as it is, and is warned of', (text, words) => {
  const { value: conf, diagnostics } = readKongConf({ text, env: secrets });
  expect(diagnostics).toMatchObject([{ code: 'unresolved-reference', severity: 'warning' }]);
  expect(diagnostics[0]!.message).toContain(words);
  expect(conf?.directives['pg_user']?.value).toBe(/\{.*\}/.exec(text)![0]);
});

test('what a vault holds is not shown in messages', () => {
  const { diagnostics } = readKongConf({ text: 'log_level = {vault://env/my-secret}', env: secrets });
  expect(diagnostics).toMatchObject([{ code: 'invalid-directive', message: 'log_level cannot be "******"' }]);
});
