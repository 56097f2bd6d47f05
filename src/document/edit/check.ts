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
    if (Array.isArray(before)) return Array.isArray(now) && this.#haveEqualItems(now, before, changes);
    const names = keysOf(before);
    const added = [...(changes ?? [])].filter(([key]) => !hasKey(before, String(key)));
    if (keysOf(now).length !== names.length + added.length) return false;
    for (const name of names) {
      if (isIgnored(name)) continue;
      if (!this.isEqual(memberOf(now, name), memberOf(before, name), changes?.part(name))) return false;
    }
    return added.every(([key, { value }]) => memberOf(now, String(key)) === value);
  }

  #haveEqualItems(now: unknown[], before: unknown[], changes: Changes | undefined): boolean {
    return (
      now.length === before.length &&
      before.every((item, index) => this.isEqual(now[index], item, changes?.part(index)))
    );
  }
}

const keysOf = (value: object): string[] =>
  value instanceof Map ? [...value.keys()].map(String) : Object.keys(value);

const hasKey = (value: object, name: string): boolean =>
  value instanceof Map ? keysOf(value).includes(name) : Object.hasOwn(value, name);
