/** The text by which one entity refers to another (docs/kong/declarative-format.md section 7). */
import { type Entry, endpointValue } from '../config/entries.ts';
import type { Lookup } from '../config/lookup.ts';
import { isUuid } from '../config/uuid.ts';
import type { StableIds } from './stable-ids.ts';

export type ReferenceStyle = 'name' | 'id';

export class References {
  readonly #style: ReferenceStyle;
  readonly #lookup: Lookup;
  readonly #stable: StableIds;

  constructor(style: ReferenceStyle, lookup: Lookup, stable: StableIds) {
    this.#style = style;
    this.#lookup = lookup;
    this.#stable = stable;
  }

  /** Whether there is such a text. */
  canMean(entry: Entry): boolean {
    return nameOf(entry) !== undefined || this.#canHaveId(entry);
  }

  /** Gives the entity an id when it takes one to refer to it. */
  textFor(entry: Entry): string {
    const name = nameOf(entry);
    if (name !== undefined && (this.#style === 'name' || !this.#canHaveId(entry))) return name;
    return entry.id ?? this.#stable.assign(entry);
  }

  /** A name that looks like the id beats it. */
  #canHaveId(entry: Entry): boolean {
    const { type, value } = entry;
    if (!type.generatesId || (value.id !== undefined && !isUuid(value.id))) return false;
    const namesake = entry.id && this.#lookup.names(type.name).first.get(entry.id);
    return !namesake || namesake === entry;
  }
}

function nameOf(entry: Entry): string | undefined {
  const name = endpointValue(entry);
  return entry.type.endpointUnique && typeof name === 'string' && name !== '' ? name : undefined;
}
