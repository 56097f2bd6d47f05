/** One address of an Admin API, as people write it. */

/** What is wrong with something, and what to do about it. */
export interface Problem {
  problem: string;
  help?: string;
}

export interface Address {
  /** `node`: the URL itself; `dns`, `srv`: names to be looked up. */
  kind: 'node' | 'dns' | 'srv';
  scheme: 'http' | 'https';
  /** In brackets when it is an IPv6 address. */
  host: string;
  port: string;
  /** Where the Admin API begins behind a proxy; empty, or starts with a slash. */
  path: string;
  /** From `user:password@`, for a proxy in front of the node. */
  authorization?: string;
}

/** Whatever is no address is the name of a file. */
export const isAddress = (word: string): boolean => /^[a-z][a-z\d+.-]*:\/\//i.test(word);

export function readAddress(word: string): Address | Problem {
  const [, kind = 'node', rest = word] = /^(dns|srv)\+(.*)$/i.exec(word) ?? [];
  const url = URL.canParse(rest) ? new URL(rest) : undefined;
  if (!url?.host) return { problem: `"${shown(word)}" is no URL`, help: FORM };
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    return { problem: `an Admin API speaks HTTP, not ${url.protocol.slice(0, -1)}`, help: FORM };
  if (url.search || url.hash)
    return {
      problem: 'the URL of an Admin API ends before ? and #',
      help: `write ${shown(rest.split(/[?#]/)[0]!)}`,
    };
  if (/\/config\/?$/.test(url.pathname))
    return { problem: 'the URL of an Admin API ends before /config', help: 'dbless adds the rest by itself' };
  if (kind.toLowerCase() === 'srv' && url.port)
    return { problem: 'SRV records say which port, so the name has none', help: 'remove the port' };
  return {
    kind: kind.toLowerCase() as Address['kind'],
    scheme: url.protocol === 'https:' ? 'https' : 'http',
    host: url.hostname,
    port: url.port,
    path: url.pathname.replace(/\/+$/, ''),
    ...(url.username || url.password ? { authorization: basic(url) } : {}),
  };
}

export const isProblem = (value: object): value is Problem => 'problem' in value;

/** Without credentials, without a slash at the end; the same for the same place. */
export const urlOf = ({ scheme, host, port, path }: Address): string =>
  `${scheme}://${host}${port ? `:${port}` : ''}${path}`;

const FORM = 'write it as http://HOST:8001 or https://HOST:8444';

function basic({ username, password }: URL): string {
  const credentials = [username, password].map(decoded).join(':');
  return `Basic ${Buffer.from(credentials).toString('base64')}`;
}

/** A lone per cent sign stands for itself. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** A word as it may be shown: no password, nothing endless. */
export const shown = (word: string): string => word.slice(0, 200).replace(/\/\/[^/@]*@/, '//***@');
