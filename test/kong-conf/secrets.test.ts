import { expect, test } from 'vitest';
import { masked, maskedLines, readKongConf } from '../../src/kong-conf/index.ts';

const secret = 'hunter2';

test.each([
  'pg_password',
  'pg_ro_password',
  'declarative_config_string',
  'ssl_cert_key',
  'admin_ssl_cert_key',
  'cluster_cert_key',
  'proxy_server',
  'request_debug_token',
  'vault_hcv_token',
])('%s is never shown', (name) => {
  expect(masked(name, { value: secret })).toBe('******');
  expect(masked(name, { value: [secret] })).toBe('******');
  expect(masked(name, { value: null })).toBeNull();
  const { diagnostics } = readKongConf({
    text: `${name} = "${secret}"#${secret}\nclient_ssl = on\n`,
    env: {},
  });
  expect(JSON.stringify(diagnostics)).not.toContain(secret);
});

test('what a vault holds is shown as the reference to it', () => {
  const { value } = readKongConf({
    text: 'database = off\npg_user = {vault://env/who}\nheaders = off, {vault://env/who}\n',
    env: { WHO: secret },
  });
  const { pg_user, headers } = value!.directives;
  expect(pg_user!.value).toBe(secret);
  expect(masked('pg_user', pg_user!)).toBe('{vault://env/who}');
  expect(JSON.stringify(masked('headers', headers!))).not.toContain(secret);
});

test.each([
  ['pg_password = hunter2', 'pg_password = *******'],
  ['#pg_password=hunter2', '#pg_password=*******'],
  ['pg-password = hunter2 # x', 'pg-password = ***********'],
  ['pg_pasword = hunter2', 'pg_pasword = *******'],
  ['pg_password: hunter2', 'pg_password: *******'],
  ['pg_password = \\\r\nhunter2\r\nrole = x', 'pg_password = *\r\n*******\r\nrole = x'],
  ['log_level = verbose', 'log_level = verbose'],
  ['# just a comment', '# just a comment'],
])('%j is shown as %j', (text, shown) => {
  expect(maskedLines(text)).toBe(shown);
});
