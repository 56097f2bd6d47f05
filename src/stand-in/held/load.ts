/** What a node makes of a config: text → value → verdict → flat entities (docs/kong/admin-config-api.md section 2). */
import { type FlatConfig, flatten } from '../../config/flatten.ts';
import { type Judged, judge } from '../../config/judge.ts';
import type { Diagnostic } from '../../diagnostic.ts';
import { decode, type Format, read } from '../../document/index.ts';
import type { Registry } from '../../schema/registry.ts';
import { Validator } from '../../schema/validator.ts';
import { firstStage, type Stage } from '../errors/stage.ts';

/** A text as read; the warnings say where it holds keys that are no text. */
export type Reading = { value: object; warnings: Diagnostic[] } | { error: string };

export type Verdict =
  | { kind: 'valid'; flat: FlatConfig }
  | { kind: 'crash' }
  | { kind: 'invalid'; stage: Stage; judged: Judged };

/** As JSON, and if that gives no list or map as YAML, whatever the media type says. */
export function readConfig(bytes: Uint8Array): Reading {
  let error = 'the text is empty';
  for (const format of ['json', 'yaml'] satisfies Format[]) {
    const { value: text, diagnostics } = decode(bytes, format);
    const result = text === undefined ? { value: undefined, diagnostics } : read(text, format);
    if (typeof result.value === 'object' && result.value !== null)
      return { value: result.value, warnings: result.diagnostics };
    error = result.value === undefined ? placed(result.diagnostics) : 'expected an object';
  }
  return { error: `failed parsing declarative configuration: ${error}` };
}

/** `1:5: did not find …`. */
function placed(diagnostics: readonly Diagnostic[]): string {
  const found = diagnostics.find(({ severity }) => severity === 'error');
  if (!found) return 'expected an object';
  return found.at ? `${found.at.line}:${found.at.column}: ${found.message}` : found.message;
}

export function judgeConfig(
  { value, warnings }: { value: object; warnings: Diagnostic[] },
  registry: Registry,
  now: number,
): Verdict {
  const judged = judge(value, warnings, new Validator(registry));
  const stage = firstStage(judged, registry);
  if (stage.kind === 'crash') return { kind: 'crash' };
  if (stage.kind !== 'valid') return { kind: 'invalid', stage, judged };
  return { kind: 'valid', flat: flatten(judged, registry, now) };
}
