/** Certificates past their time, or nearly: Kong loads them all the same (docs/kong/validation.md, certificates). */
import type { Entry } from '../config/entries.ts';
import type { Found } from '../config/passes.ts';
import { certificateOf } from './certificate-of.ts';
import { type Rule, warn } from './rule.ts';

const DAY = 24 * 60 * 60;
const SOON = 30 * DAY;

/** An authority that has expired is refused by Kong itself. */
const FIELDS: readonly [collection: string, fields: readonly string[]][] = [
  ['certificates', ['cert', 'cert_alt']],
  ['ca_certificates', ['cert']],
];

export const expiredCertificate: Rule = (subject) => {
  const found: Found[] = [];
  for (const [collection, fields] of FIELDS) {
    for (const entry of subject.all(collection)) {
      for (const field of fields) {
        const end = endOf(entry, field);
        if (end !== undefined && end < subject.now + SOON) found.push(ending(entry, field, end, subject.now));
      }
    }
  }
  return found;
};

/** Seconds since 1970. */
function endOf(entry: Entry, field: string): number | undefined {
  const certificate = certificateOf(entry, field);
  const end = certificate && Date.parse(certificate.validTo) / 1000;
  return Number.isNaN(end) ? undefined : end;
}

function ending(entry: Entry, field: string, end: number, now: number): Found {
  const day = new Date(end * 1000).toISOString().slice(0, 10);
  const days = Math.floor((end - now) / DAY);
  const when = days === 0 ? 'within a day' : days === 1 ? 'in one day' : `in ${days} days`;
  const message =
    end <= now
      ? `${field} expired on ${day}: whoever checks it breaks off the connection`
      : `${field} expires ${when}, on ${day}; after that, whoever checks it breaks off the connection`;
  return warn('expired-certificate', entry, {
    path: [field],
    message,
    help: 'renew it, and put the new one here',
  });
}
