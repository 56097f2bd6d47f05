/** Turns Ajv's errors about one entity into findings: what is wrong, where, what to do. Runs only when something is. */
import type { ErrorObject } from 'ajv';
import type { Code, Path, Related, Severity } from '../diagnostic.ts';
import type { Problem } from './checks/check.ts';
import { allChecks, fieldsOf, foreignFields, type LinkForm } from './forms.ts';
import type { Registry } from './registry.ts';
import { suggestion } from './suggest.ts';
import type { EntityCheck, Matcher, Schema } from './types.ts';
import { UNKNOWN_FIELD_HELP, wordsForPattern } from './words.ts';

/** A diagnostic before its entity has a place: the path starts at the entity. */
export interface Finding {
  code: Code;
  severity?: Severity;
  /** Names the field, not the entity. */
  message: string;
  help?: string;
  path: Path;
  related?: Related[];
  /** What was written there is not what Kong reads: a word for the source text may help. */
  retyped?: boolean;
}

type Fields = Record<string, unknown>;

interface Place {
  path: string[];
  /** What is written there. */
  value: unknown;
  /** What the schema says of it; of the record's fields in reach. */
  schema: Schema | undefined;
}

/** What was judged. */
interface Subject {
  /** The schema's name: `services`, `plugins/key-auth`. */
  name: string;
  form: 'body' | LinkForm;
  /** As judged, with lists that stand for maps as maps. */
  entity: Fields;
  written: Fields;
  registry: Registry;
}

interface Context extends Subject {
  root: Schema;
}

export function explain(errors: readonly ErrorObject[], subject: Subject): Finding[] {
  const context: Context = { ...subject, root: subject.registry.schema(subject.name) };
  const findings: Finding[] = [];
  const seen = new Set<string>();
  for (const error of errors) {
    const place = placeOf(error, context);
    if (isSettled(error, place, context) || isSaidOfItems(error, place, findings)) continue;
    for (const finding of findingsOf(error, place, context)) {
      const key =
        finding.path.join('\0') + (error.keyword === 'x-entity-checks' ? `\0${error.params.check}` : '');
      if (!seen.has(key)) findings.push(finding);
      seen.add(key);
    }
  }
  return findings.filter((finding) => !isBelowForbidden(finding, findings));
}

/** Errors that are none: a vault reference where one may stand, a rule that reads one, the echo of another error. */
function isSettled(error: ErrorObject, place: Place, context: Context): boolean {
  if (error.keyword === 'propertyNames') return true;
  if (place.schema?.['x-referenceable'] && isVaultReference(place.value)) return true;
  if (error.keyword !== 'x-entity-checks') return false;
  const check = checkOf(error, place, context);
  return fieldsOf(check).some((field) => {
    const at = lookUp(place.schema, place.value, field.split('.'));
    return at.schema?.['x-referenceable'] && isVaultReference(at.value);
  });
}

/** A list in place of a map, whose items have been found to be no fields. */
const isSaidOfItems = (error: ErrorObject, place: Place, findings: Finding[]): boolean =>
  error.keyword === 'type' &&
  findings.some(
    ({ path }) =>
      typeof path[place.path.length] === 'number' &&
      place.path.every((key, index) => key === String(path[index])),
  );

/** Docs: docs/kong/validation.md, "Vault references". */
const isVaultReference = (value: unknown): boolean =>
  typeof value === 'string' && value.startsWith('{vault://') && value.endsWith('}');

/** What must not be there at all need not be right. */
const isBelowForbidden = (finding: Finding, all: Finding[]): boolean =>
  all.some(
    (other) =>
      other.code === 'forbidden-field' &&
      other.path.length < finding.path.length &&
      other.path.every((key, index) => key === finding.path[index]),
  );

function placeOf(error: ErrorObject, { root, entity, written }: Context): Place {
  const path =
    error.instancePath === ''
      ? []
      : error.instancePath
          .slice(1)
          .split('/')
          .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
  const { value, schema } = lookUp(root, error.keyword === 'type' ? written : entity, path);
  return { path, value, schema };
}

function lookUp(
  schema: Schema | undefined,
  value: unknown,
  path: readonly string[],
): { schema: Schema | undefined; value: unknown } {
  let at = { schema, value };
  for (const key of path)
    at = { schema: childSchema(at.schema, key), value: (at.value as Fields | undefined)?.[key] };
  return at;
}

function childSchema(schema: Schema | undefined, key: string): Schema | undefined {
  if (schema?.items) return schema.items;
  const own = schema?.properties?.[key];
  if (own) return own;
  return typeof schema?.additionalProperties === 'object' ? schema.additionalProperties : undefined;
}

/** The path as in the document: positions in lists are numbers. */
function documentPath(path: readonly string[], written: unknown): (string | number)[] {
  let value = written;
  return path.map((key) => {
    const isPosition = Array.isArray(value) && /^\d+$/.test(key);
    value = (value as Fields | undefined)?.[key];
    return isPosition ? Number(key) : key;
  });
}

function findingsOf(error: ErrorObject, place: Place, context: Context): Finding[] {
  const path = documentPath(place.path, context.written);
  const field = place.path.join('.');
  const one = (code: Code, what: string, help?: string): Finding[] => [
    { code, path, message: `${field} ${what}`.trim(), help },
  ];
  const { params } = error;
  if (error.propertyName !== undefined) return keyFindings(error, place, path, context);
  switch (error.keyword) {
    case 'required':
      return missing(place.path, params.missingProperty, place.schema, context);
    case 'x-fields':
      return [unknownField(params.additionalProperty, place, context)];
    case 'type':
      return [wrongType(place, path, [params.type].flat(), context)];
    case 'x-null':
      return one('forbidden-field', ...forbidden(place.path, context));
    case 'x-nothing':
      return one('invalid-value', 'names nothing that is installed', 'no value is possible here; remove it');
    case 'x-not-null':
      return one('missing-field', 'must not be null');
    case 'enum':
      return one(
        'invalid-value',
        `must be ${listed(params.allowedValues, 'or')}`,
        suggested(place, params.allowedValues),
      );
    case 'x-not':
      return one('invalid-value', `must not be ${JSON.stringify(params.limit)}`);
    case 'x-none-of':
      return one('invalid-value', `must not be ${listed(params.limit, 'or')}`);
    case 'minimum':
    case 'maximum':
    case 'exclusiveMinimum':
      return one('out-of-range', `must be ${range(place.schema)}`);
    case 'minLength':
      return one('invalid-length', 'must not be empty');
    case 'x-bytes':
    case 'minItems':
    case 'maxItems':
    case 'minProperties':
    case 'maxProperties':
      return one('invalid-length', size(place.schema));
    case 'format':
      return one(
        'invalid-value',
        'must be a UUID',
        'for example 3f2504e0-4f89-41d3-9a0c-0305e82c3301; or leave it out and Kong derives one',
      );
    case 'pattern':
      return one('invalid-value', ...wordsForPattern(params.pattern));
    case 'x-match-none':
      return one('invalid-value', ...wordsForPattern(params.limit[0]));
    case 'x-exclusive-sets':
      return one(
        'field-combination',
        `must not mix ${params.limit.map((set: string[]) => set.join('/')).join(' with ')}`,
        'use members of one of these groups only',
      );
    case 'x-check-text':
    case 'x-check-list':
    case 'x-check-record':
      return [fromProblem(params.problem, path, field)];
    case 'x-entity-checks':
      return crossField(error, place, path, context);
    default:
      return one('invalid-value', 'is not valid');
  }
}

/** The key of a map, not its value, is what is wrong. */
function keyFindings(error: ErrorObject, place: Place, path: Path, context: Context): Finding[] {
  const key = error.propertyName!;
  const schema = place.schema?.propertyNames;
  const field = place.path.join('.');
  const inner: ErrorObject = { ...error, propertyName: undefined } as unknown as ErrorObject;
  const [finding] = findingsOf(inner, { path: [], value: key, schema }, context);
  return finding
    ? [
        {
          ...finding,
          path: [...path, key],
          message: `${field ? `${field}: ` : ''}the key "${key}" ${finding.message}`,
        },
      ]
    : [];
}

/** A record that is missing is filled by Kong, so it is its own required fields that are missed. */
function missing(
  path: readonly string[],
  field: string,
  schema: Schema | undefined,
  context: Context,
): Finding[] {
  const inner = childSchema(schema, field);
  const at = [...path, field];
  if (context.form === 'loaded' && path.length === 1) return [withoutId(path[0]!, context)];
  const needed = inner?.type === 'object' ? (inner.required ?? []) : [];
  if (needed.length) return needed.flatMap((name) => missing(at, name, inner, context));
  const options = inner?.enum?.filter((value) => value !== null);
  return [
    {
      code: 'missing-field',
      path: documentPath(at, context.written),
      message: `${at.join('.')} is missing`,
      help: options?.length ? `add it: ${listed(options, 'or')}` : `add ${field}, it is required`,
    },
  ];
}

/** A reference as a map, which is one only by its id; Kong looks at other fields first. */
function withoutId(field: string, { root, registry, written }: Context): Finding {
  const target = registry.schema(root.properties![field]!['x-foreign']!);
  const keys = Object.keys(written[field] as Fields);
  const stray =
    keys.find((key) => !(key in (target.properties ?? {}))) ?? target['x-subschemas']?.key ?? 'id';
  return {
    code: 'missing-field',
    path: documentPath([field, stray], written),
    message: `${field} must be a name, an id, or a map with the field id`,
    help: 'write the name alone',
  };
}

function unknownField(key: string, place: Place, { name, registry, written }: Context): Finding {
  const field = [...place.path, key].join('.');
  const path = documentPath([...place.path, key], written);
  if (typeof path.at(-1) === 'number') {
    return {
      code: 'wrong-type',
      path,
      message: `${place.path.join('.')} must be a map, not a list`,
      help: 'write its fields as key: value, without the dash',
    };
  }
  const base = { path, message: `has an unknown field "${field}"` };
  const type = place.path.length === 0 ? registry.types.get(name) : undefined;
  const elsewhere = place.path.length === 0 ? registry.types.get(key) : undefined;
  if (elsewhere && type) {
    const parents = elsewhere.references.map((reference) => reference.target);
    return {
      ...base,
      code: 'misplaced-entity',
      message: `${key} do not nest in ${name}`,
      help: parents.length
        ? `move them to the top level, or into ${listed(parents, 'or')}`
        : 'move them to the top level',
    };
  }
  const known = Object.keys(place.schema?.properties ?? {}).concat(type ? Object.keys(type.children) : []);
  const help =
    suggestion(key, known) ??
    UNKNOWN_FIELD_HELP[key] ??
    (known.length ? `known fields: ${some(known)}` : 'nothing may stand here; remove it');
  return { ...base, code: 'unknown-field', help };
}

function wrongType(place: Place, path: Path, types: string[], { form, root }: Context): Finding {
  const field = place.path.join('.');
  const isReference = form !== 'body' && foreignFields(root).includes(place.path[0] ?? '');
  const wanted =
    isReference && form === 'written'
      ? 'a name or an id'
      : article(types.find((type) => type !== 'null')!, place.schema);
  if (place.value === null) {
    return {
      code: 'missing-field',
      path,
      message: `${field} must not be null`,
      help: `give it a value, ${wanted}`,
    };
  }
  if (form === 'loaded' && place.value === '')
    return {
      code: 'invalid-length',
      path: [...path, 'id'],
      message: `${field} must not be empty`,
      help: `give a name or an id, or leave it out`,
    };
  const found = nameOf(place.value);
  return {
    code: 'wrong-type',
    path,
    message: `${field} must be ${wanted}, not ${found}`.trim(),
    retyped: true,
  };
}

function crossField(error: ErrorObject, place: Place, path: Path, context: Context): Finding[] {
  const check = checkOf(error, place, context);
  const prefix = place.path.join('.');
  const names = (fields: string[], word: 'or' | 'and') =>
    listed(
      fields.map((field) => (prefix ? `${prefix}.${field}` : field)),
      word,
    );
  const at = (field: string): Path => [...path, ...field.split('.')];
  if (check.custom) return [fromProblem(error.params.problem, path, prefix)];
  if (check.conditional) {
    const { if_field, if_match, then_field, then_match } = check.conditional;
    const then = conclusion(then_match);
    const message = `${names([then_field], 'and')} ${then} when ${names([if_field], 'and')} ${condition(if_match)}`;
    const code =
      then_match.eq === null
        ? 'forbidden-field'
        : then_match.required
          ? 'missing-field'
          : 'field-combination';
    return [
      {
        code,
        path: at(then_field),
        message,
        help: `change ${names([if_field], 'and')} or ${names([then_field], 'and')}`,
      },
    ];
  }
  const one = (message: string, help: string): Finding[] => [
    { code: 'field-combination', path, message, help },
  ];
  if (check.conditional_at_least_one_of) {
    const rule = check.conditional_at_least_one_of;
    const value =
      lookUp(place.schema, place.value, rule.if_field.split('.')).value ??
      childSchema(place.schema, rule.if_field)?.default;
    const second = rule.else_match && !(Array.isArray(value) && value.includes(rule.if_match.contains));
    const fields = second ? rule.else_then_at_least_one_of! : rule.then_at_least_one_of;
    const when = condition(second ? rule.else_match! : rule.if_match);
    return one(
      `needs ${fields.length > 1 ? 'at least one of ' : ''}${names(fields, 'or')} when ${names([rule.if_field], 'and')} ${when}`,
      `add ${names(fields, 'or')}`,
    );
  }
  if (check.at_least_one_of)
    return one(`needs at least one of ${names(check.at_least_one_of, 'or')}`, 'add one of them');
  if (check.only_one_of)
    return one(`needs exactly one of ${names(check.only_one_of, 'or')}`, 'keep one of them');
  if (check.mutually_exclusive)
    return one(`must not have ${names(check.mutually_exclusive, 'and')} together`, 'keep one of them');
  if (check.distinct) return one(`${names(check.distinct, 'and')} must differ`, 'use two different values');
  const together = check.mutually_required ?? [];
  return one(
    `needs ${names(together, 'and')} together or not at all`,
    'add what is missing, or remove the others',
  );
}

/** The check that an error speaks of; compiled forms hold only those that they can judge. */
function checkOf(error: ErrorObject, place: Place, { form, root }: Context): EntityCheck {
  const fields = new Set(foreignFields(root));
  const touches = (check: EntityCheck) => fieldsOf(check).some((field) => fields.has(field.split('.')[0]!));
  const own =
    place.path.length === 0 && error.schemaPath.includes('x-subschemas')
      ? subschemaChecks(place, root)
      : allChecks(place.schema ?? {});
  const judged = place.path.length === 0 ? own.filter((check) => touches(check) === (form !== 'body')) : own;
  return judged[error.params.check as number]!;
}

function subschemaChecks(place: Place, root: Schema): EntityCheck[] {
  const { key, schemas = {} } = root['x-subschemas']!;
  const list = ((place.value as Fields)[key] ?? root.properties?.[key]?.default) as unknown[];
  const value = list.find((item) => typeof item === 'string' && item in schemas) as string;
  return schemas[value]?.['x-entity-checks'] ?? [];
}

function fromProblem(problem: Problem, path: Path, field: string): Finding {
  const below = problem.path ?? [];
  const name = [field, ...below].filter((key) => key !== '').join('.');
  return {
    code: problem.code ?? 'invalid-value',
    ...(problem.severity ? { severity: problem.severity } : {}),
    path: [...path, ...below],
    message: `${name} ${problem.message}`.trim(),
    help: problem.help,
  };
}

function forbidden(path: string[], { form, name }: Context): [string, string] {
  if (form === 'nested')
    return [
      'must not be set here: it follows from the nesting',
      'remove it, or move the entity to the top level',
    ];
  if (form !== 'body')
    return [
      `must not be set: the plugin ${name.split('/').at(-1)} cannot be scoped to a ${path[0]}`,
      `remove ${path[0]}`,
    ];
  return ['must not be set with these protocols', `remove ${path.join('.')}, or change protocols`];
}

function conclusion(matcher: Matcher): string {
  if (matcher.eq === null) return 'must not be set';
  if (matcher.eq !== undefined) return `must be ${JSON.stringify(matcher.eq)}`;
  if (matcher.len_eq === 0) return 'must be empty';
  if (matcher.one_of) return `must be ${listed(matcher.one_of, 'or')}`;
  if (matcher.contains !== undefined) return `must contain ${JSON.stringify(matcher.contains)}`;
  if (matcher.check) return 'must be set and valid';
  return 'is required';
}

function condition(matcher: Matcher): string {
  const { eq, one_of, not_one_of, gt, contains, patterns, elements } = matcher;
  if (elements)
    return elements.one_of
      ? `is ${listed(elements.one_of, 'or')}`
      : `has none of ${listed(elements.not_one_of ?? [], 'or')}`;
  if (contains !== undefined) return `contains ${JSON.stringify(contains)}`;
  if (gt !== undefined) return `is greater than ${gt}`;
  if (not_one_of) return `is not ${listed(not_one_of, 'or')}`;
  if (patterns)
    return `is ${listed(
      patterns.map((pattern) => pattern.replace(/^\^|\$$/g, '')),
      'or',
    )}`;
  return `is ${listed(one_of ?? [eq], 'or')}`;
}

const ARTICLES: Record<string, string> = {
  string: 'a string',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a map',
};

const article = (type: string, schema: Schema | undefined): string =>
  schema?.items && type === 'array' && [schema.items.type].flat().includes('string')
    ? 'a list of strings'
    : (ARTICLES[type] ?? type);

/** What a value is, in words; never the value. */
export function nameOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a map';
  if (typeof value === 'boolean') return `the boolean ${value}`;
  if (typeof value === 'number') return Number.isInteger(value) ? 'a number' : 'a fraction';
  return 'a string';
}

const range = (schema: Schema | undefined): string => {
  const { minimum, maximum, exclusiveMinimum } = schema ?? {};
  if (exclusiveMinimum !== undefined) return `greater than ${exclusiveMinimum}`;
  if (minimum !== undefined && maximum !== undefined) return `between ${minimum} and ${maximum}`;
  return minimum === undefined && maximum === undefined
    ? 'a finite number'
    : minimum !== undefined
      ? `at least ${minimum}`
      : `at most ${maximum}`;
};

function size(schema: Schema | undefined): string {
  const least = schema?.minItems ?? schema?.minProperties ?? schema?.minLength;
  const most = schema?.maxItems ?? schema?.maxProperties ?? schema?.maxLength;
  const unit =
    schema?.maxLength !== undefined
      ? ' bytes'
      : ` ${schema?.items ? 'item' : 'entr'}${least === 1 && most === undefined ? (schema?.items ? '' : 'y') : schema?.items ? 's' : 'ies'}`;
  if (least !== undefined && most !== undefined)
    return least === most ? `must have exactly ${least}${unit}` : `must have ${least} to ${most}${unit}`;
  return most !== undefined ? `must have at most ${most}${unit}` : `must have at least ${least}${unit}`;
}

function suggested(place: Place, allowed: readonly unknown[]): string | undefined {
  if (typeof place.value !== 'string') return undefined;
  return suggestion(
    place.value,
    allowed.filter((value): value is string => typeof value === 'string'),
  );
}

/** `a, b or c`; null is left out, strings are quoted where they could be mistaken for words. */
export function listed(values: readonly unknown[], word: 'or' | 'and'): string {
  const texts = values
    .filter((value) => value !== null && value !== undefined)
    .map((value) => (typeof value === 'string' ? value : JSON.stringify(value)));
  const last = texts.pop() ?? 'nothing';
  return texts.length ? `${texts.join(', ')} ${word} ${last}` : last;
}

const some = (names: string[]): string =>
  names.length > 12 ? `${names.slice(0, 12).join(', ')}, …` : names.join(', ');
