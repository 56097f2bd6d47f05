/** Names for which a certificate is served that does not hold for them (docs/kong/validation.md, snis). */
import type { X509Certificate } from 'node:crypto';
import type { Entry } from '../config/entries.ts';
import { labelOf } from '../config/naming.ts';
import type { Found } from '../config/passes.ts';
import { certificateOf } from './certificate-of.ts';
import { isText, type Rule, warn } from './rule.ts';

export const uncoveredSni: Rule = (subject) => {
  const found: Found[] = [];
  for (const sni of subject.all('snis')) {
    const certificate = subject.target(sni, 'certificate');
    const { name } = sni.value;
    if (!certificate || !isText(name) || isCovered(name, certificate)) continue;
    found.push(
      warn('uncovered-sni', sni, {
        path: ['name'],
        message: `is served with ${labelOf(certificate, subject.registry)}, which does not hold for that name: clients refuse it`,
        help: 'use a certificate that has the name among its subject alternative names',
      }),
    );
  }
  return found;
};

/** Either of a certificate's two forms will do; one that cannot be read is given the benefit of the doubt. */
function isCovered(name: string, entry: Entry): boolean {
  const forms = ['cert', 'cert_alt']
    .filter((field) => isText(entry.value[field]))
    .map((field) => certificateOf(entry, field));
  return forms.length === 0 || forms.some((form) => !form || holdsFor(form, name));
}

function holdsFor(certificate: X509Certificate, sni: string): boolean {
  const name = sni.toLowerCase().replace(/\.$/, '');
  if (!name.includes('*')) return certificate.checkHost(name, { subject: 'default' }) !== undefined;
  // The other kind of wildcard, at the end, is none that a certificate could hold for.
  if (!name.startsWith('*.')) return true;
  const example = `some-name${name.slice(1)}`;
  return certificate.checkHost(example, { subject: 'default' }) !== undefined;
}
