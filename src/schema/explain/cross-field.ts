/** Words for rules across fields. */
import type { ErrorObject } from 'ajv';
import type { Path } from '../../diagnostic.ts';
import type { Finding } from '../finding.ts';
import { allChecks, foreignFields, readsLinks } from '../forms.ts';
import { empty } from '../runtime.ts';
import type { EntityCheck, Schema } from '../types.ts';
import { condition, demand, listed } from './phrases.ts';
import { type Context, childSchema, type Fields, fieldName, lookUp, type Place } from './place.ts';
import { fromProblem } from './problem.ts';

export function crossField(error: ErrorObject, place: Place, context: Context): Finding[] {
  const check = checkOf(error, place, context);
  return worded(check, error, place).map((finding) => ({ ...finding, kong: { path: place.path, check } }));
}

function worded(check: EntityCheck, error: ErrorObject, place: Place): Finding[] {
  if (check.custom) return [fromProblem(error.params.problem, place.path)];
  const inRecord = (field: string): Path => [...place.path, ...field.split('.')];
  const names = (fields: readonly string[], word: 'or' | 'and') =>
    listed(
      fields.map((field) => fieldName(inRecord(field))),
      word,
    );
  const isFilled = (field: string) => !empty(lookUp(place.schema, place.value, field.split('.')).value);
  if (check.conditional) return [conditional(check.conditional, inRecord)];
  const one = (message: string, help: string): Finding[] => [
    { code: 'field-combination', path: place.path, message, help },
  ];
  if (check.conditional_at_least_one_of) {
    const { fields, when } = alternatives(check.conditional_at_least_one_of, place);
    const few = fields.length > 1 ? 'at least one of ' : '';
    return one(
      `needs ${few}${names(fields, 'or')} when ${names([check.conditional_at_least_one_of.if_field], 'and')} ${when}`,
      `add ${names(fields, 'or')}`,
    );
  }
  if (check.at_least_one_of)
    return one(`needs at least one of ${names(check.at_least_one_of, 'or')}`, 'add one of them');
  if (check.only_one_of)
    return one(
      `needs exactly one of ${names(check.only_one_of, 'or')}`,
      check.only_one_of.some(isFilled) ? 'keep one of them' : 'add one of them',
    );
  if (check.mutually_exclusive)
    return one(`must not have ${names(check.mutually_exclusive, 'and')} together`, 'keep one of them');
  if (check.distinct) return one(`${names(check.distinct, 'and')} must differ`, 'use two different values');
  return one(
    `needs ${names(check.mutually_required ?? [], 'and')} together or not at all`,
    'add what is missing, or remove the others',
  );
}

function conditional(
  { if_field, if_match, then_field, then_match }: NonNullable<EntityCheck['conditional']>,
  inRecord: (field: string) => Path,
): Finding {
  const [cause, effect] = [fieldName(inRecord(if_field)), fieldName(inRecord(then_field))];
  const base = {
    path: inRecord(then_field),
    message: `${effect} ${demand(then_match)} when ${cause} ${condition(if_match)}`,
  };
  if (then_match.eq === null)
    return { ...base, code: 'forbidden-field', help: `remove ${effect}, or change ${cause}` };
  if (then_match.required)
    return { ...base, code: 'missing-field', help: `add ${effect}, or change ${cause}` };
  return { ...base, code: 'field-combination', help: `change ${effect} or ${cause}` };
}

/** Of an if-else rule, the branch that applies. */
function alternatives(
  rule: NonNullable<EntityCheck['conditional_at_least_one_of']>,
  { schema, value }: Place,
): { fields: string[]; when: string } {
  const written = lookUp(schema, value, rule.if_field.split('.')).value;
  const list = written ?? childSchema(schema, rule.if_field)?.default;
  const isFirst = !rule.else_match || (Array.isArray(list) && list.includes(rule.if_match.contains));
  return isFirst
    ? { fields: rule.then_at_least_one_of, when: condition(rule.if_match) }
    : { fields: rule.else_then_at_least_one_of ?? [], when: condition(rule.else_match!) };
}

/** The check that an error speaks of, by its position among those that the compiled form judges. */
export function checkOf(error: ErrorObject, place: Place, { form, root }: Context): EntityCheck {
  if (place.keys.length > 0) return allChecks(place.schema ?? {})[error.params.check]!;
  const links = new Set(foreignFields(root));
  const own = error.schemaPath.includes('x-subschemas') ? subschemaChecks(place, root) : allChecks(root);
  return own.filter((check) => readsLinks(check, links) === (form !== 'body'))[error.params.check]!;
}

function subschemaChecks({ value }: Place, root: Schema): EntityCheck[] {
  const { key, schemas = {} } = root['x-subschemas']!;
  const list = ((value as Fields)[key] ?? root.properties?.[key]?.default) as unknown[];
  const known = list.find((item) => typeof item === 'string' && item in schemas) as string;
  return schemas[known]?.['x-entity-checks'] ?? [];
}
