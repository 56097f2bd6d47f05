/** The reader that knows all of YAML 1.1 as Kong reads it, and says what is wrong or odd. */

import type { Diagnostic, Result } from '../../diagnostic.ts';
import { Items, KIND, PLAIN } from '../items.ts';
import { Lines } from '../lines.ts';
import { Problem } from '../problem.ts';
import { Construction } from './construct.ts';
import { Grammar } from './grammar.ts';
import { plainScalar, taggedScalar } from './scalars.ts';
import { Scanner } from './scanner.ts';
import { Source } from './source.ts';

/** The items of a YAML text, up to the first error if there is one. */
export function yamlItems(text: string, maxDepth: number): { items: Items; problem: Problem | undefined } {
  let source: Source;
  try {
    source = new Source(text);
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem;
    return { items: new Items(text, new Map(), 1), problem };
  }
  const scanner = new Scanner(source);
  const scanError = scanner.run();
  const grammar = new Grammar(text, scanner.tokens, scanError, maxDepth);
  const problem = grammar.run();
  return { items: grammar.items, problem };
}

export function readYamlFully(text: string, maxDepth: number, cycles: boolean): Result<unknown> {
  const lines = new Lines(text);
  let warnings: Diagnostic[] = [];
  try {
    const { items, problem } = yamlItems(text, maxDepth);
    if (problem) throw problem;
    if (items.roots.length === 0) return { value: null, diagnostics: [] };
    const first = new Construction(items, lines, cycles);
    const value = first.document(items.roots[0]!);
    warnings = [...first.warnings];
    for (const root of items.roots.slice(1)) new Construction(items, lines, cycles).document(root);
    if (items.roots.length > 1) warnings.push(ignored(items, lines));
    return { value, diagnostics: warnings };
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem;
    return { diagnostics: [problem.diagnostic(lines), ...warnings] };
  }
}

function ignored(items: Items, lines: Lines): Diagnostic {
  const start = items.start[items.roots[1]!]!;
  return {
    code: 'ignored-document',
    severity: 'warning',
    message: 'Kong reads the first document of a file only; this one is ignored',
    help: 'move it to a file of its own, or join it to the first',
    at: lines.span(start, Math.min(start + 1, items.text.length)),
  };
}

/** A key that is a scalar, as it is read. */
export function yamlKey(items: Items, item: number): unknown {
  const text = items.string(item);
  const tag = items.tags.get(item);
  if (tag !== undefined) return taggedScalar(tag, text);
  return (items.kind[item]! & KIND) === PLAIN ? plainScalar(text) : text;
}
