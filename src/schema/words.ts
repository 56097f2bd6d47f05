/** Words for patterns and for well-known strangers. */

/** What a pattern of the schemas asks for, and what to do; by its source. */
const PATTERNS: Record<string, [string, string?]> = {
  '^\\/': ['must start with "/"'],
  '\\/\\/': ['must not have two slashes in a row', 'write a single "/"'],
  '(?:^\\/)|(?:^~\\/)': ['must start with "/" (a prefix) or "~/" (a regular expression)'],
  '^[A-Z]+$': ['must be upper-case letters only', 'write GET, POST, …'],
};

export function wordsForPattern(pattern: string): [string, string?] {
  return PATTERNS[pattern] ?? [`must match ${pattern}`];
}

/** Fields that people bring from other tools, and what to do with them here. */
export const UNKNOWN_FIELD_HELP: Record<string, string> = {
  _info: 'this is a decK field, which a DB-less node refuses; remove it',
  _plugin_configs: 'this is a decK field, which a DB-less node refuses; write the config into each plugin',
  _workspace: 'this is a decK field, which a DB-less node refuses; remove it',
  _konnect: 'this is a decK field, which a DB-less node refuses; remove it',
  _sync_version: 'remove it: a DB-less node refuses it',
  tags: 'tags are a field of entities, not a collection; remove it',
  ws_id: 'everything in a file belongs to the default workspace; remove it',
  consumer_groups: 'consumer groups need Kong Enterprise; remove them',
  licenses: 'licenses need Kong Enterprise; remove them',
  rbac_roles: 'roles need Kong Enterprise; remove them',
  expression: 'expressions need router_flavor = expressions; use hosts, paths, methods or headers',
  priority: 'priority needs router_flavor = expressions; use regex_priority',
};
