/** Shared memory of nginx that plugins name: docs/kong/more-observations.md, section 3. */
import { type Check, isRecord, type Problem } from './check.ts';

/** What a node with default settings has. More can be declared in kong.conf, which a config does not show. */
const DEFAULT_DICTS = new Set([
  'kong',
  'kong_cluster_events',
  'kong_core_db_cache',
  'kong_core_db_cache_miss',
  'kong_db_cache',
  'kong_db_cache_miss',
  'kong_healthchecks',
  'kong_locks',
  'kong_rate_limiting_counters',
  'kong_secrets',
  'prometheus_metrics',
]);

function missing(name: unknown, path: (string | number)[]): Problem | undefined {
  if (typeof name !== 'string' || name === '' || DEFAULT_DICTS.has(name)) return undefined;
  return {
    message: 'names a shared dict that a node does not have by default, and refuses without',
    help: 'declare it with nginx_http_lua_shared_dict in kong.conf, or use "kong_db_cache"',
    severity: 'warning',
    path,
  };
}

export const acmeShmName: Check = (value) => missing(value, []);

export const proxyCache: Check = (value) => {
  const config = isRecord(value) ? value.config : undefined;
  if (!isRecord(config) || !isRecord(config.memory)) return undefined;
  return missing(config.memory.dictionary_name, ['config', 'memory', 'dictionary_name']);
};
