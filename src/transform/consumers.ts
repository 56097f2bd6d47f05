/**
 * The consumer of a credential, and its id, which is the salt of basic-auth digests and must not change any more
 * (docs/kong/transform.md section 6, steps 2 and 3).
 */
import type { Entry } from '../config/entries.ts';
import type { Lookup } from '../config/lookup.ts';
import { namespaceOf, uuidV5 } from '../config/uuid.ts';

/** The parent; or what the reference means: a username before an id. */
export function consumerOf(credential: Entry, lookup: Lookup): Entry | undefined {
  if (credential.parent?.type.name === 'consumers') return credential.parent;
  return lookup.find('consumers', credential.value.consumer);
}

/** The id that is given or that Kong derives; for a consumer that Kong would draw one for, `ownId`. */
export const idOfConsumer = (consumer: Entry): string => consumer.id ?? ownId(consumer);

/** No collection is called so: these ids are none that Kong derives. */
const NAMESPACE = 'consumers by custom_id';

/** For a consumer without a username: a version 5 UUID of its custom_id, so the same at every run. */
function ownId({ value }: Entry): string {
  return uuidV5(namespaceOf(NAMESPACE), String(value.custom_id ?? value.username));
}
