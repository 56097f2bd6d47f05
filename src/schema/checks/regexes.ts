/** Fields that hold a regular expression: docs/kong/custom-checks.md, sections bot-detection regexes, cors origins. */
import type { Check, Problem } from './check.ts';
import { checkPcre, checkRust } from './regex/index.ts';
import type { RegexVerdict } from './regex/verdict.ts';

/** Letters, digits and the commonest signs: what cannot be wrong, so that nothing is parsed. */
const HARMLESS = /^[\w\-/.~%:@ ]*$/;

/** What PCRE2 would refuse, with the default options: no UTF mode, so a character may be several bytes. */
export function regexProblem(pattern: string): Problem | undefined {
  return HARMLESS.test(pattern) ? undefined : asProblem(checkPcre(pattern));
}

/** What the router's engine would refuse; of a path, which it anchors, with the `^` in front. */
export function rustProblem(pattern: string): Problem | undefined {
  if (HARMLESS.test(pattern.replace(/^\^/, ''))) return undefined;
  const problem = asProblem(checkRust(pattern));
  if (problem?.severity !== 'warning' && problem) {
    problem.help =
      'the router uses the linear-time engine of Rust: no lookaround, back-references or recursion';
  }
  return problem;
}

function asProblem(verdict: RegexVerdict): Problem | undefined {
  if (verdict === undefined) return undefined;
  if ('error' in verdict) {
    return {
      message: `is not a valid regular expression: ${verdict.error}`,
      help: 'escape the signs that are meant literally with "\\"',
      code: 'invalid-regex',
    };
  }
  return {
    message: `is a regular expression that could not be checked to the end: ${verdict.unverified}`,
    help: 'try it on a node',
    code: 'unverified-regex',
    severity: 'warning',
  };
}

export const pcre: Check = (value) => (typeof value === 'string' ? regexProblem(value) : undefined);

export const corsOrigin: Check = (value) => (value === '*' ? undefined : pcre(value));
