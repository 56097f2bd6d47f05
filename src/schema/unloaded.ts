/** Words for plugins and vaults that the node does not have, and for what would come with them. */

import { suggestion } from '../suggest.ts';
import type { EntityType } from './digest.ts';
import type { Finding } from './finding.ts';
import type { Registry } from './registry.ts';

/** Nothing is known of a plugin or vault of this name. */
export function unknownSubschema(type: EntityType, name: string, registry: Registry): Finding {
  const full = `${type.name}/${name}`;
  const what = type.name === 'plugins' ? 'plugin' : 'vault';
  const base = { code: `unknown-${what}`, path: ['name'] } as const;
  const loaded = registry.loaded(type.name);
  if (loaded && registry.whole.has(full) && !registry.has(full))
    return {
      ...base,
      message: `the node does not load the ${what} "${name}"`,
      help: `add it to ${loaded.said}, or remove it here`,
    };
  if (loaded?.names.includes(name))
    return {
      ...base,
      severity: 'warning',
      message: `nothing is known of the ${what} "${name}", so its config is not judged`,
      help: 'give its schema with --schemas DIR',
    };
  const known = registry.names(type.name as 'plugins' | 'vaults');
  const help = what === 'plugin' ? otherPlugin(name, loaded?.said) : `use ${known.join(', ')}`;
  if (what === 'plugin' && ENTERPRISE.split(/\s+/).includes(name))
    return { ...base, message: `the plugin "${name}" comes with Kong Enterprise`, help };
  return { ...base, message: `no ${what} is called "${name}"`, help: suggestion(name, known) ?? help };
}

/** Plugins that the open-source Kong has not: docs/kong/dbless-compat.md, section 3. */
const ENTERPRISE = `app-dynamics canary confluent confluent-consume datakit degraphql exit-transformer forward-proxy
  graphql-proxy-cache-advanced graphql-rate-limiting-advanced header-cert-auth injection-protection jq
  json-threat-protection jwe-decrypt jwt-signer kafka-consume kafka-log kafka-upstream key-auth-enc ldap-auth-advanced
  mocking mtls-auth oas-validation oauth2-introspection opa openid-connect proxy-cache-advanced rate-limiting-advanced
  request-callout request-transformer-advanced request-validator response-transformer-advanced route-by-header
  route-transformer-advanced saml service-protection tls-handshake-modifier tls-metadata-headers upstream-oauth
  upstream-timeout vault-auth websocket-size-limit websocket-validator xml-threat-protection`;

/** A name is quoted only where it can be one. */
const otherPlugin = (name: string, said: string | undefined): string =>
  said === undefined
    ? `use a bundled one; if the node has it, say so: KONG_PLUGINS=bundled,${/^[\w-]+$/.test(name) ? name : 'NAME'}, or -c its kong.conf`
    : `use one that the node loads, or add it to ${said}`;

/** A collection that comes with a plugin which the node does not load: docs/kong/more-observations.md, section 2. */
export function unloadedCollection(name: string, registry: Registry): Finding {
  const plugin = registry.unloaded.get(name);
  return {
    code: 'unknown-field',
    path: [name],
    message: `has an unknown field "${name}": the node does not load the plugin ${plugin}, which brings it`,
    help: `add ${plugin} to ${registry.loaded('plugins')?.said}, or remove the field, empty or not`,
  };
}
