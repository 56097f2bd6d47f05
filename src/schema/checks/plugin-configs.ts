/** Whole configs of plugins, and parts of them, whose fields depend on each other: docs/kong/custom-checks.md. */
import { type Check, isRecord } from './check.ts';
import { urlParts } from './uri.ts';

const GRANTS = [
  'enable_authorization_code',
  'enable_implicit_grant',
  'enable_client_credentials',
  'enable_password_grant',
];

/** Section oauth2 flows. */
export const oauth2Config: Check = (value) => {
  if (isRecord(value) && GRANTS.some((grant) => value[grant] === true)) return undefined;
  return {
    message: 'must enable at least one grant',
    help: `set one of ${GRANTS.map((grant) => `"${grant}"`).join(', ')} to true`,
    code: 'field-combination',
  };
};

/** Section http-log userinfo: the user info of the URL becomes an Authorization header of its own. */
export const httpLogConfig: Check = (value) => {
  if (!isRecord(value) || typeof value.http_endpoint !== 'string' || !isRecord(value.headers))
    return undefined;
  const own = Object.keys(value.headers).find((name) => name.toLowerCase() === 'authorization');
  if (own === undefined || urlParts(value.http_endpoint).userinfo === undefined) return undefined;
  return {
    message: 'must not have an "Authorization" header when "http_endpoint" has user info',
    help: 'keep one of the two',
    path: ['headers', own],
    code: 'field-combination',
    secret: true,
  };
};

/** Section request-termination. */
export const requestTerminationConfig: Check = (value) => {
  if (!isRecord(value)) return undefined;
  const has = (field: string) => value[field] !== undefined && value[field] !== null;
  const body = has('body') ? 'body' : undefined;
  const other = body ?? (has('content_type') ? 'content_type' : undefined);
  const clash = value.echo === true ? 'echo' : has('message') ? 'message' : undefined;
  if (clash && other) {
    return {
      message: `must not be set together with "${clash}"`,
      help: `remove "${clash}" or "${other}"`,
      path: [other],
      code: 'field-combination',
    };
  }
  if (!other || body) return undefined;
  return {
    message: 'needs a "body"',
    help: 'add "body" or remove "content_type"',
    path: ['content_type'],
    code: 'field-combination',
  };
};

/** Nothing that Kong's own check of this config looks at makes it fail. */
export const prometheusConfig: Check = () => undefined;

/** Section zipkin tags. */
export const zipkinStaticTags: Check = (value) => {
  if (!Array.isArray(value)) return undefined;
  const names = new Set<unknown>();
  for (const [i, tag] of value.entries()) {
    const name = isRecord(tag) ? tag.name : undefined;
    if (typeof name !== 'string') continue;
    if (names.has(name)) return { message: 'repeats the tag name of an earlier entry', path: [i, 'name'] };
    names.add(name);
  }
  return undefined;
};

/** Section opentelemetry resource attributes. */
export const otelResourceAttributes: Check = (value) => {
  if (!isRecord(value)) return undefined;
  for (const [name, attribute] of Object.entries(value)) {
    if (attribute === '') return { message: 'must not be empty', path: [name], code: 'invalid-length' };
    if (['string', 'number', 'boolean'].includes(typeof attribute)) continue;
    return { message: 'must be a string, a number or a boolean', path: [name], code: 'wrong-type' };
  }
  return undefined;
};

const ACME_RESERVED = ['kong_acme:renew_config:', 'kong_acme:cert_key:'];

/** Section acme namespace. */
export const acmeNamespace: Check = (value) => {
  const reserved = typeof value === 'string' && ACME_RESERVED.find((prefix) => value.startsWith(prefix));
  return reserved
    ? { message: `must not start with "${reserved}"`, help: 'the plugin uses it itself' }
    : undefined;
};

/** Section acme storage. */
export const acme: Check = (value) => {
  if (!isRecord(value) || !isRecord(value.config) || value.config.storage !== 'kong') return undefined;
  return {
    message: 'must not be kong: nodes without a database have no place for certificates',
    help: 'use shm, redis, consul or vault',
    path: ['config', 'storage'],
    code: 'field-combination',
  };
};

/** Section aws-lambda. */
export const awsLambda: Check = (value) => {
  const url = isRecord(value) && isRecord(value.config) ? value.config.proxy_url : undefined;
  if (typeof url !== 'string' || urlParts(url).scheme === 'http') return undefined;
  return {
    message: 'must have the scheme http',
    help: 'write http://host:port',
    path: ['config', 'proxy_url'],
    secret: true,
  };
};

/** docs/kong/custom-checks.md, section filter_chains: nodes are judged without WebAssembly. */
export const wasmFilters: Check = (value) => {
  if (!isRecord(value) || value.filters === undefined) return undefined;
  return {
    message: 'needs WebAssembly, which is off',
    help: 'set "wasm = on" in kong.conf, or remove the filter chain',
    code: 'field-combination',
  };
};
