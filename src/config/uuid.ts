/** Version 5 UUIDs as Kong derives them (docs/kong/declarative-format.md section 9). */
import { createRequire } from 'node:module';

const ROOT = 'fd02801f-0957-4a15-a55a-c8d9606f30b5';
const UUID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i;

export const isUuid = (value: unknown): value is string => typeof value === 'string' && UUID.test(value);

/** RFC 4122 version 5: SHA-1 over the namespace's bytes and the name's UTF-8. */
export function uuidV5(namespace: Buffer, name: string): string {
  const hash = sha1(Buffer.concat([namespace, Buffer.from(name)]));
  const variant = ((Number.parseInt(hash.slice(16, 18), 16) & 0x3f) | 0x80).toString(16);
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-5${hash.slice(13, 16)}-${variant}${hash.slice(18, 20)}-${hash.slice(20, 32)}`;
}

/** node:crypto takes long to load, and few documents need a hash. */
const crypto = (): typeof import('node:crypto') => createRequire(import.meta.url)('node:crypto');

let hash: ((bytes: Buffer) => string) | undefined;

function sha1(bytes: Buffer): string {
  if (!hash) {
    const { hash: oneShot, createHash } = crypto();
    // In one call from Node 20.12 on, four times as fast.
    hash = oneShot
      ? (all) => oneShot('sha1', all, 'hex')
      : (all) => createHash('sha1').update(all).digest('hex');
  }
  return hash(bytes);
}

const bytesOf = (uuid: string): Buffer => Buffer.from(uuid.replaceAll('-', ''), 'hex');

const namespaces = new Map<string, Buffer>();

/** The namespace of a collection's ids, as 16 bytes. */
export function namespaceOf(collection: string): Buffer {
  let found = namespaces.get(collection);
  if (!found) namespaces.set(collection, (found = bytesOf(uuidV5(bytesOf(ROOT), collection))));
  return found;
}
