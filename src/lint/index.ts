/** What Kong accepts and a user would regret: the rules, in the order in which they are asked. */
import type { Judged } from '../config/judge.ts';
import type { Found } from '../config/passes.ts';
import type { Registry } from '../schema/registry.ts';
import { deprecatedField } from './deprecated-field.ts';
import { expiredCertificate } from './expired-certificate.ts';
import { expiredTtl } from './expired-ttl.ts';
import { hashedTwice } from './hashed-twice.ts';
import { idOnlyReference } from './id-only-reference.ts';
import { lostSetting } from './lost-setting.ts';
import { missingCaCertificate } from './missing-ca-certificate.ts';
import { needsDatabase } from './needs-database.ts';
import { plaintextSecret } from './plaintext-secret.ts';
import { protocolMismatch } from './protocol-mismatch.ts';
import { randomId } from './random-id.ts';
import { randomSecret } from './random-secret.ts';
import type { Rule } from './rule.ts';
import { runtimeCollection } from './runtime-collection.ts';
import { sameMatch } from './same-match.ts';
import { sameTarget } from './same-target.ts';
import { type NodeFacts, Subject } from './subject.ts';
import { uncoveredSni } from './uncovered-sni.ts';
import { unmarkedRegex } from './unmarked-regex.ts';
import { unreachableRoute } from './unreachable-route.ts';
import { unusedCredential } from './unused-credential.ts';

export type { NodeFacts } from './subject.ts';

export const rules = {
  // what will change or differ between nodes
  'deprecated-field': deprecatedField,
  'random-id': randomId,
  'random-secret': randomSecret,
  'id-only-reference': idOnlyReference,
  // credentials
  'unused-credential': unusedCredential,
  'plaintext-secret': plaintextSecret,
  'hashed-twice': hashedTwice,
  // a node without a database
  'needs-database': needsDatabase,
  'expired-ttl': expiredTtl,
  'runtime-collection': runtimeCollection,
  // what the Admin API of a node with a database would check
  'protocol-mismatch': protocolMismatch,
  'missing-ca-certificate': missingCaCertificate,
  'same-target': sameTarget,
  // a service
  'lost-setting': lostSetting,
  // the router
  'same-match': sameMatch,
  'unreachable-route': unreachableRoute,
  'unmarked-regex': unmarkedRegex,
  // TLS
  'expired-certificate': expiredCertificate,
  'uncovered-sni': uncoveredSni,
} satisfies Record<string, Rule>;

export interface LintOptions {
  /** Settings of the node that the file is meant for; default: those of the registry, or else Kong's for DB-less mode. */
  node?: Partial<NodeFacts>;
  /** Seconds since 1970; default: now. */
  now?: number;
}

/** All findings of all rules; the document has to be valid. */
export function lint(judged: Judged, registry: Registry, options: LintOptions = {}): Found[] {
  const { node = {}, now = Date.now() / 1000 } = options;
  const facts = {
    database: node.database ?? registry.node.database ?? 'off',
    routerFlavor: node.routerFlavor ?? registry.node.routerFlavor ?? 'traditional_compatible',
  };
  const subject = new Subject(judged, registry, facts, now);
  return Object.values(rules).flatMap((rule) => rule(subject));
}
