/** Which proxy a node is reached through: HTTP_PROXY, HTTPS_PROXY, NO_PROXY, in either case. */
import { BlockList, isIP } from 'node:net';

export type Env = Record<string, string | undefined>;

/** Undefined: none. What is on this machine is never behind one. */
export function proxyFor(url: string, env: Env): string | undefined {
  const { protocol, hostname, port } = new URL(url);
  const host = hostname.replace(/^\[|\]$/g, '');
  const given = (name: string) => env[name.toLowerCase()] || env[name] || undefined;
  const proxy = given(protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY');
  if (!proxy || host === 'localhost' || /^127\.|^::1$/.test(host)) return undefined;
  const exceptions = (given('NO_PROXY') ?? '').split(/[\s,]+/).filter(Boolean);
  const own = port || (protocol === 'https:' ? '443' : '80');
  if (exceptions.some((exception) => isExempt(exception, host, own))) return undefined;
  return /^[a-z]+:\/\//i.test(proxy) ? proxy : `http://${proxy}`;
}

/** `*`, `example.com` with all below it, `.example.com`, `10.0.0.0/8`, each with or without `:port`. */
function isExempt(exception: string, host: string, port: string): boolean {
  if (exception === '*') return true;
  const [, name = exception, onlyPort] = /^(\[[^\]]*\]|[^:]*):(\d+)$/.exec(exception) ?? [];
  if (onlyPort && onlyPort !== port) return false;
  const bare = name.replace(/^\[|\]$/g, '').toLowerCase();
  if (bare.includes('/')) return isIP(host) > 0 && isWithin(bare, host);
  const domain = bare.replace(/^\*?\./, '');
  return host === domain || host.endsWith(`.${domain}`);
}

function isWithin(block: string, ip: string): boolean {
  const [start = '', bits = ''] = block.split('/');
  if (isIP(start) !== isIP(ip) || !/^\d{1,3}$/.test(bits)) return false;
  const family = isIP(ip) === 6 ? 'ipv6' : 'ipv4';
  if (Number(bits) > (family === 'ipv6' ? 128 : 32)) return false;
  const list = new BlockList();
  list.addSubnet(start, Number(bits), family);
  return list.check(ip, family);
}
