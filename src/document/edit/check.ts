/** Whether a text that was edited reads as it should: the last word on every splice. */

import type { Changes } from './changes.ts';
import { memberOf } from './member.ts';
import { isIgnored } from './templates.ts';

/** `now`: what was read after the edits; `before`: what they were made to. */
export function isAsWanted(now: unknown, before: unknown, changes: Changes | undefined): boolean {
  return new Comparison().isEqual(now, before, changes);
}

class Comparison {
  /** Pairs that are known to be equal: aliases make the same objects come again. */
  readonly #known = new Map<object, object>();

  isEqual(now: unknown, before: unknown, changes: Changes | undefined): boolean {
    if (changes?.value !== undefined) return now === changes.value;
    if (typeof before !== 'object' || before === null) return Object.is(now, before);
    if (typeof now !== 'object' || now === null) return false;
    if (!changes && this.#known.get(before) === now) return true;
    if (!this.#haveEqualParts(now, before, changes)) return false;
    if (!changes) this.#known.set(before, now);
    return true;
  }

  #haveEqualParts(now: object, before: object, changes: Changes | undefined): boolean {
    const names = keysOf(before);
    const added = (changes?.keys ?? [])
      .map(String)
      .filter((key) => !names.includes(key) && !Array.isArray(before));
    if (keysOf(now).length !== names.length + added.length) return false;
    return (
      names.every(
        (name) =>
          isIgnored(name) ||
          this.isEqual(part(now, name), part(before, name), changesOf(before, name, changes)),
      ) && added.every((name) => part(now, name) === changes!.part(name)!.value)
    );
  }
}

const keysOf = (value: object): string[] =>
  value instanceof Map ? [...value.keys()].map(String) : Object.keys(value);

const part = (value: object, name: string): unknown =>
  Array.isArray(value) ? value[Number(name)] : memberOf(value, name);

const changesOf = (before: object, name: string, changes: Changes | undefined): Changes | undefined =>
  changes?.part(Array.isArray(before) ? Number(name) : name);
