/** A rule, and the words that rules have in common. */
import { type Entry, pathOf } from '../config/entries.ts';
import { singular } from '../config/naming.ts';
import type { Found } from '../config/passes.ts';
import type { Code, Path, Related } from '../diagnostic.ts';
import type { Subject } from './subject.ts';

/** What Kong accepts in a valid document and a user would regret. Never throws, whatever the document holds. */
export type Rule = (subject: Subject) => Found[];

export interface Regret {
  /** Where, from the entity. */
  path?: Path;
  message: string;
  help: string;
  related?: Related[];
}

export const warn = (code: Code, entry: Entry, { path = [], ...rest }: Regret): Found => ({
  entry,
  finding: { code, severity: 'warning', path, ...rest },
});

/** So many places are shown of what holds for many entities alike. */
const SHOWN = 5;

/** One finding for all entities of which the same is to be said: at the first, with the places of some others. */
export function warnOnce(code: Code, entries: readonly Entry[], regret: Regret): Found[] {
  const [first, ...rest] = entries;
  if (!first) return [];
  const message = rest.length ? `${regret.message}; the same goes for ${countOf(rest)}` : regret.message;
  const related = rest.slice(0, SHOWN).map((entry) => ({
    message: 'another one',
    path: [...pathOf(entry), ...(regret.path ?? [])],
  }));
  return [warn(code, first, { ...regret, message, ...(related.length ? { related } : {}) })];
}

/** `3 more routes`. */
function countOf(entries: readonly Entry[]): string {
  const name = singular(entries[0]!.type.name);
  return entries.length === 1 ? `one more ${name}` : `${entries.length} more ${plural(name)}`;
}

const plural = (name: string): string => (/(?:s|ch|x)$/.test(name) ? `${name}es` : `${name}s`);

export const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

/** The texts of a list; undefined when there are none. */
export function texts(value: unknown): readonly string[] | undefined {
  if (!Array.isArray(value) || value.length === 0) return undefined;
  for (let index = 0; index < value.length; index++) if (!isText(value[index])) return fewer(value);
  return value;
}

function fewer(values: readonly unknown[]): string[] | undefined {
  const found = values.filter(isText);
  return found.length ? found : undefined;
}
