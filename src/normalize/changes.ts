/**
 * What changes in each entity: the references that are written anew, and the id, since Kong derives ids from what is
 * written and where (docs/kong/declarative-format.md section 9).
 */
import { Entry, type Fields } from '../config/entries.ts';
import { derivedKey } from '../config/ids.ts';
import { namespaceOf, uuidV5 } from '../config/uuid.ts';
import type { Move } from './moves.ts';
import type { References } from './references.ts';
import type { StableIds } from './stable-ids.ts';

export interface Change {
  entry: Entry;
  /** What it is nested in from now on. */
  parent: Entry | undefined;
  /** Fields that get another text; undefined: they go. */
  fields: Map<string, string | undefined>;
}

export interface IdOptions {
  /** Write every id that Kong derives. */
  all: boolean;
  /** Leave out an id that is written, if its new place now gives the same. */
  redundant: 'keep' | 'drop';
}

export function changesOf(
  moves: readonly Move[],
  references: References,
  stable: StableIds,
  options: IdOptions,
): Change[] {
  const changes = moves.map(({ entry, parent, links }): Change => {
    const fields = new Map<string, string | undefined>();
    for (const { field, target } of links) {
      const text = target && references.textFor(target);
      if (text !== entry.value[field]) fields.set(field, text);
    }
    return { entry, parent, fields };
  });
  new Ids(stable, options).settle(changes);
  return changes;
}

/** Goes from parents to children, as Kong does. */
class Ids {
  readonly #stable: StableIds;
  readonly #options: IdOptions;
  /** Ids that Kong will derive where it drew one before, or that are written now. */
  readonly #new = new Map<Entry, string>();

  constructor(stable: StableIds, options: IdOptions) {
    this.#stable = stable;
    this.#options = options;
  }

  settle(changes: readonly Change[]): void {
    for (const change of changes) if (change.entry.type.generatesId) this.#settle(change);
  }

  #settle(change: Change): void {
    const { entry, fields } = change;
    const assigned = this.#stable.get(entry);
    if (assigned !== undefined) this.#write(change, assigned);
    else if (entry.value.id !== undefined) this.#settleGiven(change);
    else if (dependsOnPlace(entry) && this.#isAffected(change)) this.#settleDerived(change);
    if (this.#options.all && !fields.has('id')) {
      const id = this.#idOf(entry);
      if (id !== undefined && id !== entry.value.id) fields.set('id', id);
    }
  }

  #write({ entry, fields }: Change, id: string): void {
    fields.set('id', id);
    this.#new.set(entry, id);
  }

  #settleGiven(change: Change): void {
    const { entry, parent, fields } = change;
    if (this.#options.redundant !== 'drop' || this.#options.all || parent === entry.parent) return;
    if (!dependsOnPlace(entry)) return;
    const key = this.#newKey(change);
    const old = derivedKey(without(entry, 'id'), ({ id }) => id);
    if (key !== old && key !== undefined && derive(entry, key) === entry.value.id)
      fields.set('id', undefined);
  }

  #settleDerived(change: Change): void {
    const { entry } = change;
    const old = derivedKey(entry, ({ id }) => id);
    const key = this.#newKey(change);
    if (old === key) return;
    if (entry.id !== undefined) this.#write(change, entry.id);
    else if (key !== undefined) {
      const id = derive(entry, key);
      // what was drawn could not clash, what is derived can
      if (this.#stable.claim(entry, id)) this.#new.set(entry, id);
      else this.#write(change, this.#stable.assign(entry));
    }
  }

  #isAffected({ entry, parent, fields }: Change): boolean {
    return parent !== entry.parent || fields.size > 0 || (parent !== undefined && this.#new.has(parent));
  }

  #newKey({ entry, parent, fields }: Change): string | undefined {
    const value: Fields = { ...entry.value };
    for (const [field, text] of fields) value[field] = text;
    value.id = undefined;
    const moved = new Entry(entry.type, value, parent, entry.index, entry.ordinal);
    return derivedKey(moved, (one) => this.#idOf(one));
  }

  #idOf = (entry: Entry): string | undefined => this.#new.get(entry) ?? entry.id;
}

/** Whether the id is derived from references, too. */
function dependsOnPlace({ type }: Entry): boolean {
  if (!type.cacheKey) return type.endpointKey !== undefined && !type.endpointUnique;
  if (type.cacheKey.some((field) => type.auto.includes(field))) return false;
  return type.references.some(({ field }) => type.cacheKey!.includes(field));
}

const derive = ({ type }: Entry, key: string): string => uuidV5(namespaceOf(type.name), key);

const without = ({ type, value, parent, index, ordinal }: Entry, field: string): Entry =>
  new Entry(type, { ...value, [field]: undefined }, parent, index, ordinal);
