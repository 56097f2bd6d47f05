/**
 * Our keywords, each generating code, so that validators can be compiled ahead of time. docs/schema-keywords.md says what
 * they mean; forms.ts says which of them a schema file becomes.
 */
import { _, type Ajv, type Code, type CodeGen, type KeywordCxt, Name, type SchemaObject } from 'ajv';
import { _Code } from 'ajv/dist/compile/codegen/code.js';
import namesModule from 'ajv/dist/compile/names.js';
import { usePattern } from 'ajv/dist/vocabularies/code.js';
import { cjsDefault } from './cjs-default.ts';
import { fieldsOf } from './forms.ts';
import type { EntityCheck, Matcher } from './types.ts';

const names = cjsDefault(namesModule);

/** The parameters of the function around compiled code: the custom checks by name, and runtime.ts. */
const CHECKS = new Name('checks');
const RUNTIME = new Name('runtime');

const literal = (value: unknown): string => JSON.stringify(value);
/** A value of the schema in the code: a list or map once, outside of the function. */
const constant = (gen: CodeGen, value: unknown): string =>
  typeof value === 'object' && value !== null
    ? `${gen.scopeValue('obj', { key: literal(value), ref: value, code: raw(literal(value)) })}`
    : literal(value);
const raw = (code: string): Code => new _Code(code);
const runtime = (call: string): string => `${RUNTIME.str}.${call}`;
/** Where the checked value is, as an expression. */
const place = (cxt: KeywordCxt): string => `${names.instancePath}+${cxt.it.errorPath}`;

const simpleError = {
  message: '',
  params: ({ schema }: { schema: unknown }) => _`{limit: ${raw(literal(schema))}}`,
};
const problemError = {
  message: '',
  params: ({ params }: { params: Record<string, unknown> }) => _`{problem: ${params.problem as Code}}`,
};
const checkError = {
  message: '',
  params: ({ params }: { params: Record<string, unknown> }) =>
    _`{check: ${params.check as Code}, problem: ${params.problem as Code}}`,
};

const unknownFieldError = {
  message: '',
  params: ({ params }: { params: Record<string, unknown> }) => _`{additionalProperty: ${params.key as Code}}`,
};

export function addKeywords(ajv: Ajv): void {
  ajv.addVocabulary([
    'x-foreign',
    'x-on-delete',
    'x-auto',
    'x-unique',
    'x-set',
    'x-referenceable',
    'x-random-default',
    'x-shorthand',
    'x-entity',
    'x-plugin',
  ]);
  simple(ajv, 'x-null', undefined, (value) => `${value} !== null`);
  simple(ajv, 'x-not-null', undefined, (value) => `${value} === null`);
  simple(ajv, 'x-nothing', undefined, (value) => `${value} !== null`);
  simple(ajv, 'x-not', undefined, (value, schema) => `${value} === ${literal(schema)}`);
  simple(ajv, 'x-none-of', undefined, (value, schema) => oneOf(value, schema as unknown[]));
  simple(ajv, 'x-exclusive-sets', 'array', (value, schema, gen) =>
    runtime(`mixes(${value}, ${constant(gen, schema)})`),
  );
  simple(ajv, 'x-bytes', 'string', (value, schema) => {
    const [least, most] = schema as [number, number | null];
    const size = runtime(`bytes(${value})`);
    return `${size} < ${least}${most === null ? '' : ` || ${size} > ${most}`}`;
  });
  ajv.addKeyword({ keyword: 'x-quick', code: withoutErrors });
  ajv.addKeyword({ keyword: 'x-fields', type: 'object', error: unknownFieldError, code: fieldsPresent });
  ajv.addKeyword({ keyword: 'x-match-none', type: 'string', error: simpleError, code: matchNone });
  for (const [keyword, type] of [
    ['x-check-text', 'string'],
    ['x-check-list', 'array'],
    ['x-check-record', 'object'],
  ] as const) {
    ajv.addKeyword({ keyword, type, error: problemError, code: customCheck });
  }
  ajv.addKeyword({ keyword: 'x-subschemas', type: 'object', code: applySubschemas });
  ajv.addKeyword({ keyword: 'x-entity-checks', type: 'object', error: checkError, code: entityChecks });
}

/** In place of Ajv's own, which goes on to the other names of a map after a wrong one. */
export function addQuickPropertyNames(ajv: Ajv): void {
  ajv.removeKeyword('propertyNames').addKeyword({
    keyword: 'propertyNames',
    type: 'object',
    code(cxt: KeywordCxt) {
      cxt.gen.forIn('key', cxt.data, (key) => {
        const name = {
          keyword: 'propertyNames',
          data: key,
          dataTypes: ['string' as const],
          propertyName: key,
        };
        cxt.subschema(name, cxt.gen.name('valid'));
      });
    },
  });
}

/** A keyword that fails when an expression over the value holds. */
function simple(
  ajv: Ajv,
  keyword: string,
  type: 'string' | 'array' | undefined,
  fails: (value: string, schema: unknown, gen: CodeGen) => string,
): void {
  ajv.addKeyword({
    keyword,
    ...(type ? { type } : {}),
    error: simpleError,
    code: (cxt) => cxt.fail(raw(fails(`${cxt.data}`, cxt.schema, cxt.gen))),
  });
}

/** The schema without words for what is wrong: the first mistake ends it. */
function withoutErrors(cxt: KeywordCxt): void {
  cxt.subschema(
    { ...within(cxt, _``), schema: cxt.schema as SchemaObject, createErrors: false },
    cxt.gen.name('valid'),
  );
}

/**
 * `properties` and `additionalProperties` in one walk over the fields that are there: most of those that are declared are
 * not, and to look for each of them costs more than all the rest.
 */
function fieldsPresent(cxt: KeywordCxt): void {
  const { gen, data } = cxt;
  const { fields, closed } = cxt.schema as { fields: Record<string, SchemaObject>; closed: boolean };
  const judged = Object.keys(fields).filter((name) => Object.keys(fields[name]!).length > 0);
  const unjudged = Object.keys(fields).filter((name) => !judged.includes(name));
  gen.forIn('key', data, (key) => {
    gen.if(raw('false'));
    for (const name of judged) {
      gen.elseIf(_`${key} === ${name}`);
      cxt.subschema(
        { ...within(cxt, _`.fields[${name}]`), schema: fields[name]!, dataProp: name },
        gen.name('valid'),
      );
    }
    if (closed) {
      gen.elseIf(raw(`!${oneOf(`${key}`, unjudged)}`));
      cxt.setParams({ key });
      cxt.error();
    }
    gen.endIf();
  });
}

/** Where the first mistake ends it, nothing can have gone wrong before. */
const isQuick = ({ it }: KeywordCxt): boolean => it.createErrors === false;

/** Where a schema below the keyword is, for the errors that quote it. */
const within = ({ it, keyword }: KeywordCxt, place: Code) => ({
  topSchemaRef: it.topSchemaRef,
  errSchemaPath: `${it.errSchemaPath}/${keyword}`,
  schemaPath: _`${it.schemaPath}[${keyword}]${place}`,
});

function matchNone(cxt: KeywordCxt): void {
  const patterns: Code[] = cxt.schema.map(
    (pattern: string) => _`${usePattern(cxt, pattern)}.test(${cxt.data})`,
  );
  cxt.fail(patterns.reduce((all, one) => _`${all} || ${one}`));
}

function customCheck(cxt: KeywordCxt): void {
  const { gen, data, schema, keyword } = cxt;
  const call = _`${checkNamed(gen, schema)}(${data})`;
  const ready =
    keyword === 'x-check-text' || isQuick(cxt)
      ? call
      : raw(`${runtime(`clean(${names.vErrors}, ${place(cxt)})`)} ? ${call} : undefined`);
  const problem = gen.const('problem', ready);
  cxt.setParams({ problem });
  gen.if(problem, () => cxt.error());
}

/** A custom check, looked up once. */
const checkNamed = (gen: CodeGen, name: string): Name =>
  gen.scopeValue('func', { key: name, ref: name, code: _`${CHECKS}[${name}]` });

/** The first value of the key that leads to a subschema decides; who validates has made sure that there is one. */
function applySubschemas(cxt: KeywordCxt): void {
  const { gen, data, schema } = cxt;
  const { key, absent, groups } = schema as {
    key: string;
    absent: unknown;
    groups: { values: string[]; schema: SchemaObject }[];
  };
  const list = gen.const(
    'list',
    raw(`${data}[${literal(key)}] === undefined ? ${literal(absent)} : ${data}[${literal(key)}]`),
  );
  const known = groups.flatMap((group) => group.values);
  const value = gen.const(
    'value',
    raw(`Array.isArray(${list}) ? ${list}.find((item) => ${oneOf('item', known)}) : undefined`),
  );
  for (const [index, group] of groups.entries()) {
    gen.if(raw(oneOf(`${value}`, group.values)), () => {
      cxt.subschema({ ...within(cxt, _`.groups[${index}].schema`), schema: group.schema }, gen.name('valid'));
    });
  }
}

function entityChecks(cxt: KeywordCxt): void {
  const { gen, data } = cxt;
  const fields = new Map<string, string>();
  (cxt.schema as (EntityCheck & { defaults: Record<string, unknown[]> })[]).forEach((check, index) => {
    const read = (field: string): string => {
      let name = fields.get(field);
      if (!name) {
        const keys = field.split('.');
        const defaults = check.defaults[field]!;
        const direct = `${data}[${literal(field)}]`;
        const code =
          keys.length === 1
            ? `${direct} === undefined ? ${constant(gen, defaults[0])} : ${direct}`
            : runtime(`at(${data}, ${constant(gen, keys)}, ${constant(gen, defaults)})`);
        name = `${gen.const('field', raw(code))}`;
        fields.set(field, name);
      }
      return name;
    };
    if (check.custom) {
      const { check: name, fields: sources, always } = check.custom;
      const call = `${checkNamed(gen, name)}(${data})`;
      const problem = gen.const(
        'problem',
        raw(
          always || isQuick(cxt)
            ? call
            : `${runtime(`clean(${names.vErrors}, ${place(cxt)}, ${literal(sources)})`)} ? ${call} : undefined`,
        ),
      );
      cxt.setParams({ check: raw(`${index}`), problem });
      gen.if(problem, () => cxt.error());
      return;
    }
    cxt.setParams({ check: raw(`${index}`), problem: raw('undefined') });
    gen.if(raw(failure(check, read)), () => cxt.error());
  });
}

/** An expression that holds when the check fails. */
function failure(check: EntityCheck, read: (field: string) => string): string {
  const isEmpty = (field: string) => runtime(`empty(${read(field)})`);
  const filled = (fields: string[]) => fields.map((field) => `!${isEmpty(field)}`).join(' + ');
  const none = (fields: string[]) => fields.map(isEmpty).join(' && ');
  if (check.conditional) {
    const { if_field, if_match, then_field, then_match } = check.conditional;
    return `${matched(if_match, read(if_field))} && !(${matched(then_match, read(then_field))})`;
  }
  if (check.conditional_at_least_one_of) {
    const rule = check.conditional_at_least_one_of;
    const holds = matched(rule.if_match, read(rule.if_field));
    const then = none(rule.then_at_least_one_of);
    if (!rule.else_match) return `${holds} && ${then}`;
    return `(${holds}) ? (${then}) : (${matched(rule.else_match, read(rule.if_field))}) && ${none(rule.else_then_at_least_one_of ?? [])}`;
  }
  if (check.at_least_one_of) return none(check.at_least_one_of);
  if (check.only_one_of) return `(${filled(check.only_one_of)}) !== 1`;
  if (check.mutually_exclusive) return `(${filled(check.mutually_exclusive)}) > 1`;
  if (check.distinct) return runtime(`repeats([${check.distinct.map(read)}])`);
  if (check.mutually_required) {
    return `(${filled(check.mutually_required)}) % ${check.mutually_required.length} !== 0`;
  }
  throw new Error(`an entity check of an unknown kind: ${Object.keys(check)} (fields ${fieldsOf(check)})`);
}

/** An expression that holds when `value` satisfies the matcher; null does, unless the matcher names another value. */
function matched(matcher: Matcher, value: string): string {
  const { eq, ne, one_of, not_one_of, gt, len_eq, contains, required, patterns, elements, check } = matcher;
  const whenNull = !required && (eq === undefined || eq === null);
  const rules = [
    ...(eq === undefined ? [] : [`${value} === ${literal(eq)}`]),
    ...(ne === undefined ? [] : [`${value} !== ${literal(ne)}`]),
    ...(one_of ? [oneOf(value, one_of)] : []),
    ...(not_one_of ? [`!${oneOf(value, not_one_of)}`] : []),
    ...(gt === undefined ? [] : [`${value} > ${gt}`]),
    ...(len_eq === undefined ? [] : [`${value}.length === ${len_eq}`]),
    ...(contains === undefined ? [] : [`Array.isArray(${value}) && ${value}.includes(${literal(contains)})`]),
    ...(patterns ? [matchedPatterns(value, patterns)] : []),
    ...(elements
      ? [`Array.isArray(${value}) && ${value}.every((item) => ${matched(elements, 'item')})`]
      : []),
    ...(check ? [`${CHECKS}[${literal(check)}](${value}) === undefined`] : []),
  ];
  return `(${value} === null ? ${whenNull} : ${rules.map((rule) => `(${rule})`).join(' && ') || 'true'})`;
}

const oneOf = (value: string, list: readonly unknown[]) =>
  `(${list.map((item) => `${value} === ${literal(item)}`).join(' || ') || 'false'})`;

function matchedPatterns(value: string, patterns: string[]): string {
  const words = patterns.map((pattern) => /^\^(\w+)\$$/.exec(pattern)?.[1]);
  return words.every((word) => word !== undefined)
    ? oneOf(value, words)
    : runtime(`matches(${value}, ${literal(patterns)})`);
}
