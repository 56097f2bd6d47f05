import type { Entry } from '../../src/config/entries.ts';
import { type Judged, judge } from '../../src/config/judge.ts';
import { type LintOptions, lint } from '../../src/lint/index.ts';
import { bundledRegistry } from '../../src/schema/registry.ts';
import { Validator } from '../../src/schema/validator.ts';

const registry = bundledRegistry();

export const judged = (document: object): Judged => judge(document, [], new Validator(registry));

const nameOf = ({ type, value }: Entry): string => (typeof value.name === 'string' ? value.name : type.name);

/** What the rules find in a document, valid or not: codes and places. */
export const lintOf = (document: object, options?: LintOptions): string[] =>
  lint(judged(document), registry, options).map(({ entry, finding }) =>
    [finding.code, nameOf(entry), ...finding.path].join(' '),
  );

/** The same of a document that has to be valid. */
export function regrets(document: object, options?: LintOptions): string[] {
  const all = JSON.parse(JSON.stringify({ _format_version: '3.0', ...document }));
  const wrong = judged(all).found.map(({ finding }) => finding.message);
  if (wrong.length) throw new Error(wrong.join('\n'));
  return lintOf(all, options);
}
