/** Secrets in plain text that Kong stores hashed, so that the file might hold the hash (docs/kong/transform.md section 1). */
import type { Entry } from '../config/entries.ts';
import { looksHashed } from './hashed-twice.ts';
import { isText, type Rule, warnOnce } from './rule.ts';

export const plaintextSecret: Rule = (subject) => {
  if (subject.document._transform === false) return [];
  const help = 'run dbless transform, which writes what Kong would store and sets _transform: false';
  return [
    ...warnOnce(
      'plaintext-secret',
      subject.all('basicauth_credentials').filter((entry) => isPlain(entry.value.password)),
      { path: ['password'], message: 'password stands in plain text', help },
    ),
    ...warnOnce('plaintext-secret', subject.all('oauth2_credentials').filter(isHashedAtLoad), {
      path: ['client_secret'],
      message: 'client_secret stands in plain text',
      help,
    }),
  ];
};

const isHashedAtLoad = ({ value }: Entry): boolean =>
  value.hash_secret === true && isPlain(value.client_secret);

const isPlain = (secret: unknown): boolean => isText(secret) && !looksHashed(secret);
