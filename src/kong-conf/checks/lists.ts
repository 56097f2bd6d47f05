import { isAddressOrBlock, readAddress } from '../addresses.ts';
import { type Finding, refused } from '../finding.ts';
import type { Reading } from '../reading.ts';

const HEADERS = (
  'server_tokens latency_tokens Server Via X-Kong-Proxy-Latency X-Kong-Response-Latency X-Kong-Admin-Latency ' +
  'X-Kong-Upstream-Latency X-Kong-Upstream-Status X-Kong-Total-Latency X-Kong-Third-Party-Latency ' +
  'X-Kong-Client-Latency X-Kong-Request-Id off'
).split(' ');

const TRACED =
  'off all request db_query dns_query router http_client balancer plugin_rewrite plugin_access plugin_header_filter'.split(
    ' ',
  );

const anyCase = (words: readonly string[]) => {
  const known = new Set(words.map((word) => word.toLowerCase()));
  return (item: string) => known.has(item.toLowerCase());
};

interface Rule {
  accepts: (item: string) => boolean;
  form: string;
}

const servers: Rule = {
  accepts: (item) => ['ipv4', 'ipv6'].includes(readAddress(item)?.kind ?? ''),
  form: 'write the address of a name server, with or without a port',
};

/** What each item of a list must be. */
const RULES: Readonly<Record<string, Rule>> = {
  headers: { accepts: anyCase(HEADERS), form: `one of ${HEADERS.join(', ')}` },
  headers_upstream: { accepts: anyCase(['X-Kong-Request-Id', 'off']), form: 'X-Kong-Request-Id or off' },
  trusted_ips: {
    accepts: (item) => item === 'unix:' || isAddressOrBlock(item),
    form: 'write an address, a block like 10.0.0.0/8, or unix:',
  },
  port_maps: { accepts: isPortMap, form: 'write the port clients see and the port of the node: 80:8000' },
  tracing_instrumentations: { accepts: (item) => TRACED.includes(item), form: `one of ${TRACED.join(', ')}` },
  dns_resolver: servers,
  resolver_address: servers,
  dns_order: {
    accepts: anyCase(['LAST', 'SRV', 'A', 'AAAA', 'CNAME']),
    form: 'one of LAST, SRV, A, AAAA, CNAME',
  },
  resolver_family: { accepts: anyCase(['SRV', 'A', 'AAAA']), form: 'one of SRV, A, AAAA' },
};

export function lists(conf: Reading): Finding[] {
  return Object.entries(RULES).flatMap(([name, { accepts, form }]) =>
    conf
      .list(name)
      .filter((item) => !accepts(item))
      .map((item) => ({ ...refused(name, `cannot have ${conf.quoted(name, item)}`, form), item })),
  );
}

function isPortMap(item: string): boolean {
  const [, seen, own] = /^(\d+):(\d+)$/.exec(item) ?? [];
  return [seen, own].every((port) => port !== undefined && Number(port) >= 1 && Number(port) <= 65535);
}
