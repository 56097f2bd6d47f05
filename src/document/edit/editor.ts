/**
 * Walks the items of a text along what changes, and notes the splices. What an alias names is written once and read
 * in several places: where these need different changes, the value is written out in the alias's place.
 */

import { ALIAS, KIND, LIST, MAP } from '../items.ts';
import { type Changes, isSame, type NewValue } from './changes.ts';
import { type Addition, braces, insertion, isBraced, type Splice } from './insertion.ts';
import type { Maps, OwnRows } from './maps.ts';
import { memberOf } from './member.ts';
import { applyToMerged } from './merges.ts';
import { scalarText } from './scalars.ts';
import { flowText, plainText } from './value-text.ts';

/** An item on the way. */
export interface Place {
  item: number;
  /** As it was read; only there when the text has aliases. */
  value: unknown;
  changes: Changes | undefined;
  /** It stands in brackets or braces. */
  inFlow: boolean;
}

export class Editor {
  readonly splices: Splice[] = [];
  /** Aliases in whose place something was written out. */
  readonly writtenOut = new Set<number>();
  readonly maps: Maps;
  /** What was changed where a named item is written, and its value. */
  readonly named = new Map<number, Pick<Place, 'changes' | 'value'>>();
  /** Maps that got a new key. */
  readonly #added = new Set<number>();
  readonly #isJson: boolean;
  readonly #adopted: ReadonlyMap<number, Changes>;

  /** `adopted`: what is to become of named items whose own place does not count. */
  constructor(maps: Maps, isJson: boolean, adopted: ReadonlyMap<number, Changes>) {
    this.maps = maps;
    this.#isJson = isJson;
    this.#adopted = adopted;
  }

  walk(place: Place): void {
    const { items } = this.maps;
    const { item, value } = place;
    const hasAliases = items.named.size > 0;
    const changes = place.changes ?? this.#adopted.get(item);
    if (!changes && !hasAliases) return;
    const kind = items.kind[item]! & KIND;
    if (kind === ALIAS) {
      this.#alias(place);
      return;
    }
    if (hasAliases && items.named.has(item)) this.named.set(item, { changes, value });
    if (changes?.value !== undefined) this.#replace(item, changes.value, place.inFlow);
    else if (kind === LIST) this.#list({ ...place, changes });
    else if (kind === MAP) this.#map({ ...place, changes });
  }

  #replace(item: number, value: NewValue, inFlow: boolean): void {
    const { items } = this.maps;
    const text = this.#isJson ? flowText(value) : scalarText(items, item, value, inFlow);
    this.splices.push({ start: items.start[item]!, end: items.end[item]!, text });
  }

  #alias({ item, value, changes, inFlow }: Place): void {
    const { items } = this.maps;
    if (isSame(this.named.get(items.link[item]!)?.changes, changes)) return;
    this.writtenOut.add(item);
    const text = changes?.value === undefined ? flowText(value, changes) : plainText(changes.value, inFlow);
    this.splices.push({ start: items.start[item]!, end: items.end[item]!, text });
  }

  #list({ item, value, changes, inFlow }: Place): void {
    const { items } = this.maps;
    const end = items.link[item]!;
    const isFlow = inFlow || items.text.charAt(items.start[item]!) === '[';
    for (let row = item + 1, index = 0; row < end; row = items.after(row), index++) {
      const part = changes?.part(index);
      this.walk({
        item: row,
        value: (value as unknown[] | undefined)?.[index],
        changes: part,
        inFlow: isFlow,
      });
    }
  }

  #map(place: Place): void {
    const { item, value, changes } = place;
    const { items } = this.maps;
    const rows = this.maps.rowsOf(item);
    const inFlow = place.inFlow || isBraced(items, item);
    for (const [name, key] of rows.repeated) this.#dropped(items.after(key), changes?.part(name), inFlow);
    for (const [name, key] of rows.byName) {
      this.walk({
        item: items.after(key),
        value: memberOf(value, name),
        changes: changes?.part(name),
        inFlow,
      });
    }
    const settled =
      rows.merged.length > 0 ? applyToMerged(this, { ...place, inFlow }, rows, this.named) : undefined;
    this.#addRest({ ...place, inFlow }, rows, settled);
    if (place.inFlow && !isBraced(items, item) && this.#added.has(item))
      this.splices.push(...braces(items, item));
  }

  /** What is neither there nor comes by a merge. */
  #addRest(place: Place, rows: OwnRows, settled: ReadonlySet<string> | undefined): void {
    const { changes, inFlow } = place;
    for (const [step, part] of changes ?? []) {
      const key = String(step);
      if (part.value === undefined || rows.byName.has(key) || settled?.has(key)) continue;
      const plain = plainText(part.value, inFlow);
      this.insert(place, rows, { key, plain, quoted: flowText(part.value) }, part.beside);
    }
  }

  /** The earlier of two keys of one name is dropped by Kong; a secret that it holds must go, too. */
  #dropped(row: number, changes: Changes | undefined, inFlow: boolean): void {
    const isScalar = (this.maps.items.kind[row]! & KIND) < LIST;
    if (changes?.value !== undefined && isScalar) this.#replace(row, changes.value, inFlow);
  }

  insert({ item, inFlow }: Place, { byName }: OwnRows, addition: Addition, beside: string | undefined): void {
    const { items } = this.maps;
    const first = items.link[item]! > item + 1 ? item + 1 : -1;
    const neighbor = byName.get(beside ?? '') ?? first;
    this.splices.push(insertion(items, item, neighbor, addition, inFlow));
    this.#added.add(item);
  }
}
