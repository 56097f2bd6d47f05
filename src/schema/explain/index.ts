/** Turns Ajv's errors about one entity into findings: what is wrong, where, what to do. Runs only when something is. */
import type { ErrorObject } from 'ajv';
import type { Path } from '../../diagnostic.ts';
import type { Finding } from '../finding.ts';
import { fieldsOf } from '../forms.ts';
import { checkOf, crossField } from './cross-field.ts';
import { type Context, lookUp, type Place, placeOf, type Subject } from './place.ts';
import { valueFindings } from './value.ts';

export function explain(errors: readonly ErrorObject[], subject: Subject): Finding[] {
  const context: Context = { ...subject, root: subject.registry.schema(subject.name) };
  const findings: Finding[] = [];
  const seen = new Set<string>();
  for (const error of typesFirst(errors)) {
    const place = placeOf(error, context);
    if (isSettled(error, place, context) || isInWrongRecord(error, place, context, findings)) continue;
    const isCrossField = error.keyword === 'x-entity-checks';
    for (const finding of isCrossField
      ? crossField(error, place, context)
      : valueFindings(error, place, context)) {
      const key = finding.path.join('\0') + (isCrossField ? `\0${error.params.check}` : '');
      if (!seen.has(key)) findings.push(finding);
      seen.add(key);
    }
  }
  return findings.filter((finding) => !isBelowForbidden(finding, findings));
}

/** Of several errors of one field the first is told: that the type is wrong says most. */
const typesFirst = (errors: readonly ErrorObject[]): ErrorObject[] => [
  ...errors.filter((error) => error.keyword === 'type'),
  ...errors.filter((error) => error.keyword !== 'type'),
];

/** Errors that are none: a vault reference where one may stand, a rule that reads one, the echo of another error. */
function isSettled(error: ErrorObject, place: Place, context: Context): boolean {
  if (error.keyword === 'propertyNames') return true;
  if (isReferenced(place)) return true;
  if (error.keyword !== 'x-entity-checks') return false;
  const fields = fieldsOf(checkOf(error, place, context));
  return fields.some((field) => isReferenced(lookUp(place.schema, place.value, field.split('.'))));
}

/** Nothing is asked of a vault reference (docs/kong/validation.md, "Vault references"). */
const isReferenced = ({ schema, value }: Pick<Place, 'schema' | 'value'>): boolean =>
  schema?.['x-referenceable'] === true &&
  typeof value === 'string' &&
  value.startsWith('{vault://') &&
  value.endsWith('}');

/** Nothing more is said of what should be a map and is something else, nor by a rule that reads its fields. */
function isInWrongRecord(error: ErrorObject, place: Place, context: Context, findings: Finding[]): boolean {
  const isWrong = (path: Path) =>
    findings.some(
      ({ code, path: at }) =>
        code === 'wrong-type' && startsWith(path, typeof at.at(-1) === 'number' ? at.slice(0, -1) : at),
    );
  if (error.keyword === 'x-fields') return isWrong(place.path);
  if (error.keyword !== 'x-entity-checks') return false;
  return fieldsOf(checkOf(error, place, context)).some((field) =>
    isWrong([...place.path, ...field.split('.').slice(0, -1)]),
  );
}

/** What must not be there at all need not be right. */
const isBelowForbidden = ({ path }: Finding, all: Finding[]): boolean =>
  all.some(
    (other) =>
      other.code === 'forbidden-field' && other.path.length < path.length && startsWith(path, other.path),
  );

const startsWith = (path: Finding['path'], start: Finding['path']): boolean =>
  start.every((key, index) => key === path[index]);
