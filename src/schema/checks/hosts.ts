/**
 * Host names and addresses as Kong reads them: docs/kong/validation.md, section 2 (hostname grammar, kind detection),
 * and docs/kong/custom-checks.md, sections host to sni name, upstream name, target.
 */
import type { Check, Problem } from './check.ts';

export interface Host {
  kind: 'name' | 'ipv4' | 'ipv6';
  hasPort: boolean;
}

const PLAIN_NAME = /^(?!\d+$)[A-Za-z0-9_]+$/;
const NAME = /^[A-Za-z0-9._-]+$/;
const DIGITS = /^[0-9.]+$/;
const PORT = /:([0-9]+)$/;

/** The kind of a host with an optional port; nothing when it is neither a name nor an address. */
export function parseHost(text: string): Host | 'invalid' | 'invalid-port' {
  const colon = text.indexOf(':');
  if (colon !== -1 && text.indexOf(':', colon + 1) !== -1) return parseIpv6(text);
  const hasPort = colon !== -1;
  const name = hasPort ? text.slice(0, colon) : text;
  const kind = DIGITS.test(hasPort ? name + text.slice(colon + 1) : text) ? 'ipv4' : 'name';
  if (hasPort) {
    const port = PORT.exec(text);
    if (!port) return 'invalid';
    if (Number(port[1]) > 65535) return 'invalid-port';
  }
  const valid = kind === 'ipv4' ? isIpv4(name) : isName(name);
  return valid ? { kind, hasPort } : 'invalid';
}

function isName(name: string): boolean {
  if (!NAME.test(name) || name.charCodeAt(0) === 46 || name.endsWith('-')) return false;
  return !name.includes('..') && !name.includes('-.');
}

function isIpv4(text: string): boolean {
  const parts = text.split('.');
  return parts.length === 4 && parts.every((part) => part !== '' && part.length <= 3 && Number(part) <= 255);
}

function parseIpv6(text: string): Host | 'invalid' | 'invalid-port' {
  const bracketed = /^\[([^\]]*)\](?::([0-9]+))?$/.exec(text);
  const address = bracketed ? bracketed[1]! : text;
  if (!isIpv6(address)) return 'invalid';
  if (bracketed?.[2] !== undefined && Number(bracketed[2]) > 65535) return 'invalid-port';
  return { kind: 'ipv6', hasPort: bracketed?.[2] !== undefined };
}

/** Eight groups of hex digits, one run of them shortened to `::`. */
export function isIpv6(text: string): boolean {
  if (text.length > 45) return false;
  const halves = text.split('::');
  if (halves.length > 2) return false;
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')));
  if (!groups.every((group) => /^[0-9A-Fa-f]{1,4}$/.test(group))) return false;
  return halves.length === 2 ? groups.length <= 7 : groups.length === 8;
}

const invalid: Problem = {
  message: 'must be a host name or an IP address',
  help: 'write a name of letters, digits, "-", "_" and "." without scheme, path or spaces, or an IPv4 or IPv6 address',
};
const invalidWithPort: Problem = {
  message: 'must be a host name or an IP address, with or without a port',
  help: 'for instance a.test, a.test:8080, 10.0.0.1:80 or [::1]:80',
};
const invalidPort: Problem = { message: 'must have a port from 0 to 65535' };
const hasPort: Problem = { message: 'must not have a port', help: 'remove ":" and what follows' };
const isAddress: Problem = { message: 'must not be an IP address', help: 'write a host name' };

/** The commonest hosts, known to be fine before anything is split: names of labels with single dots. */
const COMMON = /^[A-Za-z_][\w]*(?:[.-][\w]+)*$/;

export const host: Check = (value) => {
  if (typeof value !== 'string' || (value.length < 256 && COMMON.test(value))) return undefined;
  const parsed = parseHost(value);
  if (parsed === 'invalid-port') return hasPort;
  if (parsed === 'invalid') return invalid;
  return parsed.hasPort ? hasPort : undefined;
};

export const hostWithOptionalPort: Check = (value) => {
  if (typeof value !== 'string' || (value.length < 256 && COMMON.test(value))) return undefined;
  const parsed = parseHost(value);
  if (parsed === 'invalid') return invalidWithPort;
  return parsed === 'invalid-port' ? invalidPort : undefined;
};

/** Every `*` stands for a label, or a part of one; where it may be is said by two patterns of the schema. */
export const routeHost: Check = (value) =>
  typeof value === 'string' && value.includes('*')
    ? hostWithOptionalPort(value.replaceAll('*', 'any'))
    : hostWithOptionalPort(value);

export const wildcardHost: Check = (value) => {
  if (typeof value !== 'string') return undefined;
  const star = value.indexOf('*');
  if (star === -1) return sni(value);
  if (value.indexOf('*', star + 1) !== -1) {
    return { message: 'must have at most one "*"', help: 'write *.a.test or a.*' };
  }
  if (star !== 0 && star !== value.length - 1) {
    return { message: 'must have its "*" at the start or at the end', help: 'write *.a.test or a.*' };
  }
  return sni(value.replace('*', 'any'));
};

export const sni: Check = (value) => {
  if (typeof value !== 'string' || (value.length < 256 && COMMON.test(value))) return undefined;
  const parsed = parseHost(value);
  if (parsed === 'invalid-port') return hasPort;
  if (parsed === 'invalid') return { message: 'must be a host name', help: invalid.help };
  if (parsed.kind !== 'name') return isAddress;
  return parsed.hasPort ? hasPort : undefined;
};

/** The same rule under other words: a name that stands for a group of targets. */
export const upstreamName: Check = sni;

export const target: Check = (value) => {
  if (typeof value !== 'string' || PLAIN_NAME.test(value)) return undefined;
  return typeof parseHost(value) === 'string' ? invalidWithPort : undefined;
};
