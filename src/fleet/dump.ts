/** What a node holds, as someone would have written it: no nulls, no times, no defaults, references by name. */

import { entriesOf, type Fields, isFields } from '../config/entries.ts';
import { filledEntity } from '../config/fill.ts';
import { open } from '../config/open.ts';
import type { Diagnostic } from '../diagnostic.ts';
import { normalize } from '../normalize/index.ts';
import { parse } from '../parse.ts';
import type { Registry } from '../schema/registry.ts';
import { differenceOf } from './difference/index.ts';
import { sorted } from './difference/match.ts';
import type { Held } from './held.ts';

export interface DumpOptions {
  registry: Registry;
  /** Write secrets as they are. */
  secrets: boolean;
  /** Write defaults, too. */
  defaults: boolean;
  nest: boolean;
}

export interface Dump {
  text: string;
  /** Why it is as the node writes it, if it is. */
  diagnostics: Diagnostic[];
}

export function dump({ text, loaded }: Held, { registry, secrets, defaults, nest }: DumpOptions): Dump {
  const { value } = loaded.source;
  if (!loaded.valid || !loaded.judged || !isFields(value))
    return { text: shown(text, registry, secrets), diagnostics: loaded.diagnostics() };
  const short = withoutNoise(value, registry, defaults);
  const isSame = () => {
    const { judged } = open(short, { registry });
    return judged !== undefined && differenceOf(loaded.judged!, judged, registry).length === 0;
  };
  const tree = defaults || isSame() ? short : withoutNoise(value, registry, true);
  const { value: written, diagnostics } = normalize(tree, { registry, nest });
  return { text: shown(written?.text ?? text, registry, secrets), diagnostics: written ? [] : diagnostics };
}

const shown = (text: string, registry: Registry, secrets: boolean): string =>
  secrets ? text : parse(text, { format: 'yaml', registry, lint: false }).excerpt();

/** The same config without what Kong would fill in again. */
function withoutNoise(document: Fields, registry: Registry, keepsDefaults: boolean): Fields {
  const out: Fields = { ...document };
  const { byType } = entriesOf(document, registry);
  for (const [type, entries] of byType) {
    if (!Object.hasOwn(document, type)) continue;
    out[type] = entries.map(({ type: entityType, value }) => {
      const own: Fields = {};
      const base = keepsDefaults ? {} : filledEntity(entityType, identityOf(value), registry);
      for (const [field, item] of Object.entries(value)) {
        const isKept = field === 'id' || field === 'name' || !isEqual(item, base[field]);
        if (isNoise(field, item)) continue;
        if (isKept) own[field] = field === 'config' && isFields(item) ? different(item, base[field]) : item;
      }
      return own;
    });
    if ((out[type] as unknown[]).length === 0) delete out[type];
  }
  return out;
}

/** By these alone, defaults are what they are. */
const identityOf = ({ name, protocols }: Fields): Fields => ({
  ...(name === undefined ? {} : { name }),
  ...(protocols === undefined || protocols === null ? {} : { protocols }),
});

const isNoise = (field: string, value: unknown): boolean =>
  value === null || field === 'created_at' || field === 'updated_at';

/** The part of a record that is not as it would be anyway. */
function different(record: Fields, base: unknown): Fields {
  const other = isFields(base) ? base : {};
  const kept = Object.entries(record).filter(([key, value]) => value !== null && !isEqual(value, other[key]));
  return Object.fromEntries(
    kept.map(([key, value]) => [
      key,
      isFields(value) && isFields(other[key]) ? different(value, other[key]) : value,
    ]),
  );
}

const isEqual = (one: unknown, other: unknown): boolean =>
  JSON.stringify(sorted(one)) === JSON.stringify(sorted(other)) && one !== undefined;
