/** Plugins that cannot do their work without a database (docs/kong/dbless-compat.md sections 2 and 3). */
import { type Entry, isFields } from '../config/entries.ts';
import type { Found } from '../config/passes.ts';
import { type Rule, warn } from './rule.ts';
import { isEnabled } from './subject.ts';

interface Need {
  plugin: string;
  /** Only with this value of this field of its config. */
  field?: string;
  value?: string;
  /** What happens at run time. */
  effect: string;
  help: string;
}

const LOCAL_OR_REDIS = 'use local, which counts on each node by itself, or redis';
const NO_COUNTERS = 'counters in a database, which the node does not have';

const needs: Need[] = [
  {
    plugin: 'oauth2',
    effect: 'cannot issue a token: it has to store each one, and the node has no database',
    help: 'let an identity provider issue tokens, and check them with the jwt plugin',
  },
  {
    plugin: 'session',
    field: 'storage',
    value: 'kong',
    effect: 'cannot store a session: every request that opens one fails, as the node has no database',
    help: 'use cookie, the default',
  },
  {
    plugin: 'acme',
    field: 'storage',
    value: 'kong',
    effect: 'cannot store a certificate: the node has no database',
    help: 'use shm, redis, consul or vault',
  },
  ...['rate-limiting', 'response-ratelimiting'].map((plugin) => ({
    plugin,
    field: 'policy',
    value: 'cluster',
    effect: `cannot count: the policy cluster keeps ${NO_COUNTERS}`,
    help: LOCAL_OR_REDIS,
  })),
  ...['rate-limiting-advanced', 'graphql-rate-limiting-advanced', 'ai-rate-limiting-advanced'].map(
    (plugin) => ({
      plugin,
      field: 'strategy',
      value: 'cluster',
      effect: `cannot count: the strategy cluster keeps ${NO_COUNTERS}`,
      help: LOCAL_OR_REDIS,
    }),
  ),
];

export const needsDatabase: Rule = (subject) =>
  subject.node.database !== 'off'
    ? []
    : needs.flatMap((need) =>
        (subject.survey.plugins.get(need.plugin) ?? [])
          .filter((entry) => isEnabled(entry) && isAsked(entry.value.config, need))
          .map((entry) => regretOf(entry, need)),
      );

const isAsked = (config: unknown, { field, value }: Need): boolean =>
  !field || (isFields(config) && config[field] === value);

const regretOf = (entry: Entry, { field, effect, help }: Need): Found =>
  warn('needs-database', entry, { path: field ? ['config', field] : ['name'], message: effect, help });
