/** Turns Ajv's errors about one entity into findings: what is wrong, where, what to do. Runs only when something is. */
import type { ErrorObject } from 'ajv';
import type { Path } from '../../diagnostic.ts';
import type { Finding, KongPlace } from '../finding.ts';
import { fieldsOf } from '../forms.ts';
import { checkOf, crossField } from './cross-field.ts';
import { type Context, lookUp, type Place, placeOf, type Subject } from './place.ts';
import { valueFindings } from './value.ts';

export function explain(errors: readonly ErrorObject[], subject: Subject): Finding[] {
  const context: Context = { ...subject, root: subject.registry.schema(subject.name) };
  const findings: Finding[] = [];
  const seen = new Set<string>();
  const noRecords = new Set<string>();
  for (const error of typesFirst(errors)) {
    const place = placeOf(error, context);
    if (isSettled(error, place, context) || isInNoRecord(error, place, context, noRecords)) continue;
    const isCrossField = error.keyword === 'x-entity-checks';
    for (const finding of isCrossField
      ? crossField(error, place, context)
      : valueFindings(error, place, context)) {
      const key = keyOf(finding.path) + (isCrossField ? `\0${error.params.check}` : '');
      if (seen.has(key)) continue;
      seen.add(key);
      findings.push(finding);
      if (finding.code === 'wrong-type') noRecords.add(keyOf(judgedAt(finding.path, context)));
    }
  }
  return withoutForbidden(withoutUnfounded(findings));
}

const keyOf = (path: Path): string => path.join('\0');

/** Whether a path, or the start of it, is among those of these keys. */
const isWithin = (path: Path, keys: ReadonlySet<string>): boolean =>
  path.some((_, index) => keys.has(keyOf(path.slice(0, index + 1))));

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
function isInNoRecord(
  error: ErrorObject,
  place: Place,
  context: Context,
  noRecords: ReadonlySet<string>,
): boolean {
  if (error.keyword === 'x-fields') return isWithin(place.path, noRecords);
  if (error.keyword !== 'x-entity-checks') return false;
  return fieldsOf(checkOf(error, place, context)).some((field) =>
    isWithin([...place.path, ...field.split('.').slice(0, -1)], noRecords),
  );
}

/** A list in place of a map is found at its first item. */
function judgedAt(path: Path, { root, entity }: Context): Path {
  const holder = path.slice(0, -1);
  const isItem = lookUp(root, entity, holder.map(String)).schema?.items !== undefined;
  return typeof path.at(-1) === 'number' && !isItem ? holder : path;
}

/**
 * A rule says nothing where the field on which it depends is itself wrong, as a whole; and where exactly one of some
 * fields is needed, that one of them is needed is no second mistake.
 */
function withoutUnfounded(findings: readonly Finding[]): Finding[] {
  const wrong = new Set(findings.flatMap(({ kong, path }) => (kong ? [] : keyOf(path))));
  const exactlyOne = new Set(findings.map(({ kong }) => fieldsAt(kong, kong?.check?.only_one_of)));
  return findings.filter(({ kong }) => {
    const {
      conditional,
      conditional_at_least_one_of: alternatives,
      at_least_one_of: some,
    } = kong?.check ?? {};
    if (some) return !exactlyOne.has(fieldsAt(kong, some));
    const cause = (conditional ?? alternatives)?.if_field;
    const path = cause === undefined ? [] : [...kong!.path, ...cause.split('.')];
    return !isWithin(path, wrong);
  });
}

/** Undefined without such fields. */
const fieldsAt = (place: KongPlace | undefined, fields: readonly string[] | undefined): string | undefined =>
  place && fields && `${keyOf(place.path)} ${fields}`;

/** What must not be there at all need not be right. */
function withoutForbidden(findings: readonly Finding[]): Finding[] {
  const forbidden = new Set(
    findings.flatMap(({ code, path }) => (code === 'forbidden-field' ? keyOf(path) : [])),
  );
  return findings.filter(({ path }) => !isWithin(path.slice(0, -1), forbidden));
}
