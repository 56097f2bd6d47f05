/** `ttl` is stored as the time of the end and shown as what is left (docs/kong/declarative-format.md section 5). */
import type { Fields } from '../../config/entries.ts';

/** Those that have not ended. */
export const alive = (entities: readonly Fields[], now: number): Fields[] =>
  entities.flatMap((entity) => {
    if (typeof entity.ttl !== 'number') return [entity];
    const left = entity.ttl - Math.floor(now);
    return left > 0 ? [{ ...entity, ttl: left }] : [];
  });
