/** What Kong draws at random where it is not written (docs/kong/declarative-format.md section 10). */
import type { FieldGroup } from '../schema/digest.ts';
import type { Registry } from '../schema/registry.ts';
import { type Entry, valueAt } from './entries.ts';

/** The ids, keys and secrets that Kong will draw for an entity and store with it, as paths from the entity. A null stays one. */
export function drawnFields({ type, value }: Entry, registry: Registry): string[][] {
  const ofConfig = registry.subschema(`${type.name}/${value.name}`)?.auto ?? [];
  return [...type.auto.map((field) => [field]), ...ofConfig.flatMap(pathsOf)].filter(
    (path) => valueAt(value, path) === undefined,
  );
}

export const pathsOf = ({ record, names }: FieldGroup): string[][] => names.map((name) => [...record, name]);
