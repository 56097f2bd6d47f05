import { trim } from './blanks.ts';
import { describe, directives, type Row } from './directives/index.ts';
import type { Finding } from './finding.ts';
import { loadedVaults } from './loaded.ts';
import { items, typed } from './typed.ts';
import type { Directive, Environment, Setting } from './types.ts';
import { isReference, resolve } from './vault-reference.ts';

type Settings = ReadonlyMap<string, Setting>;

export interface Effective {
  directives: Map<string, Directive>;
  findings: Finding[];
}

/** Defaults, the file above them, the environment above both; then types and references to vaults. */
export function effective(settings: Settings, env: Environment): Effective {
  const made: Effective = { directives: new Map(), findings: [] };
  const vaults = loadedVaults(items(textOf('vaults', settings) ?? ''));
  const prefix = textOf('vault_env_prefix', settings) ?? '';
  const ask = (reference: string, name: string): string => {
    const answer = resolve(reference, env, vaults, prefix);
    if ('text' in answer) return trim(answer.text);
    made.findings.push(unresolved(name, answer.problem));
    return reference;
  };

  const names = new Set([...directives.keys(), ...[...settings.keys()].filter(describe).sort()]);
  for (const name of names) {
    const row = describe(name)!;
    const { source, line } = settings.get(name) ?? { source: 'default' as const };
    const value = resolved(row, textOf(name, settings), (reference) => ask(reference, name));
    // What only its prefix keeps is not there at all when it is empty.
    if (value.value === null && !directives.has(name)) continue;
    made.directives.set(name, { ...value, source, ...(line !== undefined && { line }) });
  }
  return made;
}

function textOf(name: string, settings: Settings): string | undefined {
  const setting = settings.get(name);
  return setting ? setting.text : describe(name)?.default;
}

/** A reference in a list stands for one item, whatever commas the secret has. */
function resolved(
  row: Row,
  text: string | undefined,
  ask: (reference: string) => string,
): Pick<Directive, 'value' | 'references'> {
  const value = typed(row, text);
  if (!text?.includes('{vault://')) return { value };
  if (row.type === 'list') {
    const listed = items(text);
    const references = listed.flatMap((reference, item) =>
      isReference(reference) ? [{ reference, item }] : [],
    );
    return { value: listed.map((item) => (isReference(item) ? ask(item) : item)), references };
  }
  return isReference(text)
    ? { value: typed(row, ask(text) || undefined), references: [{ reference: text }] }
    : { value };
}

function unresolved(directive: string, problem: string): Finding {
  return {
    code: 'unresolved-reference',
    severity: 'warning',
    directive,
    says: `refers to a vault, and ${problem}; a node does not start then`,
  };
}
