/** A ttl is a point in time for a node without a database, not a duration (docs/kong/declarative-format.md section 5). */
import type { Found } from '../config/passes.ts';
import { type Rule, warn } from './rule.ts';

/** What is smaller counts seconds from now, not from 1970: it would be a time before 2001. */
const EARLIEST_TIME = 1e9;

export const expiredTtl: Rule = (subject) => {
  const found: Found[] = [];
  if (subject.node.database !== 'off') return found;
  for (const type of subject.registry.types.values()) {
    if (!type.ttl) continue;
    for (const entry of subject.all(type.name)) {
      const { ttl } = entry.value;
      if (typeof ttl !== 'number' || ttl > subject.now || Number.isNaN(ttl)) continue;
      found.push(warn('expired-ttl', entry, { path: ['ttl'], ...regretOf(ttl) }));
    }
  }
  return found;
};

function regretOf(ttl: number) {
  const help =
    'write the time at which it ends, in seconds since 1970 as date +%s counts them, or leave ttl out';
  if (Math.abs(ttl) < EARLIEST_TIME)
    return { message: `ttl ${ttl} looks like a duration, and is a time to Kong: it ended long ago`, help };
  return { message: `ttl ended on ${day(ttl)}: to Kong it is as if it were not there`, help };
}

/** Any number is a time to Kong. */
function day(seconds: number): string {
  const time = new Date(seconds * 1000);
  return Number.isNaN(time.getTime()) ? 'a day long past' : time.toISOString().slice(0, 10);
}
