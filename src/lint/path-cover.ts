/** Which requests a path takes from another, without trying any (docs/kong/routing.md). */
import { isRegex } from './route-match.ts';

/** Signs that are more than themselves in a regex. */
const META = /[\\^$.|?*+()[\]{}]/;

/**
 * The text that is enough for a path to match: a regex of plain letters matches all that begins with them. Undefined for one
 * that asks for more.
 */
export function sufficientPrefix(path: string): string | undefined {
  if (!isRegex(path)) return path;
  const pattern = path.endsWith('.*') ? path.slice(1, -2) : path.slice(1);
  return META.test(pattern) ? undefined : pattern;
}

/** The text with which every path begins that a path matches. */
export function necessaryPrefix(path: string): string {
  if (!isRegex(path)) return path;
  const pattern = path.slice(1);
  // An alternative may begin with anything.
  if (pattern.includes('|')) return '/';
  const end = pattern.search(META);
  if (end === -1) return pattern;
  // A sign that repeats or makes optional what stands before it.
  return pattern.slice(0, '?*{'.includes(pattern[end]!) ? end - 1 : end);
}
