/** How Kong stores the secret of an OAuth 2 client with `hash_secret` (docs/kong/transform.md section 3). */
import { pbkdf2, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import { sameText } from './basic-auth.ts';

const ITERATIONS = 10_000;
const LENGTH = 32;
const SALT_LENGTH = 16;
const HEAD = `$pbkdf2-sha512$i=${ITERATIONS},l=${LENGTH}$`;
/** What Kong's own comparison can match: it writes the parameters anew, always these. */
const FORM = /^\$pbkdf2-sha512\$i=10000,l=32\$([A-Za-z\d+/]+)\$([A-Za-z\d+/]{43})$/;

const derive = promisify(pbkdf2);

/** In PHC form. The salt is random, so no two are equal. Runs in Node's thread pool. */
export async function secretDigest(secret: string, salt: Buffer = randomBytes(SALT_LENGTH)): Promise<string> {
  const hash = await derive(secret, salt, ITERATIONS, LENGTH, 'sha512');
  return `${HEAD}${unpadded(salt)}$${unpadded(hash)}`;
}

/** Whether Kong would take this secret for the stored one. False for a text that it could never match. */
export async function secretMatches(secret: string, stored: string): Promise<boolean> {
  const salt = FORM.exec(stored)?.[1];
  if (salt === undefined) return false;
  return sameText(await secretDigest(secret, Buffer.from(salt, 'base64')), stored);
}

/** Something that only a secret which nobody knows would match. */
export function unknownSecretDigest(): string {
  return `${HEAD}${unpadded(randomBytes(SALT_LENGTH))}$${unpadded(randomBytes(LENGTH))}`;
}

export const isSecretDigest = (text: string): boolean => text.startsWith('$pbkdf2-');

const unpadded = (bytes: Buffer): string => bytes.toString('base64').replace(/=+$/, '');
