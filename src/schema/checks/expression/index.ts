/** Whether the router takes an expression: its grammar, then the types of what it compares, then regular expressions. */
import { rustProblem } from '../regexes.ts';
import { fieldType, type Subsystem } from './fields.ts';
import { ExpressionError, type Mistake, wrong } from './mistake.ts';
import { type Comparison, comparisons, type Token } from './parser.ts';
import { EXAMPLES, type FieldType, operators, WORDS } from './types.ts';

export type { Subsystem } from './fields.ts';
export type { Mistake } from './mistake.ts';

/** The first mistake; else a doubt about a regular expression, if there is one. */
export function checkExpression(text: string, subsystem: Subsystem): Mistake | undefined {
  let doubt: Mistake | undefined;
  try {
    for (const comparison of comparisons(text)) {
      checkTypes(comparison, subsystem);
      doubt ??= regexDoubt(comparison);
    }
    return doubt;
  } catch (error) {
    if (error instanceof ExpressionError) return error.mistake;
    throw error;
  }
}

function checkTypes({ functions, field, operator, literal }: Comparison, subsystem: Subsystem): void {
  const type = typeOf(field, subsystem);
  const lower = functions.find(({ text }) => text === 'lower');
  if (lower && type !== 'string')
    wrong(`takes ${field.text} in lower case, which is ${WORDS[type]}`, lower.from, lower.to, 'remove lower');
  const { takes, only } = operators[operator.text]!;
  const wanted = takes.find(([one]) => one === type)?.[1];
  if (wanted === undefined) {
    const message = `uses ${operator.text} on ${field.text}, which is ${WORDS[type]}`;
    wrong(message, operator.from, operator.to, `${operator.text} ${only}`);
  } else if (wanted !== literal.type) {
    const message = `compares ${field.text} by ${operator.text} with ${WORDS[literal.type]}, not ${WORDS[wanted]}`;
    wrong(message, literal.from, literal.to, `write it ${EXAMPLES[wanted]}`);
  }
}

function typeOf({ text, from, to }: Token, subsystem: Subsystem): FieldType {
  const type = fieldType(text, subsystem);
  return typeof type === 'string' ? type : wrong(type.message, from, to, type.help);
}

function regexDoubt({ operator, literal: { text, from, to } }: Comparison): Mistake | undefined {
  const problem = operators[operator.text]!.regex ? rustProblem(text) : undefined;
  if (!problem) return undefined;
  const { message, help, code, severity } = problem;
  const mistake = { message: `has a literal that ${message}`, help, code, severity, from, to } as Mistake;
  if (severity !== 'warning') throw new ExpressionError(mistake);
  return mistake;
}
