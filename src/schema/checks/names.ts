/** Names and labels: docs/kong/custom-checks.md, sections tags, name (utf8_name), header name, cookie name. */
import type { Check, Problem } from './check.ts';

const TAG = /^[^\0-\x1f\x7f,/\ud800-\udfff]*$/;
const TAG_WITH_PAIRS = /^[^\0-\x1f\x7f,/\ud800-\udfff]*$/u;
const NAME = /^[\w.\-~\x80-\ud7ff\ue000-\uffff]*$/;
const NAME_WITH_PAIRS = /^[\w.\-~\x80-\ud7ff\ue000-\u{10ffff}]*$/u;
// Kong's expression ends with `$`, which allows one line feed after the name.
const HEADER_NAME = /^[\w-]+\n?$/;
const COOKIE_NAME = /^[!#$%&'*+\-.^_`|~\w]*$/;

const tagProblem: Problem = {
  message: 'must be printable text without "," and "/"',
  help: 'use letters, digits, spaces and other signs, but no comma, slash or control character',
};

const nameProblem: Problem = {
  message: 'may only contain letters, digits and ".", "-", "_", "~"',
  help: 'letters outside ASCII are fine; replace spaces and other signs, for instance by "-"',
};

const headerProblem: Problem = {
  message: 'is not a header name: only A-Z, a-z, 0-9, "_" and "-" are allowed',
};

const cookieProblem: Problem = {
  message:
    'is not a cookie name: it holds a control character, a space, a non-ASCII character or a separator',
  help: 'none of ()<>@,;:\\"/?={}[] may be in it',
};

// The expressions without the `u` flag are the fast ones; they refuse every character outside the first plane.

export const tag: Check = (value) =>
  typeof value !== 'string' || TAG.test(value) || TAG_WITH_PAIRS.test(value) ? undefined : tagProblem;

export const utf8Name: Check = (value) =>
  typeof value !== 'string' || NAME.test(value) || NAME_WITH_PAIRS.test(value) ? undefined : nameProblem;

export const headerName: Check = (value) =>
  typeof value !== 'string' || isHeaderName(value) ? undefined : headerProblem;

export function isHeaderName(name: string): boolean {
  return HEADER_NAME.test(name);
}

export const cookieName: Check = (value) =>
  typeof value !== 'string' || COOKIE_NAME.test(value) ? undefined : cookieProblem;
