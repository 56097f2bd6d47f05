/**
 * Routes under router_flavor = expressions: docs/kong/validation.md, section routes, "Expressions flavor". One with an
 * expression is matched by that alone; one without is turned into an expression, as in the default flavor.
 */
import { type Check, isRecord, type Problem } from './check.ts';
import { checkExpression, type Subsystem } from './expression/index.ts';
import { routerExpression } from './router.ts';

const MATCHERS = ['methods', 'hosts', 'paths', 'headers', 'snis', 'sources', 'destinations'];

const STREAM = new Set<unknown>(['tcp', 'tls', 'tls_passthrough', 'udp']);

export const expressionRoute: Check = (value) => {
  if (!isRecord(value)) return undefined;
  const { expression, regex_priority, priority } = value;
  if (typeof expression !== 'string')
    return isSet(priority) ? withoutExpression(value) : routerExpression(value);
  const other = MATCHERS.find((field) => isFilled(value[field]));
  if (other) return together(other, 'say in the expression what to match, and remove the other field');
  if (isSet(regex_priority)) return together('regex_priority', 'use priority instead');
  return expressionProblem(expression, subsystemOf(value.protocols));
};

const isSet = (priority: unknown): boolean => typeof priority === 'number' && priority !== 0;

const isFilled = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && Object.keys(value).length > 0;

function together(field: string, help: string): Problem {
  const message = 'must not be set together with "expression"';
  return { message, help, path: [field], code: 'field-combination' };
}

function withoutExpression(route: Record<string, unknown>): Problem | undefined {
  if (!MATCHERS.some((field) => isFilled(route[field]))) return undefined;
  return {
    message: 'must not be set without "expression"',
    help: 'remove it; for regular expressions in paths there is regex_priority',
    path: ['priority'],
    code: 'field-combination',
  };
}

/** By default a route is for HTTP. */
function subsystemOf(protocols: unknown): Subsystem {
  return Array.isArray(protocols) && protocols.some((protocol) => STREAM.has(protocol)) ? 'stream' : 'http';
}

function expressionProblem(expression: string, subsystem: Subsystem): Problem | undefined {
  const mistake = checkExpression(expression, subsystem);
  if (!mistake) return undefined;
  const { from, to, code = 'invalid-expression', ...said } = mistake;
  return { ...said, code, path: ['expression'], within: [from, to] };
}
