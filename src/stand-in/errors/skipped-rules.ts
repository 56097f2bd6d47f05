/** Rules across fields that Kong does not look at once one of the fields is wrong (docs/kong/validation.md, "Entity checks"). */
import type { DocumentFound } from '../../config/judge.ts';
import { fieldsOf } from '../../schema/forms.ts';

export function withoutSkippedRules(found: readonly DocumentFound[]): DocumentFound[] {
  const wrong = new Set(
    found.flatMap(({ entry, finding }) =>
      entry && !finding.kong?.check ? [place(entry.ordinal, finding.path)] : [],
    ),
  );
  return found.filter(({ entry, finding: { kong } }) => {
    if (!entry || !kong?.check) return true;
    const { check, path } = kong;
    const isWrong = (field: string) => wrong.has(place(entry.ordinal, [...path, ...field.split('.')]));
    // Kong looks for the mistake under the field's whole name, which a dotted one does not have.
    if (check.mutually_required || check.mutually_exclusive)
      return !fieldsOf(check).some((field) => !field.includes('.') && isWrong(field));
    const cause = check.conditional?.if_field ?? check.conditional_at_least_one_of?.if_field;
    return cause === undefined || !prefixes(cause).some(isWrong);
  });
}

/** `a`, `a.b` and `a.b.c` of `a.b.c`. */
const prefixes = (field: string): string[] =>
  field.split('.').map((_, index, keys) => keys.slice(0, index + 1).join('.'));

const place = (ordinal: number, path: readonly (string | number)[]): string => [ordinal, ...path].join('\0');
