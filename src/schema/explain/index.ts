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
  const founded = findings.filter(
    (finding) => !isUnfounded(finding, findings) && !isSaidBetter(finding, findings),
  );
  return founded.filter((finding) => !isBelowForbidden(finding, founded));
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
  const wrong = findings
    .filter(({ code }) => code === 'wrong-type')
    .map(({ path }) => judgedAt(path, context));
  const isWrong = (path: Path) => wrong.some((at) => startsWith(path, at));
  if (error.keyword === 'x-fields') return isWrong(place.path);
  if (error.keyword !== 'x-entity-checks') return false;
  return fieldsOf(checkOf(error, place, context)).some((field) =>
    isWrong([...place.path, ...field.split('.').slice(0, -1)]),
  );
}

/** A list in place of a map is found at its first item. */
function judgedAt(path: Path, { root, entity }: Context): Path {
  const holder = path.slice(0, -1);
  const isItem = lookUp(root, entity, holder.map(String)).schema?.items !== undefined;
  return typeof path.at(-1) === 'number' && !isItem ? holder : path;
}

/** A rule says nothing where the field on which it depends is itself wrong, as a whole. */
function isUnfounded({ kong }: Finding, all: readonly Finding[]): boolean {
  const { conditional, conditional_at_least_one_of: alternatives } = kong?.check ?? {};
  const cause = (conditional ?? alternatives)?.if_field;
  if (!kong || cause === undefined) return false;
  const path = [...kong.path, ...cause.split('.')];
  return all.some((other) => !other.kong && startsWith(path, other.path));
}

/** Where exactly one of some fields is needed, that one of them is needed is no second mistake. */
function isSaidBetter({ kong }: Finding, all: readonly Finding[]): boolean {
  const fields = kong?.check?.at_least_one_of?.join();
  if (!kong || fields === undefined) return false;
  const at = kong.path.join();
  return all.some(
    (other) => other.kong?.check?.only_one_of?.join() === fields && other.kong.path.join() === at,
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
