/** An earlier output, for what should stay as it was: salts and whatever was drawn. */
import { type Entry, valueAt } from '../config/entries.ts';
import type { Judged } from '../config/judge.ts';
import type { Registry } from '../schema/registry.ts';
import { StableIds } from './stable-ids.ts';

export class Earlier {
  readonly #byId = new Map<string, Entry>();

  constructor(judged: Judged, registry: Registry) {
    const ids = new StableIds(judged, registry);
    for (const entry of judged.entries) {
      const id = ids.of(entry);
      if (id !== undefined) this.#byId.set(id, entry);
    }
  }

  /** What a field of the entity with this id held. */
  text(id: string | undefined, path: readonly string[]): string | undefined {
    const value = id === undefined ? undefined : valueAt(this.#byId.get(id)?.value, path);
    return typeof value === 'string' ? value : undefined;
  }
}
