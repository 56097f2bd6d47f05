/** Whether someone who gives a password would be let in (docs/kong/transform.md sections 2 and 3). */
import type { Entry } from '../config/entries.ts';
import type { Judged } from '../config/judge.ts';
import { isPasswordDigest, passwordMatches, sameText } from './basic-auth.ts';
import { secretMatches } from './client-secret.ts';
import { consumerOf } from './consumers.ts';

export type Verdict = 'matches' | 'differs' | 'no-digest' | 'random-id';

/** The basic-auth credential of a user, or the OAuth 2 client of an id. */
export function findCredential(
  judged: Judged,
  by: { username?: string; clientId?: string },
): Entry | undefined {
  const { username, clientId } = by;
  return username === undefined
    ? judged.lookup.find('oauth2_credentials', clientId)
    : judged.entries.find(
        ({ type, value }) => type.name === 'basicauth_credentials' && value.username === username,
      );
}

export async function verify(judged: Judged, credential: Entry, given: string): Promise<Verdict> {
  const isHashed = judged.document?._transform === false;
  return credential.type.name === 'basicauth_credentials'
    ? verifyPassword(judged, credential, given, isHashed)
    : verifySecret(credential, given, isHashed);
}

function verifyPassword(judged: Judged, credential: Entry, given: string, isHashed: boolean): Verdict {
  const stored = String(credential.value.password);
  if (!isHashed) return verdict(sameText(given, stored));
  if (!isPasswordDigest(stored)) return 'no-digest';
  const id = consumerOf(credential, judged.lookup)?.id;
  return id === undefined ? 'random-id' : verdict(passwordMatches(given, id, stored));
}

async function verifySecret({ value }: Entry, given: string, isHashed: boolean): Promise<Verdict> {
  const stored = value.client_secret;
  if (typeof stored !== 'string') return 'differs';
  const isPlain = !isHashed || value.hash_secret !== true;
  return verdict(isPlain ? sameText(given, stored) : await secretMatches(given, stored));
}

const verdict = (matches: boolean): Verdict => (matches ? 'matches' : 'differs');
