/** Parts of sentences about values, lists and rules. */
import { suggestion } from '../../suggest.ts';
import type { Matcher, Schema } from '../types.ts';

/** `a, b or c`; null is left out. */
export function listed(values: readonly unknown[], word: 'or' | 'and'): string {
  const texts = values
    .filter((value) => value !== null && value !== undefined)
    .map((value) => (typeof value === 'string' ? value : JSON.stringify(value)));
  const last = texts.pop() ?? 'nothing';
  return texts.length ? `${texts.join(', ')} ${word} ${last}` : last;
}

/** The first dozen of many names. */
export const some = (names: readonly string[]): string =>
  names.length > 12 ? `${names.slice(0, 12).join(', ')}, …` : names.join(', ');

/** What a value is, in words; never the value, unless it can be no secret. */
export function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a map';
  if (typeof value === 'boolean') return `the boolean ${value}`;
  if (typeof value === 'number') return Number.isInteger(value) ? 'a number' : 'a fraction';
  return 'a string';
}

const KINDS: Record<string, string> = {
  string: 'a string',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a map',
};

/** What a field takes, in words. */
export function wantedKind(types: readonly string[], schema: Schema | undefined): string {
  const type = types.find((one) => one !== 'null')!;
  const isTextList = type === 'array' && [schema?.items?.type].flat().includes('string');
  return isTextList ? 'a list of strings' : (KINDS[type] ?? type);
}

/** How to write what is wanted in place of what is there; never with the value. */
export function rewriting(wanted: string, value: unknown): string | undefined {
  const isNumber = typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value));
  if (wanted.endsWith('number')) {
    if (typeof value === 'number') return 'round it';
    return isNumber ? 'write it without quotes' : undefined;
  }
  if (wanted === 'true or false')
    return value === 'true' || value === 'false' ? 'write it without quotes' : 'write true or false';
  if (wanted === 'a string') return typeof value === 'object' ? undefined : 'write it in quotes';
  if (wanted.startsWith('a list'))
    return typeof value === 'object' ? 'write each item behind a dash' : 'put it in brackets: [ … ]';
  const dash = Array.isArray(value) ? ', without a dash' : '';
  return wanted === 'a map' ? `write its fields as key: value${dash}` : undefined;
}

export function rangeOf(schema: Schema | undefined): string {
  const { minimum, maximum, exclusiveMinimum } = schema ?? {};
  if (exclusiveMinimum !== undefined) return `greater than ${exclusiveMinimum}`;
  if (minimum !== undefined && maximum !== undefined) return `between ${minimum} and ${maximum}`;
  if (minimum !== undefined) return `at least ${minimum}`;
  return maximum === undefined ? 'a finite number' : `at most ${maximum}`;
}

/** `must have 2 to 4 items`. */
export function sizeOf(schema: Schema | undefined): string {
  const least = schema?.minItems ?? schema?.minProperties ?? schema?.minLength;
  const most = schema?.maxItems ?? schema?.maxProperties ?? schema?.maxLength;
  const [one, many] = unitOf(schema);
  if (least !== undefined && least === most) return `must have exactly ${least} ${least === 1 ? one : many}`;
  if (least !== undefined && most !== undefined) return `must have ${least} to ${most} ${many}`;
  if (most !== undefined) return `must have at most ${most} ${many}`;
  return least === 1 ? 'must not be empty' : `must have at least ${least} ${many}`;
}

function unitOf(schema: Schema | undefined): [one: string, many: string] {
  if (schema?.items) return ['item', 'items'];
  return schema?.maxLength !== undefined ? ['byte', 'bytes'] : ['entry', 'entries'];
}

export function suggested(value: unknown, allowed: readonly unknown[]): string | undefined {
  if (typeof value !== 'string') return undefined;
  return suggestion(
    value,
    allowed.filter((one): one is string => typeof one === 'string'),
  );
}

/** What a rule demands of a field. */
export function demand({ eq, len_eq, one_of, contains, check }: Matcher): string {
  if (eq === null) return 'must not be set';
  if (eq !== undefined) return `must be ${JSON.stringify(eq)}`;
  if (len_eq === 0) return 'must be empty';
  if (one_of) return `must be ${listed(one_of, 'or')}`;
  if (contains !== undefined) return `must contain ${JSON.stringify(contains)}`;
  return check ? 'must be set and valid' : 'is required';
}

/** When a rule applies, said of a field. */
export function condition({ eq, one_of, not_one_of, gt, contains, patterns, elements }: Matcher): string {
  if (elements?.one_of) return `is ${listed(elements.one_of, 'or')}`;
  if (elements) return `has none of ${listed(elements.not_one_of ?? [], 'or')}`;
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
