/** Texts through the layers that a transformation takes. */
import { flatten } from '../../src/config/flatten.ts';
import { judge } from '../../src/config/judge.ts';
import { labelOf } from '../../src/config/naming.ts';
import { type Format, read } from '../../src/document/index.ts';
import { bundledRegistry } from '../../src/schema/registry.ts';
import { Validator } from '../../src/schema/validator.ts';
import { type Applied, apply } from '../../src/transform/apply.ts';
import type { PlanOptions } from '../../src/transform/plan.ts';
import type { Subject } from '../../src/transform/subject.ts';

const registry = bundledRegistry();

export function subjectOf(text: string, format: Format = 'yaml'): Subject {
  const { value, diagnostics } = read(text, format);
  const judged = judge(value as object, diagnostics, new Validator(registry));
  const wrong = judged.found.filter(({ finding }) => (finding.severity ?? 'error') === 'error');
  if (wrong.length > 0)
    throw new Error(`invalid: ${JSON.stringify(wrong.map(({ finding }) => finding))}\n${text}`);
  return { text, format, value, judged, registry, label: (entry) => labelOf(entry, registry) };
}

export const isValid = (text: string, format: Format = 'yaml'): boolean => {
  try {
    return Boolean(subjectOf(text, format));
  } catch {
    return false;
  }
};

export async function transformed(
  text: string,
  { format = 'yaml', ...options }: PlanOptions & { format?: Format } = {},
): Promise<Applied & { text: string }> {
  const result = await apply(subjectOf(text, format), options);
  if (result.text === undefined) throw new Error(`not edited:\n${text}`);
  return { ...result, text: result.text };
}

export type Flat = Record<string, Record<string, Record<string, unknown>>>;

/** Entities by collection and key, as a node holds them but for transformations. */
export function flat(text: string, format: Format = 'yaml'): Flat {
  const { judged } = subjectOf(text, format);
  const all: Flat = {};
  for (const { type, key, value } of flatten(judged, registry, 1).entities) (all[type] ??= {})[key] = value;
  return all;
}
