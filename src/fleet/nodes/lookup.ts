/** `dns+http://NAME:PORT` and `srv+https://NAME`: the nodes behind a name, as of this run. */
import { lookup, resolveSrv } from 'node:dns/promises';
import { isIPv6 } from 'node:net';
import type { Resolver } from '../node.ts';
import { type Address, type Problem, urlOf } from './address.ts';

/** The system's own: it knows /etc/hosts and the search list that names in a Kubernetes cluster count on. */
export const systemResolver: Resolver = {
  addresses: async (host) => (await lookup(host, { all: true })).map(({ address }) => address),
  services: async (name) => (await resolveSrv(name)).map(({ name, port }) => ({ name, port })),
};

/** One node behind a name. */
export interface Behind {
  url: string;
  /** What its certificate must be for: the name that was looked up, where only an address is left. */
  serverName?: string;
}

/** Sorted, so that two runs see the same order. */
export async function lookUp(address: Address, resolver: Resolver): Promise<Behind[] | Problem> {
  const { host, scheme } = address;
  const isService = address.kind === 'srv';
  try {
    if (isService) {
      const found = await resolver.services(host);
      const urls = found.map(({ name, port }) => urlOf({ ...address, host: bare(name), port: String(port) }));
      if (urls.length > 0) return sortedOnce(urls).map((url) => ({ url }));
    } else {
      const found = await resolver.addresses(host);
      const urls = found.map((ip) => urlOf({ ...address, host: isIPv6(ip) ? `[${ip}]` : ip }));
      const serverName = scheme === 'https' ? { serverName: host } : {};
      if (urls.length > 0) return sortedOnce(urls).map((url) => ({ url, ...serverName }));
    }
  } catch (error) {
    return noneBehind(host, isService, reasons[(error as NodeJS.ErrnoException).code ?? ''] ?? String(error));
  }
  return noneBehind(host, isService, 'the answer is empty');
}

const reasons: Record<string, string> = {
  ENOTFOUND: 'there is no such name',
  ENODATA: 'the name has no such records',
  EAI_AGAIN: 'the name service does not answer',
  ETIMEOUT: 'the name service does not answer',
  ESERVFAIL: 'the name service fails',
  ECONNREFUSED: 'no name service is there',
};

const noneBehind = (host: string, isService: boolean, why: string): Problem => ({
  problem: `no node is found by the name ${host}: ${why}`,
  help: isService ? 'it needs SRV records, as _admin._tcp.NAME has' : 'it needs A or AAAA records',
});

const sortedOnce = (urls: string[]): string[] => [...new Set(urls)].sort();

/** Names from a name service may end in a dot. */
const bare = (name: string): string => name.replace(/\.$/, '');
