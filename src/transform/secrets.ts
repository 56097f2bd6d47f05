/** The secrets that Kong hashes when it loads a config (docs/kong/transform.md sections 2 and 3). */
import { type Entry, pathOf } from '../config/entries.ts';
import type { DocumentFound, Judged } from '../config/judge.ts';
import { findReferences } from '../document/references/find.ts';
import { isPlaceholder } from '../document/references/placeholders.ts';
import { isPasswordDigest } from './basic-auth.ts';
import { isSecretDigest } from './client-secret.ts';
import { ofType } from './subject.ts';

export interface Secret {
  entry: Entry;
  field: 'password' | 'client_secret';
  /** In plain text, or what Kong takes for it. */
  plain: string;
}

export const passwords = (judged: Judged): Secret[] =>
  ofType(judged, 'basicauth_credentials').flatMap((entry) => secret(entry, 'password'));

export const clientSecrets = (judged: Judged): Secret[] =>
  ofType(judged, 'oauth2_credentials')
    .filter(({ value }) => value.hash_secret === true)
    .flatMap((entry) => secret(entry, 'client_secret'));

function secret(entry: Entry, field: Secret['field']): Secret[] {
  const plain = entry.value[field];
  return typeof plain === 'string' && plain !== '' ? [{ entry, field, plain }] : [];
}

export const looksHashed = ({ field, plain }: Secret): boolean =>
  field === 'password' ? isPasswordDigest(plain) : isSecretDigest(plain);

export const isVaultReference = ({ plain }: Secret): boolean => plain.startsWith('{vault://');

/** What is most likely not meant as the secret that it is to Kong (docs/kong/transform.md sections 5 and 6). */
export function oddities(secrets: readonly Secret[]): DocumentFound[] {
  return secrets.flatMap((secret): DocumentFound[] => {
    const { entry, field } = secret;
    const about = { severity: 'warning', path: [field] } as const;
    if (looksHashed(secret)) {
      const message = `${field} looks hashed already, and is hashed once more, as Kong would: nobody can log in with it`;
      const help = 'set _transform: false for the whole file, or write the secret itself';
      return [{ entry, finding: { ...about, code: 'hashed-twice', message, help } }];
    }
    if (!isVaultReference(secret) && !isPlaceholder(secret.plain)) return [];
    const message = isVaultReference(secret)
      ? `${field} is a vault reference, which Kong does not resolve here: its text is hashed, as Kong would`
      : `${field} looks like a placeholder: its text is hashed, so what fills it in would come too late`;
    // biome-ignore lint/suspicious/noTemplateCurlyInString: that is how references are written
    const help = 'write the secret itself, or let a reference ${{ env "NAME" }} stand for it';
    return [{ entry, finding: { ...about, code: 'hashed-reference', message, help } }];
  });
}

/** Secrets that stand in plain text, though Kong would store their digests. `raw`: as read, before references became values. */
export function plainSecrets(judged: Judged, raw: unknown): DocumentFound[] {
  const isTransformed = judged.document?._transform === false;
  return [...passwords(judged), ...clientSecrets(judged)]
    .filter((secret) => !looksHashed(secret) && !isVaultReference(secret) && !isPlaceholder(secret.plain))
    .filter((secret) => !isFromOutside(secret, raw))
    .map(({ entry, field }) => ({
      entry,
      finding: {
        code: 'plaintext-secret',
        severity: 'warning',
        path: [field],
        message: isTransformed
          ? `${field} is no digest, though _transform is false: nobody can log in with it`
          : `${field} stands in plain text`,
        help: isTransformed
          ? 'write the digest, or set _transform: true and run dbless transform'
          : 'run dbless transform, which writes what Kong would store and sets _transform: false',
      },
    }));
}

/** References that were not resolved, where Kong would hash their text. */
export function unresolved(judged: Judged): DocumentFound[] {
  return [...passwords(judged), ...clientSecrets(judged)]
    .filter(({ plain }) => findReferences(plain).length > 0)
    .map(({ entry, field }) => ({
      entry,
      finding: {
        code: 'unset-variable',
        path: [field],
        message: `${field} is a reference, and only what it stands for can be hashed`,
        help: 'allow it with --env PREFIX, --env-file FILE or --secrets-dir DIR',
      },
    }));
}

function isFromOutside({ entry, field, plain }: Secret, raw: unknown): boolean {
  let written = raw;
  for (const step of [...pathOf(entry), field])
    written = (written as Record<string | number, unknown> | undefined)?.[step];
  return written !== plain || findReferences(plain).length > 0;
}
