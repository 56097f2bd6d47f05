/**
 * The language of routes under router_flavor = expressions: comparisons of a field with a literal, joined by && and ||,
 * in parentheses, before which a ! may stand. What it takes is known from docs/kong/more-observations.md, section 5
 * (groups expr:… of the verdicts). A loop and no recursion, so that nothing is too deep.
 */
import { Reader } from '../regex/reader.ts';
import { type Literal, readLiteral } from './literals.ts';
import { wrong } from './mistake.ts';
import { operators } from './types.ts';

/** A part of the text. */
export interface Token {
  text: string;
  from: number;
  to: number;
}

export interface Comparison {
  /** `lower`, `any`, from the outside in. */
  functions: Token[];
  field: Token;
  operator: Token;
  literal: Literal;
}

const BLANKS = /[ \t\r\n]*/y;
const NAME = /[A-Za-z][A-Za-z0-9_.]*/y;
const NOT_IN = /not[ \t\r\n]*in/y;
const FUNCTIONS = ['lower', 'any'];
const SIGNS = Object.keys(operators).filter((sign) => sign !== 'not in');
/** What is shown of a place where something else is expected. */
const WORD = /[A-Za-z0-9_.]+|[=!<>~^&|]+|./suy;

/** Every comparison, as it is reached. Throws an ExpressionError where the text is none of the language. */
export function* comparisons(text: string): Generator<Comparison> {
  const reader = new Reader(text);
  const open: number[] = [];
  for (;;) {
    openings(reader, open);
    yield comparison(reader);
    blanks(reader);
    while (open.length > 0 && reader.skip(')')) {
      open.pop();
      blanks(reader);
    }
    if (reader.skip('&&') || reader.skip('||')) continue;
    if (reader.done && open.length === 0) return;
    if (reader.done)
      wrong('has a "(" that is not closed', open.at(-1)!, open.at(-1)! + 1, 'add the closing ")"');
    unexpected(reader, open.length > 0 ? '&&, || or ")" must follow' : '&&, || or the end must follow');
  }
}

/** `(`, `!(`, any number of them. */
function openings(reader: Reader, open: number[]): void {
  for (;;) {
    blanks(reader);
    if (reader.startsWith('!')) {
      const from = reader.at++;
      blanks(reader);
      if (!reader.startsWith('(')) wrong('has a "!" without parentheses', from, from + 1, 'write !( … )');
    }
    if (!reader.startsWith('(')) return;
    open.push(reader.at++);
  }
}

function comparison(reader: Reader): Comparison {
  const functions: Token[] = [];
  let field = name(reader);
  for (blanks(reader); reader.skip('('); blanks(reader)) {
    functions.push(known(field));
    blanks(reader);
    field = name(reader);
  }
  for (const { text } of functions) {
    if (!reader.skip(')')) unexpected(reader, `the ")" of ${text}( must follow`);
    blanks(reader);
  }
  const operator = readOperator(reader, field);
  blanks(reader);
  const literal = readLiteral(reader);
  if (!literal) unexpected(reader, `behind ${operator.text} a value must follow: "text", 80, 10.0.0.0/8`);
  return { functions, field, operator, literal };
}

function known(name: Token): Token {
  if (FUNCTIONS.includes(name.text)) return name;
  const help = name.text === 'not' ? 'write !( … )' : `there are ${FUNCTIONS.join(' and ')}`;
  return wrong(`has an unknown function, ${name.text}`, name.from, name.to, help);
}

function name(reader: Reader): Token {
  const from = reader.at;
  const found = reader.match(NAME);
  if (!found) unexpected(reader, 'a field must stand here, for instance http.path');
  return { text: found[0], from, to: reader.at };
}

function readOperator(reader: Reader, { text: field }: Token): Token {
  const from = reader.at;
  const made = (text: string): Token => ({ text, from, to: reader.at });
  if (reader.match(NOT_IN)) return made('not in');
  const sign = SIGNS.find((one) => reader.skip(one));
  if (sign) return made(sign);
  const example = reader.next === '-' ? '; in names of headers and queries write _ for -' : '';
  return unexpected(
    reader,
    `behind ${field} an operator must follow: ==, !=, ^=, =^, ~, contains, in, <${example}`,
  );
}

function unexpected(reader: Reader, help: string): never {
  const from = reader.at;
  const found = reader.match(WORD)?.[0];
  const what =
    found === undefined ? 'ends too early' : `cannot be understood from ${JSON.stringify(found)} on`;
  return wrong(what, from, from + (found?.length ?? 0), help);
}

function blanks(reader: Reader): void {
  reader.match(BLANKS);
}
