/** Version 5 UUIDs as Kong derives them (docs/kong/declarative-format.md section 9). */

import * as crypto from 'node:crypto';
import { createHash } from 'node:crypto';

const ROOT = 'fd02801f-0957-4a15-a55a-c8d9606f30b5';
const UUID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i;

export const isUuid = (value: unknown): value is string => typeof value === 'string' && UUID.test(value);

/** RFC 4122 version 5: SHA-1 over the namespace's bytes and the name's UTF-8. */
export function uuidV5(namespace: Buffer, name: string): string {
  const hash = sha1(Buffer.concat([namespace, Buffer.from(name)]));
  const variant = ((Number.parseInt(hash.slice(16, 18), 16) & 0x3f) | 0x80).toString(16);
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-5${hash.slice(13, 16)}-${variant}${hash.slice(18, 20)}-${hash.slice(20, 32)}`;
}

/** Node 20.12 and later hash in one call, four times as fast. */
const sha1: (bytes: Buffer) => string =
  'hash' in crypto
    ? (bytes) => crypto.hash('sha1', bytes, 'hex')
    : (bytes) => createHash('sha1').update(bytes).digest('hex');

const bytesOf = (uuid: string): Buffer => Buffer.from(uuid.replaceAll('-', ''), 'hex');

const namespaces = new Map<string, Buffer>();

/** The namespace of a collection's ids, as 16 bytes. */
export function namespaceOf(collection: string): Buffer {
  let found = namespaces.get(collection);
  if (!found) namespaces.set(collection, (found = bytesOf(uuidV5(bytesOf(ROOT), collection))));
  return found;
}
