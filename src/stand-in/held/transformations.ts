/** What becomes of the entities when they are stored (docs/kong/transform.md). */
import { type Fields, isFields } from '../../config/entries.ts';
import type { FlatConfig } from '../../config/flatten.ts';
import { passwordDigest } from '../../transform/basic-auth.ts';
import { certificateDigest } from '../../transform/certificate-digest.ts';
import { secretDigest } from '../../transform/client-secret.ts';
import { type Collections, grouped } from './held.ts';

type Transformation = (entity: Fields) => Fields | Promise<Fields>;

const TRANSFORMATIONS: Record<string, Transformation> = {
  basicauth_credentials: ({ password, consumer }) => {
    const id = isFields(consumer) ? consumer.id : undefined;
    if (typeof password !== 'string' || typeof id !== 'string') return {};
    return { password: passwordDigest(password, id) };
  },
  oauth2_credentials: async ({ client_secret: secret, hash_secret: hash }) =>
    hash === true && typeof secret === 'string' ? { client_secret: await secretDigest(secret) } : {},
  ca_certificates: ({ cert }) => ({ cert_digest: certificateDigest(String(cert)) ?? null }),
};

export async function storedForm(flat: FlatConfig): Promise<Collections> {
  const collections = grouped(flat);
  if (flat.meta._transform === false) return collections;
  for (const [type, change] of Object.entries(TRANSFORMATIONS)) {
    const entities = collections[type] ?? {};
    for (const [key, entity] of Object.entries(entities))
      entities[key] = { ...entity, ...(await change(entity)) };
  }
  return collections;
}
