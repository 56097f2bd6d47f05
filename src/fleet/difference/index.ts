/** The difference of two configs, entity by entity, whatever form each is written in. */

import { flatten } from '../../config/flatten.ts';
import type { Judged } from '../../config/judge.ts';
import type { Registry } from '../../schema/registry.ts';
import { type FieldChange, fieldChanges } from './fields.ts';
import { comparable, type Item } from './items.ts';
import { match } from './match.ts';

export type { FieldChange } from './fields.ts';

export interface EntityChange {
  change: 'added' | 'removed' | 'changed';
  /** The collection. */
  type: string;
  /** What people call it; never a secret. */
  label: string;
  id: string;
  /** With `changed`. */
  fields: FieldChange[];
}

/** Collections in Kong's order, within one as in the newer config. */
export function differenceOf(before: Judged, after: Judged, registry: Registry): EntityChange[] {
  const [old, now] = [before, after].map((judged) => itemsOf(judged, registry)) as [Item[], Item[]];
  const { pairs, removed, added } = match(old, now);
  const renamed = new Map(pairs.map(([one, other]) => [one.id, other.id]));
  const changes: EntityChange[] = [
    ...removed.map((item) => changeOf('removed', item)),
    ...added.map((item) => changeOf('added', item)),
    ...pairs.flatMap(([one, other]) => {
      const fields = fieldChanges(one, other, renamed, registry);
      return fields.length > 0 ? [changeOf('changed', other, fields)] : [];
    }),
  ];
  const order = [...registry.types.keys()];
  return changes.sort((a, b) => order.indexOf(a.type) - order.indexOf(b.type));
}

export const itemsOf = (judged: Judged, registry: Registry): Item[] =>
  comparable(flatten(judged, registry), judged, registry);

const changeOf = (
  change: EntityChange['change'],
  { type, label, id }: Item,
  fields: FieldChange[] = [],
): EntityChange => ({
  change,
  type,
  label,
  id,
  fields,
});
