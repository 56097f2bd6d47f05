/** Version 5 UUIDs as Kong derives them (docs/kong/declarative-format.md section 9). */
import { required } from '../required.ts';

const ROOT = 'fd02801f-0957-4a15-a55a-c8d9606f30b5';
const UUID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i;

export const isUuid = (value: unknown): value is string => typeof value === 'string' && UUID.test(value);

/** What is hashed, and then the text of the id: one piece of memory for all of them. */
let scratch = Buffer.allocUnsafe(1024);

/** RFC 4122 version 5: SHA-1 over the namespace's bytes and the name's UTF-8. */
export function uuidV5(namespace: Buffer, name: string): string {
  if (16 + 3 * name.length > scratch.length) scratch = Buffer.allocUnsafe(16 + 3 * name.length);
  namespace.copy(scratch);
  const hex = sha1(scratch.subarray(0, 16 + scratch.write(name, 16)));
  let at = 0;
  for (let digit = 0; digit < 32; digit++) {
    if (digit === 8 || digit === 12 || digit === 16 || digit === 20) scratch[at++] = DASH;
    scratch[at++] = hex.charCodeAt(digit);
  }
  scratch[14] = FIVE;
  scratch[19] = VARIANTS.charCodeAt(Number.parseInt(hex.charAt(16), 16) & 3);
  return scratch.toString('latin1', 0, at);
}

const DASH = 45;
const FIVE = 53;
const VARIANTS = '89ab';

/** node:crypto takes long to load, and few documents need a hash. */
const crypto = () => required<typeof import('node:crypto')>('node:crypto');

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
