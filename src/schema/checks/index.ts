import type { NodeSettings } from '../node.ts';
import { ip, ipOrCidr } from './addresses.ts';
import {
  caCertificate,
  certificate,
  certificatePair,
  certificatePairAlt,
  certificateTypes,
} from './certificates.ts';
import type { Check } from './check.ts';
import { keysJwk, pemKeys, privateKey, publicKey } from './crypto-keys.ts';
import { expressionRoute } from './expression-route.ts';
import { host, hostWithOptionalPort, routeHost, sni, target, upstreamName, wildcardHost } from './hosts.ts';
import { rateLimitingConfig, responseRatelimitingLimits } from './limits.ts';
import { llm } from './llm.ts';
import { luaCode, luaFunction, refusesLua } from './lua.ts';
import { cookieName, headerName, tag, utf8Name } from './names.ts';
import { path, routePath } from './paths.ts';
import {
  acme,
  acmeNamespace,
  awsLambda,
  httpLogConfig,
  oauth2Config,
  otelResourceAttributes,
  prometheusConfig,
  requestTerminationConfig,
  wasmFilters,
  zipkinStaticTags,
} from './plugin-configs.ts';
import { corsOrigin, pcre } from './regexes.ts';
import { pathHandling, routerExpression } from './router.ts';
import { acmeShmName, proxyCache } from './shared-dicts.ts';
import { headerPair, renameHeader, templatePair } from './transformers.ts';
import { oauth2RedirectUri, url } from './urls.ts';

export type { Check, Problem } from './check.ts';

/** Every custom check, by the name under which the schemas call it. */
export const checks: Record<string, Check> = {
  // of a field
  tag,
  'utf8-name': utf8Name,
  host,
  'host-with-optional-port': hostWithOptionalPort,
  'route-host': routeHost,
  'wildcard-host': wildcardHost,
  sni,
  ip,
  'ip-or-cidr': ipOrCidr,
  path,
  'route-path': routePath,
  'header-name': headerName,
  'cookie-name': cookieName,
  url,
  'upstream-name': upstreamName,
  target,
  certificate,
  'private-key': privateKey,
  'pem-keys': pemKeys,
  'oauth2-redirect-uri': oauth2RedirectUri,
  'public-key': publicKey,
  pcre,
  'lua-function': luaFunction,
  'lua-code': luaCode,
  'cors-origin': corsOrigin,
  'header-pair': headerPair,
  'template-pair': templatePair,
  'rename-header': renameHeader,
  'acme-shm-name': acmeShmName,
  'acme-namespace': acmeNamespace,
  'zipkin-static-tags': zipkinStaticTags,
  'otel-resource-attributes': otelResourceAttributes,
  'response-ratelimiting-limits': responseRatelimitingLimits,
  'prometheus-config': prometheusConfig,
  'oauth2-config': oauth2Config,
  'http-log-config': httpLogConfig,
  'rate-limiting-config': rateLimitingConfig,
  'request-termination-config': requestTerminationConfig,
  // of an entity
  'keys-jwk': keysJwk,
  'certificate-pair': certificatePair,
  'certificate-pair-alt': certificatePairAlt,
  'certificate-types': certificateTypes,
  'ca-certificate': caCertificate,
  'router-expression': routerExpression,
  'expression-route': expressionRoute,
  'path-handling': pathHandling,
  llm,
  'aws-lambda': awsLambda,
  'proxy-cache': proxyCache,
  acme,
  'wasm-filters': wasmFilters,
};

/** The checks of a node with these settings. */
export function checksFor({ withoutLua }: NodeSettings): Record<string, Check> {
  if (withoutLua === undefined) return checks;
  const refused = refusesLua(withoutLua);
  return { ...checks, 'lua-function': refused, 'lua-code': refused };
}
