/** How Kong stores the password of a basic-auth credential (docs/kong/transform.md section 2). */
import { hash, timingSafeEqual } from 'node:crypto';

/** SHA-1 over the password's UTF-8 and the consumer's id, its letters as they are given; in lowercase hex. */
export function passwordDigest(password: string, consumerId: string): string {
  return hash('sha1', password + consumerId, 'hex');
}

/** Whether Kong would let someone in who gives this password. Kong compares the texts, so case counts. */
export function passwordMatches(password: string, consumerId: string, stored: string): boolean {
  return sameText(passwordDigest(password, consumerId), stored);
}

/** What a digest looks like, to Kong's own comparison: 40 lowercase digits. */
export const isPasswordDigest = (text: string): boolean => /^[\da-f]{40}$/.test(text);

/** Compares in a time that does not tell how much is equal. */
export function sameText(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}
