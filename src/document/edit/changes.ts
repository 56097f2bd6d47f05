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

type Step = string | number;

/** From so many parts on, they get an index. */
const MANY = 8;

/** There may be hundreds of thousands, so it is small: parts are a chain, not a list. */
export class Changes {
  /** Undefined: the value itself stays, apart from what is in it. */
  value: NewValue | undefined = undefined;
  beside: string | undefined = undefined;
  #parts: Part | undefined = undefined;
  #last: Part | undefined = undefined;
  #count = 0;
  #index: Map<Step, Changes> | undefined = undefined;

  static of(edits: readonly Edit[]): Changes {
    const whole = new Changes();
    for (const { path, value, beside } of edits) {
      let at = whole;
      for (const step of path) at = at.part(step) ?? at.add(step, new Changes());
      at.value = value;
      at.beside = beside;
    }
    return whole;
  }

  /** What changes of one item. */
  part(key: Step): Changes | undefined {
    // edits come in the order of the text, mostly
    if (this.#last?.key === key) return this.#last.changes;
    if (this.#count >= MANY) return this.#indexed().get(key);
    let part = this.#parts;
    while (part && part.key !== key) part = part.next;
    return part?.changes;
  }

  #indexed(): Map<Step, Changes> {
    this.#index ??= new Map(this);
    return this.#index;
  }

  add(key: Step, changes: Changes): Changes {
    const part: Part = { key, changes, next: undefined };
    if (this.#last) this.#last.next = part;
    else this.#parts = part;
    this.#last = part;
    this.#count++;
    this.#index?.set(key, changes);
    return changes;
  }

  /** The keys and positions of what changes within, and how. */
  *[Symbol.iterator](): Generator<[Step, Changes]> {
    for (let part = this.#parts; part; part = part.next) yield [part.key, part.changes];
  }

  get size(): number {
    return this.#count;
  }
}

interface Part {
  readonly key: Step;
  readonly changes: Changes;
  next: Part | undefined;
}

/** Whether both change the same to the same. */
export function isSame(one: Changes | undefined, other: Changes | undefined): boolean {
  if (one === other) return true;
  if (!one || !other) return isNothing((one ?? other)!);
  if (one.value !== other.value || one.size !== other.size) return false;
  return [...one].every(([key, part]) => isSame(part, other.part(key)));
}

const isNothing = (changes: Changes): boolean =>
  changes.value === undefined && [...changes].every(([, part]) => isNothing(part));

/** The changes of some keys of a map; undefined when there are none. */
export function partsOf(changes: Changes | undefined, keys: readonly string[]): Changes | undefined {
  if (!changes) return undefined;
  const some = new Changes();
  for (const key of keys) {
    const part = changes.part(key);
    if (part) some.add(key, part);
  }
  return some.size > 0 ? some : undefined;
}
