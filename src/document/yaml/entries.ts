/**
 * A map while it is filled: an object for as long as its keys are strings, then a `Map`; in the end an array if the
 * keys are the numbers 1..n, since a Lua table with such keys is a list.
 */

export class Entries {
  private object: Record<string, unknown> = {};
  private map: Map<unknown, unknown> | undefined;
  /** Keys that came by a merge: writing them again is no duplicate. */
  private merged: Set<unknown> | undefined;

  /** False when the key was written before. */
  set(key: unknown, value: unknown): boolean {
    let fresh: boolean;
    if (this.map === undefined && typeof key === 'string') {
      fresh = !Object.hasOwn(this.object, key);
      put(this.object, key, value);
    } else {
      const map = this.toMap();
      fresh = !map.has(key);
      map.set(key, value);
    }
    return fresh || (this.merged?.delete(key) ?? false);
  }

  /** Takes over what is not there yet, and says how many entries it looked at. */
  merge(from: object): number {
    let count = 0;
    for (const [key, value] of pairs(from)) {
      count++;
      const had =
        this.map === undefined
          ? typeof key === 'string' && Object.hasOwn(this.object, key)
          : this.map.has(key);
      if (had) continue;
      this.set(key, value);
      this.merged ??= new Set();
      this.merged.add(key);
    }
    return count;
  }

  value(): unknown {
    const { map } = this;
    if (map === undefined) return this.object;
    const list: unknown[] = [];
    for (let index = 1; index <= map.size; index++) {
      if (!map.has(index)) return map;
      list.push(map.get(index));
    }
    return list;
  }

  private toMap(): Map<unknown, unknown> {
    this.map ??= new Map(Object.entries(this.object));
    return this.map;
  }
}

/** Assigning to `__proto__` would set the prototype. */
function put(object: Record<string, unknown>, key: string, value: unknown): void {
  if (key === '__proto__') {
    Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
  } else object[key] = value;
}

function* pairs(from: object): Iterable<[unknown, unknown]> {
  if (from instanceof Map) yield* from as Map<unknown, unknown>;
  else if (Array.isArray(from))
    for (let index = 0; index < from.length; index++) yield [index + 1, from[index]];
  else yield* Object.entries(from);
}
