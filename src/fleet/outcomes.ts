/** Every way in which it can end for one node. */

export interface OutcomeEntry {
  /** The node holds the config, or would. */
  ok: boolean;
  /** After the name of the node. */
  words: string;
  help?: string;
}

export const outcomes = {
  converged: { ok: true, words: 'holds the config' },
  unchanged: { ok: true, words: 'held the config already' },
  'would-load': { ok: true, words: 'would load the config' },
  // what the node says of the config
  rejected: { ok: false, words: 'refuses the config' },
  'missing-plugin': {
    ok: false,
    words: 'does not have every plugin that the config uses',
    help: 'add it to the setting plugins of the node',
  },
  'too-large': {
    ok: false,
    words: 'takes no body as large as this',
    help: 'raise nginx_admin_client_max_body_size and nginx_admin_client_body_buffer_size of the node, both',
  },
  'body-not-read': {
    ok: false,
    words: 'did not read the body, which its buffer is too small for',
    help: 'raise nginx_admin_client_body_buffer_size of the node to nginx_admin_client_max_body_size',
  },
  'storage-full': {
    ok: false,
    words: 'has no room for the config, and keeps the one it has',
    help: 'raise lmdb_map_size of the node: three times what the config takes',
  },
  crashed: {
    ok: false,
    words: 'failed while it read the config, and keeps the one it has',
    help: 'the error log of the node says where; sending the same again does not help',
  },
  // what stands in the way
  unauthorized: {
    ok: false,
    words: 'does not let us in',
    help: 'a token is sent by --kong-admin-token-file or DBLESS_ADMIN_TOKEN, other headers by --headers',
  },
  'client-certificate': {
    ok: false,
    words: 'asks for a client certificate, or does not take the one it got',
    help: 'give --tls-client-cert-file and --tls-client-key-file of the authority that the node trusts',
  },
  'needs-https': { ok: false, words: 'speaks HTTPS on this port', help: 'write the URL with https' },
  redirected: {
    ok: false,
    words: 'sends us somewhere else, where dbless does not go with a config',
    help: 'use the URL of the Admin API itself',
  },
  'not-found': {
    ok: false,
    words: 'has no /config',
    help: 'is this the Admin API? The Status API and the proxy listen on other ports',
  },
  'not-allowed': {
    ok: false,
    words: 'does not allow POST /config',
    help: 'is a proxy in front of the Admin API?',
  },
  'unsupported-type': {
    ok: false,
    words: 'does not take application/yaml',
    help: 'is a proxy in front of the Admin API, or an older Kong behind it?',
  },
  'not-kong': {
    ok: false,
    words: 'does not answer as an Admin API does',
    help: 'is this the Admin API of a Kong node?',
  },
  'not-dbless': {
    ok: false,
    words: 'is no node without a database',
    help: 'only a node with database = off takes its config from POST /config',
  },
  'wrong-role': {
    ok: false,
    words: 'has a role in which it takes its config from elsewhere',
    help: 'push to nodes with role = traditional',
  },
  'load-balancer': {
    ok: false,
    words: 'is not one node: several answer at this address by turns',
    help: 'list the nodes behind it; for a headless Service, dns+http://NAME:PORT',
  },
  // what may pass
  busy: {
    ok: false,
    words: 'is still loading another config',
    help: 'push again later, or give it longer: --deadline',
  },
  unavailable: { ok: false, words: 'cannot take a config now', help: 'push again later' },
  unreachable: { ok: false, words: 'cannot be reached' },
  // what is not known, or not ours
  unknown: {
    ok: false,
    words: 'was sent the config, and what it holds cannot be known',
    help: 'ask it later: dbless status',
  },
  overwritten: {
    ok: false,
    words: 'loaded the config, and holds another one now',
    help: 'does someone else push to this node?',
  },
  'not-ready': { ok: false, words: 'holds the config, and does not report to be ready' },
  'no-way-back': {
    ok: false,
    words: 'could not get back what it holds',
    help: 'give the file it was loaded from, --previous, or go without: --rollback-best-effort',
  },
  'rolled-back': { ok: false, words: 'has what it held before' },
  'rollback-failed': { ok: false, words: 'has not got back what it held before' },
  'not-tried': { ok: false, words: 'was not tried' },
  interrupted: { ok: false, words: 'was not finished: interrupted' },
} as const satisfies Record<string, OutcomeEntry>;

export type Outcome = keyof typeof outcomes;
