/** Which findings a mistake makes: each once, and none that follows from another. */
import { expect, test } from 'vitest';
import { parse } from '../../src/parse.ts';

const findings = (config: object) =>
  parse(JSON.stringify({ _format_version: '3.0', ...config }), { format: 'json', lint: false }).diagnostics;
const paths = (config: object) => findings(config).map(({ path }) => path?.join('.'));
const plugin = (name: string, config: object) => ({ plugins: [{ name, config }] });

test.each([
  [{ algorithm: 1, hash_on: 'ip' }, 'algorithm'],
  [{ algorithm: '', hash_on: 'none' }, 'algorithm'],
  [{ algorithm: 'least-connections', hash_on: 1 }, 'hash_on'],
  [{ algorithm: 'latency', hash_on: '' }, 'hash_on'],
])('a shorthand field of a wrong type is seen whatever the other one says: %j', (fields, wrong) => {
  expect(paths({ upstreams: [{ name: 'u', ...fields }] })).toEqual([`upstreams.0.${wrong}`]);
});

test('a null under an old name keeps the default out, unless the new name is there', () => {
  const redis = { minute: 1, policy: 'redis', redis: { host: 'h' }, redis_port: null };
  expect(paths(plugin('rate-limiting', redis))).toEqual(['plugins.0.config.redis.port']);
  expect(paths(plugin('rate-limiting', { ...redis, redis: { host: 'h', port: 1 } }))).toEqual([]);
  expect(paths(plugin('rate-limiting', { minute: 1, redis_port: null }))).toEqual([]);
});

test('an unknown algorithm does not matter where the hash decides', () => {
  expect(paths({ upstreams: [{ name: 'u', algorithm: 'bad', hash_on: 'ip' }] })).toEqual([]);
});

test('a vault reference is taken only where Kong resolves one', () => {
  const cert = '{vault://env/cert}';
  expect(paths({ ca_certificates: [{ cert }] })).toEqual(['ca_certificates.0.cert']);
  expect(paths({ certificates: [{ cert, key: '{vault://env/key}' }] })).toEqual([]);
});

test('updated_at is asked of no record, and of the whole file', () => {
  expect(paths({ ...plugin('cors', { updated_at: 'x' }) })).toEqual([]);
  expect(
    paths({ routes: [{ name: 'r', protocols: ['tcp'], sources: [{ port: 1, updated_at: {} }] }] }),
  ).toEqual([]);
  expect(paths({ updated_at: 1 })).toEqual(['updated_at']);
});

test('an item that is no map hides nothing in the items beside it', () => {
  expect(paths({ routes: [{ name: 'r', protocols: ['tcp'], sources: [{}, 1] }] }).sort()).toEqual([
    'routes.0.sources.0',
    'routes.0.sources.1',
  ]);
  const templates = [{ name: 'a', template: 'b', zz: 1 }, 1];
  expect(paths(plugin('ai-prompt-template', { templates })).sort()).toEqual([
    'plugins.0.config.templates.0.zz',
    'plugins.0.config.templates.1',
  ]);
});

test('a rule says nothing where the field on which it depends is wrong', () => {
  expect(paths(plugin('ai-proxy', { route_type: 'llm/v1/chat' }))).toEqual([
    'plugins.0.config.model.provider',
  ]);
  expect(paths({ services: [{ name: 's', host: 'h', protocol: 'x', tls_verify: true }] })).toEqual([
    'services.0.protocol',
  ]);
  const service = { name: 's', host: 'h', protocol: null, ca_certificates: ['x'] };
  expect(paths({ services: [service] })).toEqual(['services.0.protocol', 'services.0.ca_certificates.0']);
  expect(paths({ services: [{ name: 's', host: 'h.test', url: '' }] })).toEqual(['services.0.url']);
});

test('that one field of two is needed is said once, and what to do fits what is there', () => {
  expect(findings(plugin('acl', {}))).toMatchObject([{ path: ['plugins', 0], help: 'add one of them' }]);
  expect(findings(plugin('acl', { allow: ['a'], deny: ['b'] }))).toMatchObject([
    { help: 'keep one of them' },
  ]);
});

test.each([
  ['acl', 'whitelist', 'allow'],
  ['ip-restriction', 'blacklist', 'deny'],
  ['pre-function', 'functions', 'access'],
])('%s: %s has another name now', (name, old, now) => {
  const about = findings(plugin(name, { [old]: ['x'] })).find(({ code }) => code === 'unknown-field');
  expect(about?.help).toContain(now);
});

test('no field is suggested that is there already', () => {
  const config = {
    enable_client_credentials: true,
    reuse_refresh_token: true,
    persistent_refresh_token: false,
  };
  expect(findings(plugin('oauth2', config))[0]!.help).not.toContain('did you mean');
});

test.each([
  ['$PORT', 'port'],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: that is how they are written
  ['${PORT:-80}', 'port'],
  ['{{ .Values.host }}', 'host'],
])('%s is still to be filled in', (value, field) => {
  const [finding] = findings({ services: [{ name: 's', host: 'h', [field]: value }] });
  expect(finding).toMatchObject({
    path: ['services', 0, field],
    help: expect.stringContaining('placeholder'),
  });
});
