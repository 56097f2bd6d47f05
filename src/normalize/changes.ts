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

export interface IdOptions {
  /** Write every id that Kong derives. */
  all: boolean;
  /** Leave out an id that is written, if its new place now gives the same. */
  redundant: 'keep' | 'drop';
}

/** Notes in each move what changes. */
export function settleFields(
  moves: readonly Move[],
  references: References,
  stable: StableIds,
  options: IdOptions,
): void {
  for (const move of moves) {
    for (const { field, target } of move.links) {
      const text = target && references.textFor(target);
      if (text !== move.entry.value[field]) add(move, field, text);
    }
  }
  new Ids(stable, options).settle(moves);
}

function add(move: Move, field: string, text: string | undefined): void {
  move.fields = [...move.fields, [field, text]];
}

/** Goes from parents to children, as Kong does. */
class Ids {
  readonly #stable: StableIds;
  readonly #options: IdOptions;
  /** Ids that Kong will derive where it drew one before, or that are written now, by the ordinal of the entity. */
  readonly #new: string[] = [];

  constructor(stable: StableIds, options: IdOptions) {
    this.#stable = stable;
    this.#options = options;
  }

  settle(moves: readonly Move[]): void {
    for (const move of moves) if (move.entry.type.generatesId) this.#settle(move);
  }

  #settle(move: Move): void {
    const { entry } = move;
    const assigned = this.#stable.get(entry);
    if (assigned !== undefined) this.#write(move, assigned);
    else if (entry.value.id !== undefined) this.#settleGiven(move);
    else if (dependsOnPlace(entry) && this.#isAffected(move)) this.#settleDerived(move);
    if (this.#options.all && !move.fields.some(([field]) => field === 'id')) {
      const id = this.#idOf(entry);
      if (id !== undefined && id !== entry.value.id) add(move, 'id', id);
    }
  }

  #write(move: Move, id: string): void {
    add(move, 'id', id);
    this.#new[move.entry.ordinal] = id;
  }

  #settleGiven(move: Move): void {
    const { entry, parent } = move;
    if (this.#options.redundant !== 'drop' || this.#options.all || parent === entry.parent) return;
    if (!dependsOnPlace(entry)) return;
    const key = this.#newKey(move);
    const old = derivedKey(without(entry, 'id'), ({ id }) => id);
    if (key !== old && key !== undefined && derive(entry, key) === entry.value.id) add(move, 'id', undefined);
  }

  #settleDerived(move: Move): void {
    const { entry } = move;
    if (entry.id !== undefined && isParentNamed(move)) {
      this.#write(move, entry.id);
      return;
    }
    const old = derivedKey(entry, ({ id }) => id);
    const key = this.#newKey(move);
    if (old === key) return;
    if (entry.id !== undefined) this.#write(move, entry.id);
    else if (key !== undefined) {
      const id = derive(entry, key);
      // what was drawn could not clash, what is derived can
      if (this.#stable.claim(entry, id)) this.#new[entry.ordinal] = id;
      else this.#write(move, this.#stable.assign(entry));
    }
  }

  #isAffected({ entry, parent, fields }: Move): boolean {
    return (
      parent !== entry.parent ||
      fields.length > 0 ||
      (parent !== undefined && this.#new[parent.ordinal] !== undefined)
    );
  }

  #newKey({ entry, parent, fields }: Move): string | undefined {
    const { type, value, index, ordinal } = entry;
    const own: Fields = {};
    for (const field of type.cacheKey ?? Object.keys(value)) own[field] = value[field];
    for (const [field, text] of fields) own[field] = text;
    return derivedKey(new Entry(type, own, parent, index, ordinal), this.#idOf);
  }

  #idOf = (entry: Entry): string | undefined => this.#new[entry.ordinal] ?? entry.id;
}

/** The common case: the id was derived from that of the parent, and now would be from its name. */
function isParentNamed({ entry, parent, fields }: Move): boolean {
  const { type, parentField, value } = entry;
  if (parent || parentField === undefined || value[parentField] !== undefined) return false;
  const text = fields.find(([field]) => field === parentField)?.[1];
  return type.cacheKey?.includes(parentField) === true && text !== entry.parent!.id;
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
