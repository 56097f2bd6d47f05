/** URLs of plugins and OAuth 2 clients: docs/kong/custom-checks.md, sections url, oauth2 redirect uri. */
import type { Check, Problem } from './check.ts';
import { urlParts } from './uri.ts';

// URLs may hold a user's name and password, so no message repeats them.

const noHost: Problem = {
  message: 'has no host',
  help: 'write it with scheme and host, for instance https://a.test/path',
  secret: true,
};
const noScheme: Problem = {
  message: 'has no scheme',
  help: 'start it with for instance https://',
  secret: true,
};

export const url: Check = (value) => {
  if (typeof value !== 'string') return undefined;
  const parts = urlParts(value);
  if (parts.host === undefined) return noHost;
  return parts.scheme === undefined ? noScheme : undefined;
};

export const oauth2RedirectUri: Check = (value) => {
  const problem = url(value);
  if (problem || typeof value !== 'string') return problem;
  if (urlParts(value).fragment === undefined) return undefined;
  return { message: 'must not have a fragment', help: 'remove "#" and what follows', secret: true };
};
