/**
 * What a node's LMDB holds of an entity: itself, one record for each unique value and one for each reference
 * (docs/kong/declarative-format.md section 12; lengths of keys as in fixtures/facts/sizes.json, "record_layout").
 */
import type { FlatEntity } from '../config/flatten.ts';
import type { EntityType } from '../schema/digest.ts';
import { encodedSize } from './encoded-size.ts';

export interface StoredRecord {
  /** `I|services`, `U|services|name`, `F|routes|service`. */
  kind: string;
  keyBytes: number;
  valueBytes: number;
}

const UUID = 36;
const SHA256 = 64;

/** Of all parts, with a sign between them. */
const keySize = (...parts: number[]): number => parts.reduce((sum, part) => sum + part + 1, -1);

export function* recordsOf(
  entity: FlatEntity,
  type: EntityType,
  isTransformed: boolean,
): Generator<StoredRecord> {
  const { name } = type;
  const stored = isTransformed ? { ...entity.value, ...digests(entity) } : entity.value;
  const own = keySize(1, name.length, UUID, Buffer.byteLength(entity.key));
  yield { kind: `I|${name}`, keyBytes: own, valueBytes: encodedSize({ ...stored, ws_id: ' '.repeat(UUID) }) };

  const unique = [...(type.endpointKey && type.endpointUnique ? [type.endpointKey] : []), ...type.unique];
  const indexed = unique.filter((field) => isSet(entity.value[field]));
  for (const field of type.cacheKey ? [...indexed, 'cache_key'] : indexed) {
    const keyBytes = keySize(1, name.length, field.length, UUID, SHA256);
    yield { kind: `U|${name}|${field}`, keyBytes, valueBytes: own };
  }
  for (const { field } of type.references) {
    const { id } = (entity.value[field] ?? {}) as { id?: string };
    if (id === undefined) continue;
    const keyBytes = keySize(1, name.length, field.length, id.length, UUID, Buffer.byteLength(entity.key));
    yield { kind: `F|${name}|${field}`, keyBytes, valueBytes: own };
  }
}

const isSet = (value: unknown): boolean => value !== null && value !== undefined;

/** A node stores the SHA-1 of a password in its place (docs/kong/transform.md). */
const digests = ({ type, value }: FlatEntity): object =>
  type === 'basicauth_credentials' && isSet(value.password) ? { password: '0'.repeat(40) } : {};
