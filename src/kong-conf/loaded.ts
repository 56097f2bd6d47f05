/** Which plugins and vaults a node loads: docs/kong/kong-conf.md, "plugins resolution". */

const BUNDLED_PLUGINS = (
  'acl acme ai-prompt-decorator ai-prompt-guard ai-prompt-template ai-proxy ai-request-transformer ' +
  'ai-response-transformer aws-lambda azure-functions basic-auth bot-detection correlation-id cors datadog file-log ' +
  'grpc-gateway grpc-web hmac-auth http-log ip-restriction jwt key-auth ldap-auth loggly oauth2 opentelemetry ' +
  'post-function pre-function prometheus proxy-cache rate-limiting redirect request-size-limiting ' +
  'request-termination request-transformer response-ratelimiting response-transformer session standard-webhooks ' +
  'statsd syslog tcp-log udp-log zipkin'
).split(' ');

const BUNDLED_VAULTS = ['env'];

export const loadedPlugins = (listed: readonly string[]) => loaded(listed, BUNDLED_PLUGINS);
export const loadedVaults = (listed: readonly string[]) => loaded(listed, BUNDLED_VAULTS);

/** `off` counts in first place only; elsewhere it is no name either. A set in Kong, so sorted here. */
function loaded(listed: readonly string[], bundled: readonly string[]): string[] {
  if (listed[0] === 'off') return [];
  const names = listed.flatMap((item) => (item === 'bundled' ? bundled : item === 'off' ? [] : [item]));
  return [...new Set(names)].sort();
}
