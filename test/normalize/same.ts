/** Whether two configs load as the same: what Kong draws at random and times aside, ids included. */
import { expect } from 'vitest';
import { type FlatEntity, flatten } from '../../src/normalize/flatten.ts';
import { bundledRegistry } from '../../src/schema/registry.ts';

type Source = Parameters<typeof flatten>[0];
type Options = Parameters<typeof flatten>[1];

const { types } = bundledRegistry();
const DRAWN = /^[A-Za-z\d]{32}$/;

export function expectSameLoaded(one: Source, other: Source, options: [Options?, Options?] = []): void {
  const [before, after] = [flat(one, options[0]), flat(other, options[1])];
  // an id that Kong drew before may be a written one now
  const known = new Set(before.entities.filter((entity) => !entity.hasRandomId).map(({ key }) => key));
  const sameIn = (entities: FlatEntity[], source: Source) => comparable(entities, known, textOf(source));
  expect(sameIn(after.entities, other)).toEqual(sameIn(before.entities, one));
  expect(after.meta).toEqual(before.meta);
}

const textOf = (source: Source): string => (typeof source === 'string' ? source : JSON.stringify(source));

function flat(source: Source, options: Options = { format: 'yaml' }) {
  const { value, diagnostics } = flatten(source, { ...options, now: 0 });
  expect(
    diagnostics.filter(({ severity }) => severity === 'error'),
    textOf(source),
  ).toEqual([]);
  return value!;
}

/** One line an entity, sorted. A reference to an entity without a known id is the line of that entity. */
function comparable(entities: readonly FlatEntity[], known: ReadonlySet<string>, source: string): string[] {
  const byKey = new Map(entities.map((entity) => [`${entity.collection} ${entity.key}`, entity]));
  const line = ({ collection, value }: FlatEntity): string => {
    const type = types.get(collection)!;
    const fields = Object.entries(value).map(([field, item]): [string, unknown] => {
      const target = type.references.find((one) => one.field === field)?.target;
      const id = target && (item as { id?: string } | null)?.id;
      if (id && !known.has(id)) return [field, line(byKey.get(`${target} ${id}`)!)];
      if (field === 'id' && type.generatesId && !known.has(item as string)) return [field, '<random>'];
      // a copy of what is nested, not stored
      return [field, type.transient?.includes(field) ? null : item];
    });
    // secrets that Kong draws are nowhere in the source
    const isDrawn = (text: unknown) => DRAWN.test(String(text)) && !source.includes(String(text));
    return `${collection} ${JSON.stringify(fields, (_, item) => (isDrawn(item) ? '<random>' : item))}`;
  };
  return entities.map(line).sort();
}
