/** Paths of services and routes: docs/kong/custom-checks.md, sections path (service), route paths. */
import type { Check, Problem } from './check.ts';
import { regexProblem } from './regexes.ts';
import { normalizePath } from './uri.ts';

const SLASH = 47;
const DOT = 46;
const PERCENT = 37;

/** Which ASCII characters RFC 3986 allows in a path, `%` among them. */
const IN_PATH = new Uint8Array(128);
for (const char of "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_~/%:@!$&'()*+,;=") {
  IN_PATH[char.charCodeAt(0)] = 1;
}

const emptySegment: Problem = { message: 'must not have empty segments', help: 'write "/" instead of "//"' };
const noSlash: Problem = { message: 'must start with "/"' };
const noRouteSlash: Problem = {
  message: 'must start with "/" (a prefix) or "~/" (a regular expression)',
};
const badTriplet: Problem = {
  message: 'has a "%" that is not followed by two hex digits',
  help: 'write a literal percent sign as %25',
};

export const path: Check = (value) => {
  if (typeof value !== 'string') return undefined;
  if (value.charCodeAt(0) !== SLASH) return noSlash;
  const kind = scan(value);
  if (kind & EMPTY_SEGMENT) return emptySegment;
  if (kind & OUTSIDE_RFC) {
    return {
      message: 'has characters that RFC 3986 does not allow in a path',
      help: "allowed are letters, digits and . - _ ~ / % : @ ! $ & ' ( ) * + , ; = ; percent-encode the others",
    };
  }
  return kind & BAD_TRIPLET ? badTriplet : undefined;
};

export const routePath: Check = (value) => {
  if (typeof value !== 'string') return undefined;
  if (value.charCodeAt(0) !== SLASH) return regexPath(value);
  const kind = scan(value);
  if ((kind & ~OUTSIDE_RFC) === 0) return undefined;
  if (kind & EMPTY_SEGMENT) return emptySegment;
  if (kind & BAD_TRIPLET && !(kind & OUTSIDE_RFC)) return badTriplet;
  const normal = normalizePath(value);
  if (normal === value) return undefined;
  return {
    message: 'is not in its normal form, so no request would match it',
    help: /[\ud800-\udfff]/u.test(normal) ? 'decode its escapes and resolve "." and ".."' : `write ${normal}`,
  };
};

function regexPath(value: string): Problem | undefined {
  if (value.includes('//')) return emptySegment;
  return value.startsWith('~/') ? regexProblem(value.slice(1)) : noRouteSlash;
}

const EMPTY_SEGMENT = 1;
const OUTSIDE_RFC = 2;
const BAD_TRIPLET = 4;
/** A dot at the start of a segment, or an escape: the path may have another normal form. */
const MAY_DIFFER = 8;

/** What is remarkable about a path; 0 for most of them. */
function scan(text: string): number {
  let found = 0;
  let previous = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code > 127 || IN_PATH[code] === 0) found |= OUTSIDE_RFC;
    else if (code === SLASH) {
      if (previous === SLASH) found |= EMPTY_SEGMENT;
    } else if (code === PERCENT) {
      found |= MAY_DIFFER;
      if (!isHex(text.charCodeAt(i + 1)) || !isHex(text.charCodeAt(i + 2))) found |= BAD_TRIPLET;
    } else if (code === DOT && previous === SLASH) {
      found |= MAY_DIFFER;
    }
    previous = code;
  }
  return found;
}

function isHex(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 65 && code <= 70) || (code >= 97 && code <= 102);
}
