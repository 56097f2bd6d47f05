/** A service may name authorities that are not there: nobody checks (docs/kong/declarative-format.md section 7). */
import type { Found } from '../config/passes.ts';
import { isText, type Rule, warn } from './rule.ts';

export const missingCaCertificate: Rule = (subject) => {
  const found: Found[] = [];
  for (const service of subject.all('services')) {
    const ids = service.value.ca_certificates;
    if (!Array.isArray(ids)) continue;
    for (const [index, id] of ids.entries()) {
      if (!isText(id) || subject.lookup.find('ca_certificates', { id })) continue;
      found.push(
        warn('missing-ca-certificate', service, {
          path: ['ca_certificates', index],
          message: `ca_certificates names ${id}, and no CA certificate of the file has that id: the service cannot be verified by it`,
          help: 'add it under ca_certificates with this id, or remove the id here',
        }),
      );
    }
  }
  return found;
};
