import { isIPv4, isIPv6 } from 'node:net';

export interface Address {
  kind: 'ipv4' | 'ipv6' | 'name';
  host: string;
  port?: number;
}

/** An address with or without a port, in the one spelling Kong keeps: docs/kong/kong-conf.md, "Listen syntax". */
export function readAddress(text: string): Address | undefined {
  const colons = text.split(':').length - 1;
  if (colons > 1) return readIPv6(text);
  if (/^[\d.]+(:|$)/.test(text)) return readIPv4(text);
  const [, host, port] = /^([^:]+)(?::(\d+))?$/.exec(text) ?? [];
  return host === undefined ? undefined : withPort('name', host, port);
}

function readIPv4(text: string): Address | undefined {
  const [, host, port] = /^(\d+\.\d+\.\d+\.\d+)(?::(\d+))?$/.exec(text) ?? [];
  const plain = host?.split('.').map(Number).join('.');
  return plain !== undefined && isIPv4(plain) ? withPort('ipv4', plain, port) : undefined;
}

function readIPv6(text: string): Address | undefined {
  const bracketed = /^\[([\da-f:]+)\](?::(\d+))?$/i.exec(text);
  const host = bracketed?.[1] ?? (/^[\da-f:]+$/i.test(text) ? text : '');
  return isIPv6(host) ? withPort('ipv6', `[${eightGroups(host)}]`, bracketed?.[2]) : undefined;
}

/** `::1` with all its zeros. */
function eightGroups(host: string): string {
  const [left = '', right] = host.toLowerCase().split('::');
  const groups = (part: string) => (part === '' ? [] : part.split(':'));
  const before = groups(left);
  const after = groups(right ?? '');
  const zeros = right === undefined ? [] : Array<string>(8 - before.length - after.length).fill('0');
  return [...before, ...zeros, ...after].map((group) => group.padStart(4, '0')).join(':');
}

/** Ports of names are not looked at. */
function withPort(kind: Address['kind'], host: string, port: string | undefined): Address | undefined {
  if (port === undefined) return { kind, host };
  const number = Number(port);
  return kind !== 'name' && number > 65535 ? undefined : { kind, host, port: number };
}

/** An address, or a block of them in the form ADDRESS/BITS. */
export function isAddressOrBlock(text: string): boolean {
  const [, host = '', bits] = /^([^/]*)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
  const most = isIPv4(host) ? 32 : isIPv6(host) ? 128 : -1;
  return Number(bits ?? 0) <= most;
}
