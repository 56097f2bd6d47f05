/** What is to become of a value and of all that is in it: a tree of the places that change. */

import type { Path } from '../../diagnostic.ts';

/** A value that an edit can write. */
export type NewValue = string | boolean | null;

/** One place and its new value; a key that is not there yet is put beside another one of its map. */
export interface Edit {
  path: Path;
  value: NewValue;
  beside?: string;
}

export class Changes {
  /** Undefined: the value itself stays, apart from what is in it. */
  value: NewValue | undefined;
  beside: string | undefined;
  /** The keys and positions of what changes within, and how. Most have one or two. */
  readonly keys: (string | number)[] = [];
  readonly parts: Changes[] = [];
  #index: Map<string | number, Changes> | undefined;

  static of(edits: readonly Edit[]): Changes {
    const whole = new Changes();
    for (const { path, value, beside } of edits) {
      let at = whole;
      for (const step of path) at = at.#make(step);
      at.value = value;
      at.beside = beside;
    }
    return whole;
  }

  /** What changes of one item. */
  part(key: string | number): Changes | undefined {
    const { keys, parts } = this;
    const last = keys.length - 1;
    // edits come in the order of the text, mostly
    if (last >= 0 && keys[last] === key) return parts[last];
    if (last < FEW) return parts[keys.indexOf(key)];
    this.#index ??= new Map(keys.map((one, index) => [one, parts[index]!]));
    return this.#index.get(key);
  }

  #make(key: string | number): Changes {
    const found = this.part(key);
    if (found) return found;
    const made = new Changes();
    this.add(key, made);
    return made;
  }

  add(key: string | number, part: Changes): void {
    this.keys.push(key);
    this.parts.push(part);
    this.#index?.set(key, part);
  }
}

const FEW = 8;

/** Whether both change the same to the same. */
export function isSame(one: Changes | undefined, other: Changes | undefined): boolean {
  if (one === other) return true;
  if (!one || !other) return isNothing(one ?? other!);
  if (one.value !== other.value || one.keys.length !== other.keys.length) return false;
  return one.keys.every((key, index) => isSame(one.parts[index], other.part(key)));
}

const isNothing = ({ value, parts }: Changes): boolean => value === undefined && parts.every(isNothing);

/** The changes of some keys of a map; undefined when there are none. */
export function partsOf(changes: Changes | undefined, keys: readonly string[]): Changes | undefined {
  if (!changes) return undefined;
  const some = new Changes();
  for (const key of keys) {
    const part = changes.part(key);
    if (part) some.add(key, part);
  }
  return some.keys.length > 0 ? some : undefined;
}
