/**
 * Keys and secrets that are not given, and that each node draws for itself (docs/kong/declarative-format.md section 10 and
 * docs/kong/validation.md, "Defaults drawn at random").
 */
import { pathsOf } from '../config/drawn.ts';
import { type Entry, valueAt } from '../config/entries.ts';
import type { Found } from '../config/passes.ts';
import type { FieldGroup } from '../schema/digest.ts';
import { type Rule, warn, warnOnce } from './rule.ts';
import { RUN_TIME_COLLECTIONS } from './runtime-collection.ts';
import { isEnabled, type Subject } from './subject.ts';

export const randomSecret: Rule = (subject) => [...ofCredentials(subject), ...ofPlugins(subject)];

function ofCredentials(subject: Subject): Found[] {
  const found: Found[] = [];
  for (const type of subject.registry.types.values()) {
    if (RUN_TIME_COLLECTIONS.has(type.name)) continue;
    for (const field of type.auto) {
      if (type.primaryKey.includes(field)) continue;
      const entries = subject.all(type.name).filter((entry) => isMissing(entry, field));
      const help = `write the ${field} that clients use`;
      found.push(...warnOnce('random-secret', entries, { message: drawnBy(field), help }));
    }
  }
  return found;
}

const drawnBy = (field: string): string =>
  `has no ${field}, so each node draws another one at each load, which nobody is told`;

/** A JWT that is signed with a key pair needs no secret. */
function isMissing({ type, value }: Entry, field: string): boolean {
  if (value[field] !== undefined) return false;
  const isUnused = type.name === 'jwt_secrets' && field === 'secret' && !isHmac(value.algorithm);
  return !isUnused;
}

/** HS256 is the default. */
const isHmac = (algorithm: unknown): boolean => typeof algorithm !== 'string' || algorithm.startsWith('HS');

function ofPlugins(subject: Subject): Found[] {
  const found: Found[] = [];
  for (const [name, entries] of subject.survey.plugins) {
    const { randomDefaults = [], auto = [] } = subject.registry.subschema(`plugins/${name}`) ?? {};
    if (randomDefaults.length + auto.length === 0) continue;
    for (const entry of entries.filter(isEnabled)) {
      const missing = (groups: readonly FieldGroup[]) =>
        groups.flatMap(pathsOf).filter((path) => valueAt(entry.value, path) === undefined);
      found.push(...missing(randomDefaults).map((path) => ofProcess(entry, path)));
      if (usesKey(entry)) found.push(...missing(auto).map((path) => ofLoad(entry, path)));
    }
  }
  return found;
}

/** Clients that only prove who they are themselves need no key of the page where users log in. */
const usesKey = ({ value }: Entry): boolean =>
  value.name !== 'oauth2' ||
  ['authorization_code', 'implicit_grant', 'password_grant'].some(
    (grant) => valueAt(value, ['config', `enable_${grant}`]) === true,
  );

const ofLoad = (entry: Entry, path: string[]): Found =>
  warn('random-secret', entry, {
    path,
    message: drawnBy(path.join('.')),
    help: `write a ${path.at(-1)} that all nodes share`,
  });

const ofProcess = (entry: Entry, path: string[]): Found =>
  warn('random-secret', entry, {
    path,
    message:
      `has no ${path.join('.')}, so every Kong process draws its own: what one node hands out, ` +
      'another cannot read, nor the same after a restart',
    help: `write a ${path.at(-1)} that all nodes share, or a vault reference to one`,
  });
