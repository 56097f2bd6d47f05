/** Certificates as rules read them, each once. */
import type { X509Certificate } from 'node:crypto';
import type { Entry } from '../config/entries.ts';
import { readCertificate } from '../schema/checks/certificates.ts';

const known = new WeakMap<Entry, Map<string, X509Certificate | undefined>>();

/** The first certificate in a field; undefined for a vault reference. */
export function certificateOf(entry: Entry, field: string): X509Certificate | undefined {
  let read = known.get(entry);
  if (!read) known.set(entry, (read = new Map()));
  if (!read.has(field)) read.set(field, readCertificate(entry.value[field]));
  return read.get(field);
}
