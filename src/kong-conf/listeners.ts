import { readAddress } from './addresses.ts';

export interface Listener {
  ip: string;
  port: number;
  ssl: boolean;
  /** As nginx gets it. */
  listener: string;
}

/** What may follow an address, in the order nginx gets it; `http2` is no longer said there. */
const HTTP_FLAGS = [
  /^ssl$/,
  /^http2$/,
  /^proxy_protocol$/,
  /^deferred$/,
  /^bind$/,
  /^reuseport$/,
  /^backlog=\d+$/,
  /^ipv6only=(on|off)$/,
  /^so_keepalive=(on|off|\w*:\w*:\d*)$/,
];
const STREAM_FLAGS = [/^udp$/, ...HTTP_FLAGS.filter((flag) => !flag.test('http2') && !flag.test('deferred'))];

/** Every directive that says where to listen, and the flags it takes: docs/kong/kong-conf.md, "Listen syntax". */
export const LISTEN: Readonly<Record<string, readonly RegExp[]>> = {
  proxy_listen: HTTP_FLAGS,
  admin_listen: HTTP_FLAGS,
  admin_gui_listen: HTTP_FLAGS,
  status_listen: HTTP_FLAGS,
  cluster_listen: HTTP_FLAGS,
  stream_listen: STREAM_FLAGS,
};

export interface Listeners {
  listeners: Listener[];
  /** Entries that Kong cannot read. */
  wrong: string[];
}

export function readListeners(entries: readonly string[], flags: readonly RegExp[]): Listeners {
  if (entries[0] === 'off') return { listeners: [], wrong: [] };
  const read = entries.map((entry) => readListener(entry, flags));
  return {
    listeners: read.filter((listener) => listener !== undefined),
    wrong: entries.filter((_, index) => read[index] === undefined),
  };
}

function readListener(entry: string, flags: readonly RegExp[]): Listener | undefined {
  const [where = '', ...words] = entry.split(/[ \t\n\v\f\r]+/);
  const address = readAddress(where);
  const known = words.every((word) => flags.some((flag) => flag.test(word)));
  if (address?.port === undefined || !known) return undefined;
  const said = flags.flatMap((flag) => words.find((word) => flag.test(word) && word !== 'http2') ?? []);
  return {
    ip: address.host,
    port: address.port,
    ssl: words.includes('ssl'),
    listener: [`${address.host}:${address.port}`, ...said].join(' '),
  };
}
