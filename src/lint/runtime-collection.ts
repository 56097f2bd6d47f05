/** Collections that a node with a database fills while it runs (docs/kong/dbless-compat.md section 1, validation.md section 3). */
import { type Rule, warnOnce } from './rule.ts';

/** What each of them would hold. */
export const RUN_TIME_COLLECTIONS: ReadonlyMap<string, string> = new Map([
  ['clustering_data_planes', 'which data planes a control plane has seen'],
  ['ratelimiting_metrics', 'what rate-limiting has counted'],
  ['sessions', 'the sessions that users have opened'],
  ['session_metadatas', 'notes on the sessions that users have opened'],
  ['oauth2_tokens', 'the tokens that oauth2 has issued'],
  ['oauth2_authorization_codes', 'the codes that oauth2 has issued'],
  ['acme_storage', 'what acme has been given by a certificate authority'],
]);

export const runtimeCollection: Rule = (subject) =>
  subject.node.database !== 'off'
    ? []
    : [...RUN_TIME_COLLECTIONS].flatMap(([collection, content]) =>
        warnOnce('runtime-collection', subject.all(collection), {
          message: `is of a collection that Kong itself fills, ${content}; without a database nothing keeps it up to date`,
          help: `remove ${collection} from the file`,
        }),
      );
