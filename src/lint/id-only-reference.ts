/** References that hold only as long as a derived id stays what it is (docs/kong/declarative-format.md sections 7 and 9). */
import { endpointValue, type Fields, isFields } from '../config/entries.ts';
import { singular } from '../config/naming.ts';
import type { Found } from '../config/passes.ts';
import { isUuid } from '../config/uuid.ts';
import type { Reference } from '../schema/digest.ts';
import { isText, type Rule, warn } from './rule.ts';
import type { Subject } from './subject.ts';

export const idOnlyReference: Rule = (subject) => {
  const found: Found[] = [];
  for (const entry of subject.survey.referring) {
    for (const reference of entry.type.references) {
      const written = entry.value[reference.field];
      if (reference.field === entry.parentField) continue;
      const regret = isText(written)
        ? byText(written, reference, subject)
        : isFields(written) && byMap(written, reference, subject);
      if (regret) found.push(warn('id-only-reference', entry, { path: [reference.field], ...regret }));
    }
  }
  return found;
};

/** An id that the file gives to nobody: Kong derives it from a name, so it goes when the name changes. */
function byText(id: string, { field, target }: Reference, { lookup }: Subject) {
  if (!isUuid(id) || lookup.names(target).first.has(id)) return undefined;
  const found = lookup.find(target, id);
  const name = found && endpointValue(found);
  if (!found || found.value.id !== undefined || !isText(name) || !found.type.endpointUnique) return undefined;
  return {
    message: `${field} is the id that Kong derives from the name of ${singular(target)} "${name}": it changes with the name`,
    help: `write ${field}: ${name}`,
  };
}

/** Of a map only the id counts: another name beside it is not looked at. */
function byMap(written: Fields, { field, target }: Reference, { lookup }: Subject) {
  const found = lookup.find(target, written);
  const key = found?.type.endpointKey;
  if (!found || !key || !isText(written[key])) return undefined;
  const name = endpointValue(found);
  if (name === written[key]) return undefined;
  const other = isText(name) ? `${singular(target)} "${name}"` : `a ${singular(target)} without ${key}`;
  return {
    message: `${field} means ${other}: of a map only the id counts, not the ${key} "${written[key]}"`,
    help: `write ${field}: ${isText(name) ? name : written.id}, without a map`,
  };
}
