import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { readVerdicts } from '../../verdicts.ts';

/** One value that a check judges in a config of fixtures/verdicts/, and what Kong said there. */
export interface MinedCase {
  check: string;
  value: unknown;
  ok: boolean;
  said: string | undefined;
  id: string;
}

// biome-ignore lint/suspicious/noExplicitAny: facts and error trees of any shape
type Any = any;

/** The functions of Kong's schemas, as fixtures/facts/ names them, and our checks for them. */
const CHECK_OF: Record<string, string> = {
  'kong/db/schema/typedefs.lua:118': 'tag',
  'kong/db/schema/typedefs.lua:137': 'utf8-name',
  'kong/db/schema/typedefs.lua:24': 'host',
  'kong/db/schema/typedefs.lua:38': 'host-with-optional-port',
  'kong/db/schema/typedefs.lua:495': 'route-host',
  'kong/db/schema/typedefs.lua:172': 'wildcard-host',
  'kong/db/schema/typedefs.lua:154': 'sni',
  'kong/db/schema/typedefs.lua:44': 'ip',
  'kong/db/schema/typedefs.lua:53': 'ip-or-cidr',
  'kong/db/schema/typedefs.lua:71': 'path',
  'kong/db/schema/typedefs.lua:500': 'route-path',
  'kong/tools/http.lua:281': 'header-name',
  'kong/tools/http.lua:260': 'cookie-name',
  'kong/db/schema/typedefs.lua:205': 'url',
  'kong/db/schema/entities/upstreams.lua:18': 'upstream-name',
  'kong/db/schema/entities/targets.lua:6': 'target',
  'kong/db/schema/typedefs.lua:224': 'certificate',
  'kong/db/schema/typedefs.lua:234': 'private-key',
  'kong/db/schema/typedefs.lua:660': 'pem-keys',
  'kong/plugins/oauth2/daos.lua:9': 'oauth2-redirect-uri',
  'kong/plugins/jwt/daos.lua:4': 'public-key',
  'kong/plugins/pre-function/_schema.lua:10': 'lua-function',
  'kong/db/schema/typedefs.lua:895': 'lua-code',
  'kong/plugins/cors/schema.lua:18': 'cors-origin',
  'kong/plugins/request-transformer/schema.lua:29': 'header-pair',
  'kong/plugins/request-transformer/schema.lua:13': 'template-pair',
  'kong/plugins/request-transformer/schema.lua:44': 'rename-header',
  'kong/plugins/response-transformer/schema.lua:20': 'rename-header',
  'kong/plugins/acme/schema.lua:30': 'acme-shm-name',
  'kong/plugins/acme/schema.lua:12': 'acme-namespace',
  'kong/plugins/zipkin/schema.lua:28': 'zipkin-static-tags',
  'kong/plugins/opentelemetry/schema.lua:4': 'otel-resource-attributes',
  'kong/plugins/response-ratelimiting/schema.lua:7': 'response-ratelimiting-limits',
  'kong/plugins/prometheus/schema.lua:3': 'prometheus-config',
  'kong/plugins/oauth2/schema.lua:3': 'oauth2-config',
  'kong/plugins/http-log/schema.lua:63': 'http-log-config',
  'kong/plugins/rate-limiting/schema.lua:10': 'rate-limiting-config',
  'kong/plugins/request-termination/schema.lua:27': 'request-termination-config',
  'kong/db/schema/entities/keys.lua:77': 'keys-jwk',
  'kong/db/schema/entities/certificates.lua:31': 'certificate-pair',
  'kong/db/schema/entities/certificates.lua:44': 'certificate-pair-alt',
  'kong/db/schema/entities/certificates.lua:59': 'certificate-types',
  'kong/db/schema/entities/ca_certificates.lua:41': 'ca-certificate',
  'kong/db/schema/entities/routes.lua:61': 'router-expression',
  'kong/db/schema/entities/routes.lua:27': 'path-handling',
  'kong/llm/schemas/init.lua:308': 'llm',
  'kong/plugins/aws-lambda/schema.lua:134': 'aws-lambda',
  'kong/plugins/proxy-cache/schema.lua:96': 'proxy-cache',
  'kong/plugins/acme/schema.lua:291': 'acme',
  'kong/runloop/wasm.lua:1103': 'wasm-filters',
};

/** What the entity checks say in `@entity`, to tell them from the checks that are keywords. */
const ENTITY_MESSAGES: Record<string, RegExp> = {
  'keys-jwk': /JWK|jwk string|kid/,
  'certificate-pair': /^certificate does not match key/,
  'certificate-pair-alt': /^alternative certificate does not match key/,
  'certificate-types': /same type/,
  'ca-certificate': /one certificate|expired|CA/,
  'router-expression': /Router Expression/,
  'path-handling': /never/,
  llm: /statistics|native/,
  'aws-lambda': /proxy_url/,
  'proxy-cache': /missing shared dict/,
  acme: /dbless/,
  'wasm-filters': /wasm/,
};

/** Messages of keywords: the check behind them was not asked, or its answer was not shown. */
const KEYWORD = new RegExp(
  '^(expected an? |expected one of|required field|length must|value must|value should|should start with: /$|' +
    'unknown field|must not be one of|cannot set|cannot contain|invalid wildcard|must not have empty segments$|' +
    'should start with: / \\(fixed|unknown type|field required|both deprecated|no such filter)',
);

const facts: Any = JSON.parse(
  gunzipSync(
    readFileSync(new URL('../../../fixtures/facts/kong-3.10-schemas.json.gz', import.meta.url)),
  ).toString(),
);

export function mineVerdicts(): MinedCase[] {
  const probes: Any[] = [
    ...readVerdicts<Any>('probes'),
    ...readVerdicts<Any>('flavors').filter((row) => row.flavor === 'traditional_compatible'),
  ];
  const found: MinedCase[] = [];
  for (const probe of probes) {
    const { config, ok, fields } = probe;
    if (probe.crash || probe.fields_vary || (!ok && !fields) || typeof config !== 'object') continue;
    if (config._format_version !== '3.0') continue;
    const add = (check: string, value: unknown, said: string | undefined) =>
      found.push({ check, value, ok: said === undefined, said, id: probe.id });
    for (const [type, list] of Object.entries<Any>(config)) {
      if (!facts.entities[type] || !Array.isArray(list)) continue;
      for (const [i, entity] of list.entries()) walkEntity(type, entity, at(fields?.[type], i), add);
    }
  }
  return found;
}

type Add = (check: string, value: unknown, said: string | undefined) => void;

/** The errors of an item; a string there stands for the whole list and tells nothing of the item. */
function at(errors: Any, key: string | number): Any {
  return errors === undefined || errors === null || typeof errors === 'string' ? errors : errors[key];
}

function walkEntity(type: string, entity: Any, errors: Any, add: Add): void {
  if (typeof entity !== 'object' || entity === null || Array.isArray(entity)) return;
  if (typeof errors === 'string') return;
  const schema = facts.entities[type];
  const plugin = type === 'plugins' ? facts.plugins[entity.name] : undefined;
  if (type === 'plugins' && !plugin) return;
  if (typeof errors?.protocols === 'string' && errors.protocols.startsWith('unknown type')) return;
  const sub = type === 'routes' ? schema.subschemas[[entity.protocols].flat()[0] ?? 'http'] : plugin;
  const fields = [...schema.fields, ...(sub?.fields ?? [])];
  walkRecord(
    { fields, entity_checks: [...(schema.entity_checks ?? []), ...(sub?.entity_checks ?? [])] },
    entity,
    errors,
    add,
  );
  for (const { entity: child } of facts.nesting[type] ?? []) {
    if (!Array.isArray(entity[child])) continue;
    for (const [i, nested] of entity[child].entries()) walkEntity(child, nested, at(errors?.[child], i), add);
  }
}

function walkRecord(schema: Any, record: Any, errors: Any, add: Add): void {
  for (const field of schema.fields ?? []) {
    // A service's `url` overwrites what stands beside it.
    if (!(field.name in record) || (field.name === 'host' && 'url' in record)) continue;
    const overridden = schema.fields.findLast((other: Any) => other.name === field.name);
    if (overridden === field) walkField(field, record[field.name], errors?.[field.name], add);
  }
  for (const wrapped of schema.entity_checks ?? []) {
    const custom = wrapped.custom_entity_check;
    const check = custom && CHECK_OF[custom.fn.$fn];
    if (check) walkEntityCheck(check, custom, record, errors, add);
    const then = wrapped.conditional?.then_match?.custom_validator;
    const value = then && record[wrapped.conditional.then_field];
    if (!then || typeof value !== 'string' || !/^(RS|PS|Ed)/.test(record.algorithm ?? '')) continue;
    if (value !== '') judge(CHECK_OF[then.$fn]!, value, errors?.[wrapped.conditional.then_field], add);
  }
}

function walkEntityCheck(check: string, custom: Any, record: Any, errors: Any, add: Add): void {
  const said = [errors?.['@entity'] ?? []].flat().find((text: string) => ENTITY_MESSAGES[check]!.test(text));
  if (!said) {
    const sources: string[] = custom.field_sources ?? [];
    if (sources.some((source) => get(errors, source) !== undefined && get(errors, source) !== null)) return;
    if (sources.some((source) => /^\{vault:/.test(String(get(record, source))))) return;
  }
  add(check, record, said);
}

function get(record: Any, path: string): Any {
  return path
    .split('.')
    .reduce((value, key) => (typeof value === 'string' ? undefined : value?.[key]), record);
}

function walkField(field: Any, value: Any, errors: Any, add: Add): void {
  if (value === null) return;
  if (field.type === 'string' && (typeof value !== 'string' || value === '')) return;
  if (field.referenceable && /^\{vault:\/\/.*\}$/.test(value)) return;
  if (field.is_regex && typeof value === 'string') judge('pcre', value, errors, add);
  const check = field.custom_validator && CHECK_OF[field.custom_validator.$fn];
  const isRecord = typeof value === 'object' && !Array.isArray(value);
  if (field.type === 'record' && isRecord) {
    walkRecord(field, value, errors, add);
    if (check && (errors === undefined || errors === null || typeof errors === 'string'))
      judge(check, value, errors, add);
    return;
  }
  const isList = field.type === 'set' || field.type === 'array';
  const known = typeof errors !== 'object' || errors === null;
  const hasType = isList ? Array.isArray(value) : field.type === 'map' ? isRecord : true;
  // Refused by a pattern of the field itself: the check was not asked.
  const byPattern = field.match && /^invalid value: /.test(errors);
  if (check && known && hasType && !byPattern) judge(check, value, errors, add);
  if (isList && Array.isArray(value) && field.elements && typeof errors !== 'string') {
    // Errors of a set count its elements after duplicates are gone.
    if (field.type === 'set' && errors && new Set(value.map((v) => JSON.stringify(v))).size < value.length)
      return;
    for (const [i, element] of value.entries()) walkField(field.elements, element, at(errors, i), add);
  }
  // Errors of a map do not name the key, so only maps with one entry tell something.
  const entries = field.type === 'map' && isRecord ? Object.entries(value) : [];
  if (errors && entries.length !== 1) return;
  for (const [key, item] of entries) {
    if (field.keys) walkField(field.keys, key, typeof errors === 'string' ? errors : undefined, add);
    if (field.values && !(typeof errors === 'string' && /header name/.test(errors)))
      walkField(field.values, item, errors, add);
  }
}

function judge(check: string, value: unknown, errors: Any, add: Add): void {
  if (errors === undefined || errors === null) add(check, value, undefined);
  else if (typeof errors === 'string' && !KEYWORD.test(errors)) add(check, value, errors);
}
