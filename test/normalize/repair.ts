/** Makes a generated config valid: references lead to something, names differ, what is still refused goes. */
import { type Entry, entriesOf, type Fields } from '../../src/config/entries.ts';
import { parse } from '../../src/parse.ts';
import { bundledRegistry } from '../../src/schema/registry.ts';

/** Stands for a reference: to which entity of the collection, and how it is written. */
export interface Wish {
  nth: number;
  style: 'name' | 'id' | 'object';
}

const registry = bundledRegistry();
const ROUNDS = 8;

export function repaired(config: Fields): Fields {
  let fixed = structuredClone(config);
  const { byType } = entriesOf(fixed, registry);
  for (const entries of byType.values()) makeDifferent(entries);
  for (const entries of byType.values()) for (const entry of entries) fulfil(entry, byType);
  for (let round = 0; round < ROUNDS; round++) {
    const { valid, diagnostics } = parse(JSON.stringify(fixed), { format: 'json', lint: false });
    if (valid) return fixed;
    const wrong = diagnostics
      .filter(({ severity }) => severity === 'error')
      .map(({ path }) => entityPath(path ?? []));
    fixed = without(fixed, new Set(wrong));
  }
  return { _format_version: '3.0' };
}

/** The first of a name or id keeps it. */
function makeDifferent(entries: readonly Entry[]): void {
  const taken = new Set<unknown>();
  for (const { type, value } of entries) {
    for (const field of ['id', ...(type.endpointUnique ? [type.endpointKey!] : []), ...type.unique]) {
      const key = `${field} ${value[field]}`;
      if (value[field] !== undefined && taken.has(key)) delete value[field];
      taken.add(key);
    }
  }
}

function fulfil({ type, value }: Entry, byType: ReadonlyMap<string, readonly Entry[]>): void {
  for (const { field, target } of type.references) {
    const wish = value[field] as Wish | null | undefined;
    if (wish?.style === undefined) continue;
    const entries = byType.get(target)!;
    const found = entries[wish.nth % Math.max(1, entries.length)];
    const name = found?.type.endpointKey && found.value[found.type.endpointKey];
    const id = found?.id;
    const text = wish.style === 'name' ? (name ?? id) : (id ?? name);
    if (text === undefined) delete value[field];
    else value[field] = wish.style === 'object' && id !== undefined ? { id } : text;
  }
}

/** The path of the entity that a finding is about, as text. */
function entityPath(path: readonly (string | number)[]): string {
  let end = 0;
  for (let index = 1; index < path.length; index += 2) {
    if (typeof path[index] !== 'number' || !registry.types.has(path[index - 1] as string)) break;
    end = index + 1;
  }
  return path.slice(0, end).join('.');
}

function without(value: Fields, wrong: ReadonlySet<string>, at = ''): Fields {
  const entries = Object.entries(value).map(([key, list]): [string, unknown] => {
    if (!registry.types.has(key) || !Array.isArray(list)) return [key, list];
    const kept = list.flatMap((item: Fields, index) => {
      const path = `${at}${key}.${index}`;
      return wrong.has(path) ? [] : [without(item, wrong, `${path}.`)];
    });
    return [key, kept];
  });
  return Object.fromEntries(entries);
}
