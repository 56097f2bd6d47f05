/** Hashes that Kong takes for plain text and hashes again (docs/kong/transform.md section 6). */
import { isText, type Rule, warn } from './rule.ts';

export const hashedTwice: Rule = (subject) => {
  if (subject.document._transform === false) return [];
  const passwords = subject.all('basicauth_credentials').filter(({ value }) => looksHashed(value.password));
  const secrets = subject
    .all('oauth2_credentials')
    .filter(({ value }) => value.hash_secret === true && looksHashed(value.client_secret));
  return [
    ...passwords.map((entry) => warn('hashed-twice', entry, regretOf('password'))),
    ...secrets.map((entry) => warn('hashed-twice', entry, regretOf('client_secret'))),
  ];
};

const SHA1 = /^[\da-f]{40}$/;
const PBKDF2 = '$pbkdf2-sha512$';

/** As Kong stores a password or a client secret. */
export const looksHashed = (secret: unknown): boolean =>
  isText(secret) && (SHA1.test(secret) || secret.startsWith(PBKDF2));

const regretOf = (field: string) => ({
  path: [field],
  message: `${field} looks hashed already, and Kong hashes it once more: nobody can log in with it`,
  help: 'set _transform: false for the whole file, or write the secret itself',
});
