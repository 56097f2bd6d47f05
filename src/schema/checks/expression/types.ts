/**
 * The types of fields and literals, and what each operator takes: docs/kong/more-observations.md, section 5
 * (groups expr:… of the verdicts).
 */
export type FieldType = 'string' | 'integer' | 'address';

export type LiteralType = FieldType | 'range';

export interface Operator {
  /** The types of a field and the literal that it may be compared with. */
  takes: readonly (readonly [FieldType, LiteralType])[];
  /** What it is for, in words. */
  only: string;
  /** The literal is a regular expression. */
  regex?: true;
}

const equality: Operator = {
  takes: [
    ['string', 'string'],
    ['integer', 'integer'],
    ['address', 'address'],
  ],
  only: 'compares a field with a value of its own type',
};
const order: Operator = { takes: [['integer', 'integer']], only: 'compares whole numbers' };
const text: Operator = { takes: [['string', 'string']], only: 'looks into strings' };
const range: Operator = { takes: [['address', 'range']], only: 'looks for an address in a CIDR range' };

/** By how they are written; one that begins like another stands before it. `not in` is put together by the parser. */
export const operators: Readonly<Record<string, Operator>> = {
  '==': equality,
  '!=': equality,
  '^=': text,
  '=^': text,
  '~': { ...text, only: 'matches strings', regex: true },
  '>=': order,
  '<=': order,
  '>': order,
  '<': order,
  contains: text,
  in: range,
  'not in': range,
};

export const WORDS: Readonly<Record<LiteralType, string>> = {
  string: 'a string',
  integer: 'a whole number',
  address: 'an IP address',
  range: 'a CIDR range',
};

/** How a literal of the type is written. */
export const EXAMPLES: Readonly<Record<LiteralType, string>> = {
  string: 'in double quotes: "text"',
  integer: 'without quotes: 80',
  address: 'without quotes: 10.0.0.1',
  range: 'without quotes: 10.0.0.0/8',
};
