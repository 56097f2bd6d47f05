/** Entities in the form in which they can be compared: as Kong stores them, without what says nothing. */
import { drawnFields } from '../../config/drawn.ts';
import type { Entry, Fields } from '../../config/entries.ts';
import type { FlatConfig } from '../../config/flatten.ts';
import type { Judged } from '../../config/judge.ts';
import { labelOf } from '../../config/naming.ts';
import type { EntityType } from '../../schema/digest.ts';
import type { Registry } from '../../schema/registry.ts';
import { isPasswordDigest, passwordDigest } from '../../transform/basic-auth.ts';
import { certificateDigest } from '../../transform/certificate-digest.ts';

export interface Item {
  type: string;
  entityType: EntityType;
  /** Its primary key. */
  id: string;
  /** Kong draws the id, so it says nothing. */
  isDrawn: boolean;
  /** The id is written in the config. */
  isGiven: boolean;
  label: string;
  value: Fields;
  /** Fields that Kong fills in at random, dotted. */
  drawn: ReadonlySet<string>;
}

/** Workspaces are Kong's own; times are those of the load. */
const LEFT_OUT = new Set(['created_at', 'updated_at', '_comment', '_ignore', 'ws_id']);

export function comparable(flat: FlatConfig, { entries }: Judged, registry: Registry): Item[] {
  const written = new Map(entries.map((entry) => [keyOf(entry), entry]));
  const isPlain = flat.meta['_transform'] !== false;
  const items = flat.entities.filter(({ type }) => type !== 'workspaces');
  return items.map(({ type, key, value, path, randomId }): Item => {
    const entityType = registry.types.get(type)!;
    const entry = written.get(path.join('\0'))!;
    const own = Object.fromEntries(Object.entries(value).filter(([field]) => !LEFT_OUT.has(field)));
    return {
      type,
      entityType,
      id: key,
      isDrawn: randomId,
      isGiven: entry.value.id !== undefined,
      label: labelOf(entry, registry),
      value: stored(type, timeless(own, entityType), isPlain),
      drawn: new Set(drawnFields(entry, registry).map((path) => path.join('.'))),
    };
  });
}

const keyOf = (entry: Entry): string =>
  [...(entry.parent ? [keyOf(entry.parent)] : []), entry.type.name, entry.index].join('\0');

/** A file says when an entity expires, a node how long it will still be there. */
const timeless = (value: Fields, { ttl }: EntityType): Fields =>
  ttl && typeof value['ttl'] === 'number' ? { ...value, ttl: true } : value;

/** What Kong makes of secrets and certificates when it loads them (docs/kong/transform.md sections 2 and 4). */
function stored(type: string, value: Fields, isPlain: boolean): Fields {
  if (!isPlain) return value;
  const { password, consumer, cert, cert_digest: digest } = value;
  if (type === 'basicauth_credentials' && typeof password === 'string' && !isPasswordDigest(password)) {
    const id = (consumer as Fields | null)?.['id'];
    return typeof id === 'string' ? { ...value, password: passwordDigest(password, id) } : value;
  }
  if (type === 'ca_certificates' && typeof cert === 'string' && digest === null)
    return { ...value, cert_digest: certificateDigest(cert) ?? null };
  return value;
}
