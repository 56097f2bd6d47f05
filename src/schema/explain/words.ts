/** Words for patterns and for well-known strangers. */

/** What a pattern of the schemas asks for, and what to do; by its source. */
const PATTERNS: Record<string, [string, string?]> = {
  '^\\/': ['must start with "/"'],
  '\\/\\/': ['must not have two slashes in a row', 'write a single "/"'],
  '(?:^\\/)|(?:^~\\/)': ['must start with "/" (a prefix) or "~/" (a regular expression)'],
  '^[A-Z]+$': ['must be upper-case letters only', 'write GET, POST, …'],
  '^[^\\*]*\\*?[^\\*]*$': ['must have at most one "*"', 'write one route host for each wildcard'],
  '(?:^\\*\\.)|(?:\\.\\*$)|(?:^[^\\*]*$)': [
    'must have its "*" as the first or the last label',
    'write *.example.com or example.*',
  ],
  '^[Hh][Oo][Ss][Tt]$': [
    'must not be the host header',
    'match or set hosts where there is a field of its own for them',
  ],
  '^[Cc][Oo][Nn][Tt][Ee][Nn][Tt]\\x2d[Ll][Ee]n[Gg][Tt][Hh]$': [
    'must not be the content-length header',
    'remove it, Kong sets it',
  ],
  '^[Cc][Oo][Nn][Tt][Ee][Nn][Tt]\\x2d[Tt][Yy][Pp][Ee]$': [
    'must not be the content-type header',
    'use the field content_type',
  ],
  '^[a-z][\\x2d0-9a-z]*?[0-9a-z]+$': [
    'must be two or more lower-case letters, digits or "-", from a letter to a letter or digit',
    'for instance my-env',
  ],
  '^[\\x2dA-Z_a-z][\\x2d0-9A-Z_a-z]*$': [
    'must be letters, digits, "_" and "-", and not start with a digit',
    'for instance SECRET_',
  ],
  '^[^:]+:[\\s\\S]*$': ['must have a name, a colon and a value', 'write name:value'],
  '^[0-9]+\\x2d[0-9]+$': ['must be a range of status codes', 'write for instance 200-299'],
  '[0-9A-Za-z]*[!-\\/:-@\\[-`\\{-~]*@+[0-9A-Za-z]*\\.?[0-9A-Za-z]*': [
    'must be an e-mail address',
    'write for instance ops@example.com',
  ],
  '^[\\s\\S]*(?:[\\u{80}-\\u{10ffff}]|[\\x00-9;-\\x7f])$': [
    'must not end with a colon',
    'write key:value, or a tag without a value',
  ],
  "^(?:[\\x00-\\x08\\x0e-\\x1f!-\\$'-\\)\\+-\\[\\]-_a-\\x7f][^%&\\*\\`]*(?:[\\u{80}-\\u{10ffff}]|[\\x00-\\x08\\x0e-\\x1f!-\\$'-\\)\\+-\\[\\]-_a-\\x7f])|[\\u{80}-\\u{10ffff}][^%&\\*\\\\`]*(?:[\\u{80}-\\u{10ffff}]|[\\x00-\\x08\\x0e-\\x1f!-\\$'-\\)\\+-\\[\\]-_a-\\x7f])|[\\u{80}-\\u{10ffff}])$":
    [
      'must be the path of a file, without spaces at its ends and without any of % & * ` \\\\',
      'write for instance /var/log/kong/requests.log',
    ],
  '(?:^[0-9]+[\\.0-9]*$)|(?:^[0-9]+[\\.0-9]*\\x2d?[\\s\\S]*$)': [
    'must be a version number',
    'write for instance 3.10.0',
  ],
  '\\.\\.': ['must not have two dots in a row', 'write a single "."'],
};

export function wordsForPattern(pattern: string): [string, string?] {
  return PATTERNS[pattern] ?? [`must match the regular expression ${pattern}`];
}

const DECK = 'this is a decK field, which a DB-less node refuses;';

const ALLOW = 'Kong 3 calls it allow';
const DENY = 'Kong 3 calls it deny';
const ACCESS = 'Kong 3 has a field for each phase; write access';

/** Fields that people bring from other tools, editions and versions, by record and name, and what to do with them. */
const STRANGERS: Record<string, string> = {
  'plugins/acl.config.whitelist': ALLOW,
  'plugins/acl.config.blacklist': DENY,
  'plugins/ip-restriction.config.whitelist': ALLOW,
  'plugins/ip-restriction.config.blacklist': DENY,
  'plugins/bot-detection.config.whitelist': ALLOW,
  'plugins/bot-detection.config.blacklist': DENY,
  'plugins/pre-function.config.functions': ACCESS,
  'plugins/post-function.config.functions': ACCESS,
  'plugins.run_on': 'remove it: since Kong 2, a plugin always runs on the node that has it',
  _info: `${DECK} remove it`,
  _plugin_configs: `${DECK} write the config into each plugin`,
  _config: `${DECK} write the config itself`,
  _workspace: `${DECK} remove it`,
  _konnect: `${DECK} remove it`,
  _sync_version: 'remove it: a DB-less node refuses it',
  'document/declarative-config.tags': 'tags are a field of entities, not a collection; remove it',
  ws_id: 'everything in a file belongs to the default workspace; remove it',
  consumer_group: 'consumer groups need Kong Enterprise; remove it',
  consumer_groups: 'consumer groups need Kong Enterprise; remove them',
  'consumers.groups': 'consumer groups need Kong Enterprise; remove them',
  licenses: 'licenses need Kong Enterprise; remove them',
  partials: 'partials need Kong Enterprise; remove them',
  rbac_roles: 'roles need Kong Enterprise; remove them',
  'routes.expression':
    'the node needs router_flavor = expressions: give its kong.conf with -c, or use hosts, paths, …',
  'routes.priority':
    'the node needs router_flavor = expressions: give its kong.conf with -c, or use regex_priority',
};

/** What to do about a field that is known elsewhere. `record`: the schema and the keys down to it (`plugins/acl.config`). */
export const strangerHelp = (record: string, field: string): string | undefined =>
  [`${record}.${field}`, ...(record.includes('.') ? [] : [field])]
    .map((word) => (Object.hasOwn(STRANGERS, word) ? STRANGERS[word] : undefined))
    .find(Boolean);
