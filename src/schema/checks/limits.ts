/**
 * Configs that limit rates: docs/kong/custom-checks.md, sections rate-limiting order and response-ratelimiting limits.
 */
import { type Check, isRecord, type Problem } from './check.ts';

const WINDOWS = ['second', 'minute', 'hour', 'day', 'month', 'year'] as const;

/** A longer window that allows less than a shorter one would make the shorter limit meaningless. */
function outOfOrder(limits: Record<string, unknown>): Problem | undefined {
  let shorter: string | undefined;
  for (const window of WINDOWS) {
    const limit = limits[window];
    if (typeof limit !== 'number') continue;
    if (shorter !== undefined && limit < (limits[shorter] as number)) {
      return {
        message: `allows less per ${window} (${limit}) than per ${shorter} (${limits[shorter]})`,
        help: `raise "${window}" or lower "${shorter}"`,
        path: [window],
        code: 'field-combination',
      };
    }
    shorter = window;
  }
  return undefined;
}

export const rateLimitingConfig: Check = (value) => {
  if (!isRecord(value)) return undefined;
  const problem = outOfOrder(value);
  if (problem) return problem;
  const rate = value.sync_rate ?? -1;
  if (typeof rate !== 'number' || rate === -1) return undefined;
  if ((value.policy ?? 'local') !== 'redis') {
    return {
      message: 'must be -1 unless "policy" is redis',
      help: 'remove "sync_rate" or set "policy: redis"',
      path: ['sync_rate'],
      code: 'field-combination',
    };
  }
  if (rate >= 0.02) return undefined;
  return {
    message: 'must be at least 0.02 (or -1: no synchronization in the background)',
    path: ['sync_rate'],
  };
};

export const responseRatelimitingLimits: Check = (value) => (isRecord(value) ? outOfOrder(value) : undefined);
