/** Where each entity is to stand, and what its references then mean. Nothing is decided here: a move may prove wrong. */
import type { Entry } from '../config/entries.ts';
import { isFields } from '../config/entries.ts';
import type { Judged } from '../config/judge.ts';
import type { Lookup } from '../config/lookup.ts';

/** A reference to be written anew: to an entity, or no more because the place says it. */
export interface Link {
  field: string;
  target: Entry | undefined;
}

/** What may become of an entity. */
export interface Move {
  entry: Entry;
  /** What it is to be nested in; undefined: nothing. */
  parent: Entry | undefined;
  links: readonly Link[];
  /** What changes in it, once that is settled. */
  fields: readonly FieldChange[];
}

/** A field and its new text; undefined: it goes. */
export type FieldChange = readonly [field: string, text: string | undefined];

export const moveTo = (entry: Entry, parent: Entry | undefined, links: readonly Link[]): Move => ({
  entry,
  parent,
  links,
  fields: UNCHANGED,
});

const UNCHANGED: readonly FieldChange[] = [];
const NONE: readonly Link[] = [];

/** Every entity at the top level. */
export const allFlat = ({ entries, lookup }: Judged): Move[] =>
  entries.map((entry) => moveTo(entry, undefined, linksOf(entry, lookup)));

/** Every entity in what it refers to, where that is one thing. */
export const allNested = ({ entries, lookup }: Judged): Move[] =>
  entries.map((entry) => {
    if (entry.parent) return moveTo(entry, entry.parent, NONE);
    const written = entry.type.references.filter(({ field }) => (entry.value[field] ?? null) !== null);
    const links = linksOf(entry, lookup);
    const [link] = links;
    const isOne = written.length === 1 && link?.target?.type.children[entry.type.name] === link?.field;
    if (!link || !isOne) return moveTo(entry, undefined, links);
    return moveTo(entry, link.target, [{ field: link.field, target: undefined }]);
  });

/** The references that can be written anew, that to the parent included. */
function linksOf(entry: Entry, lookup: Lookup): readonly Link[] {
  let links = NONE;
  for (const { field, target } of entry.type.references) {
    const found = field === entry.parentField ? entry.parent : meant(entry, field, target, lookup);
    if (!found) continue;
    links = [...links, { field, target: found }];
  }
  return links;
}

/** An object with more than an id keeps the rest when Kong flattens, so it has to stay what it is. */
function meant(entry: Entry, field: string, target: string, lookup: Lookup): Entry | undefined {
  const written = entry.value[field];
  if (written === undefined || written === null) return undefined;
  if (isFields(written) && Object.keys(written).length !== 1) return undefined;
  return lookup.find(target, written);
}
