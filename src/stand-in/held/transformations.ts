/** What becomes of an entity when it is stored (docs/kong/transform.md). */
import { createHash, pbkdf2Sync, randomBytes, X509Certificate } from 'node:crypto';
import type { Fields } from '../../config/entries.ts';

type Transformation = (entity: Fields) => Fields;

const TRANSFORMATIONS: Record<string, Transformation> = {
  basicauth_credentials: ({ password, consumer }) => {
    const id = (consumer as Fields | null)?.id;
    if (typeof password !== 'string' || typeof id !== 'string') return {};
    return { password: createHash('sha1').update(password).update(id).digest('hex') };
  },
  oauth2_credentials: ({ client_secret: secret, hash_secret: hash }) =>
    hash === true && typeof secret === 'string' ? { client_secret: hashedSecret(secret) } : {},
  ca_certificates: ({ cert }) => ({ cert_digest: digestOf(String(cert)) }),
};

/** The entity as stored; `transforms` is what the config's `_transform` says. */
export function stored(type: string, entity: Fields, transforms: boolean): Fields {
  const transformation = transforms ? TRANSFORMATIONS[type] : undefined;
  return transformation ? { ...entity, ...transformation(entity) } : entity;
}

function hashedSecret(secret: string): string {
  const salt = randomBytes(16);
  const hash = pbkdf2Sync(secret, salt, 10_000, 32, 'sha512');
  const base64 = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '');
  return `$pbkdf2-sha512$i=10000,l=32$${base64(salt)}$${base64(hash)}`;
}

function digestOf(cert: string): string | null {
  try {
    return createHash('sha256').update(new X509Certificate(cert).raw).digest('hex');
  } catch {
    return null;
  }
}
