import { type Bounds, list, number, oneOf, type Rows, text, unset, yesNo } from './row.ts';

const upTo1000: Bounds = { min: 1, max: 1000, whole: true };

/** Lua inside the node, and how the node finds names. */
export const runtime: Rows = {
  untrusted_lua: oneOf(['on', 'off', 'sandbox'], 'sandbox', 'what Lua in a config may do'),
  untrusted_lua_sandbox_requires: list(unset, 'modules it may load in the sandbox'),
  untrusted_lua_sandbox_environment: list(unset, 'globals it may see in the sandbox'),
  lua_package_path: text('./?.lua;./?/init.lua;', 'where modules in Lua are looked for'),
  lua_package_cpath: text(unset, 'where modules in C are looked for'),
  lua_socket_pool_size: number('256', 'idle connections kept for calls the node makes'),
  lua_max_req_headers: number('100', 'headers of a request that are read', upTo1000),
  lua_max_resp_headers: number('100', 'headers of an answer that are read', upTo1000),
  lua_max_uri_args: number('100', 'arguments of a query that are read', upTo1000),
  lua_max_post_args: number('100', 'arguments of a form that are read', upTo1000),
  new_dns_client: yesNo('off', 'which of two DNS clients serves; it takes the resolver_ directives'),
  dns_resolver: list(unset, 'name servers, else those of the system'),
  dns_hostsfile: text('/etc/hosts', 'names known without asking'),
  dns_order: list('LAST,SRV,A,CNAME', 'kinds of records, in the order they are asked for'),
  dns_valid_ttl: number(unset, 'seconds an answer stays cached, instead of what it says itself'),
  dns_stale_ttl: number('3600', 'seconds a stale answer serves while a new one is on its way'),
  dns_cache_size: number('10000', 'answers kept'),
  dns_not_found_ttl: number('30', 'seconds a missing name stays so'),
  dns_error_ttl: number('1', 'seconds a failure stays so'),
  dns_no_sync: yesNo('off', 'whether equal questions are asked separately'),
  resolver_address: list(unset, 'name servers, else those of the system'),
  resolver_hosts_file: text('/etc/hosts', 'names known without asking'),
  resolver_family: list('A,SRV', 'kinds of records asked for'),
  resolver_valid_ttl: number(unset, 'seconds an answer stays cached, instead of what it says itself'),
  resolver_stale_ttl: number('3600', 'seconds a stale answer serves while a new one is on its way'),
  resolver_error_ttl: number('1', 'seconds a failure stays so'),
  resolver_lru_cache_size: number('10000', 'answers kept in each worker'),
  resolver_mem_cache_size: text('5m', 'memory for answers that workers share'),
};
