/**
 * Routes as the router compiles them: docs/kong/custom-checks.md, section route expression compile, and
 * docs/kong/more-observations.md, section 5.
 */
import { hasHostBits, parseRange } from './addresses.ts';
import { type Check, isRecord, type Problem } from './check.ts';
import { rustProblem } from './regexes.ts';

/** Only logs that v1 is deprecated. */
export const pathHandling: Check = () => undefined;

/** For the default flavor. Only what the fields' own checks leave over is judged. */
export const routerExpression: Check = (value) => {
  if (!isRecord(value)) return undefined;
  return (
    inList(value.paths, 'paths', regexPath) ??
    inHeaders(value.headers) ??
    inList(value.sources, 'sources', addressOf) ??
    inList(value.destinations, 'destinations', addressOf)
  );
};

function inList(
  list: unknown,
  field: string,
  check: (item: unknown) => Problem | undefined,
): Problem | undefined {
  if (!Array.isArray(list)) return undefined;
  for (let i = 0; i < list.length; i++) {
    const problem = check(list[i]);
    if (problem) return { ...problem, path: [field, i, ...(problem.path ?? [])] };
  }
  return undefined;
}

function regexPath(path: unknown): Problem | undefined {
  if (typeof path !== 'string' || !path.startsWith('~/')) return undefined;
  return rustProblem(`^${path.slice(1).replaceAll('?<', '?P<')}`);
}

function inHeaders(headers: unknown): Problem | undefined {
  if (!isRecord(headers)) return undefined;
  for (const [name, values] of Object.entries(headers)) {
    if (!Array.isArray(values)) continue;
    if (values.length === 0) {
      return {
        message: 'must hold at least one value',
        help: 'remove the header or give it a value',
        path: ['headers', name],
      };
    }
    const problem = inList(values, name, headerValue);
    if (problem) return { ...problem, path: ['headers', ...(problem.path ?? [])] };
  }
  return undefined;
}

/** Headers are compared in lower case, and so their expressions are lower-cased, escapes included. */
function headerValue(value: unknown): Problem | undefined {
  if (typeof value !== 'string' || !value.startsWith('~*')) return undefined;
  return rustProblem(value.slice(2).replace(/[A-Z]+/g, (letters) => letters.toLowerCase()));
}

/** The router's own reader of addresses is stricter than the field's. */
function addressOf(item: unknown): Problem | undefined {
  const text = isRecord(item) ? item.ip : undefined;
  const range = typeof text === 'string' ? parseRange(text) : undefined;
  if (!range) return undefined;
  const problem = (message: string, help: string): Problem => ({ message, help, path: ['ip'] });
  if (range.mixed)
    return problem('must not mix IPv6 and IPv4 notation', 'write the address in hex digits only');
  if (range.prefix === undefined) return undefined;
  if (!hasHostBits(range)) return undefined;
  // Kong itself clears the bits behind the mask of an IPv4 range, except with /0.
  if (range.family === 4) {
    return range.prefix === 0
      ? problem('must not have the mask /0', 'leave "ip" out to match every address')
      : undefined;
  }
  return problem('has bits set behind its mask', 'write the first address of the range');
}
