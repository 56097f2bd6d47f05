/** The digests of CA certificates (docs/kong/transform.md section 4). */

import { pathOf } from '../config/entries.ts';
import type { Edit } from '../document/edit.ts';
import { certificateDigest } from './certificate-digest.ts';
import { type Note, ofType, type Subject } from './subject.ts';

/** A digest may stand in a file only once, though Kong loads one certificate twice (docs/kong/transform.md section 4). */
export function certificateEdits({ judged, label }: Subject): { edits: Edit[]; notes: Note[] } {
  const edits: Edit[] = [];
  const notes: Note[] = [];
  const first = new Map<string, string>();
  for (const entry of ofType(judged, 'ca_certificates')) {
    const { cert, cert_digest: given } = entry.value;
    const digest = typeof cert === 'string' ? certificateDigest(cert) : undefined;
    if (digest === undefined) continue;
    const path = [...pathOf(entry), 'cert_digest'];
    const beside = entry.value.id === undefined ? 'cert' : 'id';
    const twin = first.get(digest);
    if (twin === undefined) {
      first.set(digest, label(entry));
      if (given !== digest) edits.push({ path, value: digest, beside });
    } else {
      if (given !== undefined && given !== null) edits.push({ path, value: null, beside });
      const message = `${label(entry)} has the certificate of ${twin}: its digest is left out, since it may stand in a file only once`;
      notes.push({ message, path });
    }
  }
  return { edits, notes };
}
