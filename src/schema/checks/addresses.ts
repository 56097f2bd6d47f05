/** IP addresses and CIDR ranges: docs/kong/custom-checks.md, sections ip, ip or cidr. */
import type { Check } from './check.ts';
import { isIpv6 } from './hosts.ts';

export interface Range {
  family: 4 | 6;
  /** Written with an IPv4 address in its last 32 bits. */
  mixed: boolean;
  address: string;
  prefix: number | undefined;
}

const OCTET = '(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])';
const IPV4 = new RegExp(`^${OCTET}(?:\\.${OCTET}){3}$`);
const PREFIX = /^(?:0|[1-9][0-9]{0,2})$/;

/** Unlike in a host, the numbers here have no leading zeros, and IPv6 may end with an IPv4 address. */
export function parseRange(text: string): Range | undefined {
  const slash = text.indexOf('/');
  const address = slash === -1 ? text : text.slice(0, slash);
  const family = IPV4.test(address) ? 4 : isIpv6(pureIpv6(address)) ? 6 : undefined;
  if (!family) return undefined;
  const range: Range = { family, mixed: family === 6 && address.includes('.'), address, prefix: undefined };
  if (slash === -1) return range;
  const prefix = text.slice(slash + 1);
  if (!PREFIX.test(prefix) || Number(prefix) > (family === 4 ? 32 : 128)) return undefined;
  range.prefix = Number(prefix);
  return range;
}

/** The address with two groups in the place of an IPv4 tail. */
function pureIpv6(address: string): string {
  const colon = address.lastIndexOf(':');
  const tail = address.slice(colon + 1);
  if (colon === -1 || !IPV4.test(tail)) return address;
  const [a, b, c, d] = tail.split('.').map(Number) as [number, number, number, number];
  return `${address.slice(0, colon + 1)}${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`;
}

/** Whether a range is written with another address than its first. */
export function hasHostBits({ family, address, prefix }: Range): boolean {
  if (prefix === undefined) return false;
  const size = family === 4 ? 8 : 16;
  const groups = family === 4 ? address.split('.').map(Number) : groupsOf(address);
  return groups.some((group, i) => {
    const free = Math.min(size, Math.max(0, size * (i + 1) - prefix));
    return (group & (2 ** free - 1)) !== 0;
  });
}

/** The eight numbers of an IPv6 address. */
function groupsOf(address: string): number[] {
  const [head = '', tail] = pureIpv6(address).split('::');
  const before = head === '' ? [] : head.split(':');
  const after = !tail ? [] : tail.split(':');
  const gap = new Array<string>(8 - before.length - after.length).fill('0');
  return [...before, ...gap, ...after].map((group) => Number.parseInt(group, 16));
}

export const ip: Check = (value) => {
  if (typeof value !== 'string') return undefined;
  const range = parseRange(value);
  if (range && range.prefix === undefined) return undefined;
  return {
    message: 'must be an IPv4 or IPv6 address',
    help: 'for instance 10.0.0.1 or ::1, without port and mask',
  };
};

export const ipOrCidr: Check = (value) => {
  if (typeof value !== 'string' || parseRange(value)) return undefined;
  return {
    message: 'must be an IP address or a CIDR range',
    help: 'for instance 10.0.0.1, 10.0.0.0/8 or fe80::/64; the mask is 0 to 32, for IPv6 0 to 128',
  };
};
