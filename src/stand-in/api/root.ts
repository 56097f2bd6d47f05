/** GET /: who the node is, and its settings (docs/kong/admin-config-api.md section 7). */
import { readKongConf } from '../../kong-conf/index.ts';
import { type Answer, json } from '../http/answer.ts';
import type { Kong } from '../kong.ts';
import type { ApiCall } from './call.ts';
import { available } from './plugins.ts';

export const getRoot = ({ kong }: ApiCall): Answer =>
  json(200, {
    tagline: 'Welcome to kong',
    version: '3.10.0',
    edition: 'community',
    hostname: kong.hostname,
    node_id: kong.nodeId,
    lua_version: 'LuaJIT 2.1.1710398010',
    pids: {
      master: process.pid,
      workers: Array.from({ length: kong.workers }, (_, index) => process.pid + 1 + index),
    },
    timers: { running: 0, pending: 1 },
    plugins: { available_on_server: available(kong), enabled_in_cluster: inUse(kong) },
    configuration: configuration(kong),
  });

const inUse = (kong: Kong): string[] => [
  ...new Set(Object.values(kong.held.entities.plugins ?? {}).map(({ name }) => String(name))),
];

/** What a kong.conf with these settings comes to; secrets do not occur in it. */
function configuration({ bodyLimit, mapSize, registry, settings }: Kong): Record<string, unknown> {
  const bodySize = size(bodyLimit);
  const { routerFlavor = 'traditional_compatible', wasm = false, plugins } = registry.node;
  return {
    ...(defaults ??= defaultSettings()),
    role: 'traditional',
    router_flavor: routerFlavor,
    wasm,
    ...(plugins ? { plugins: plugins.names } : {}),
    lmdb_map_size: size(mapSize),
    loaded_plugins: Object.fromEntries(registry.names('plugins').map((name) => [name, true])),
    loaded_vaults: Object.fromEntries(registry.names('vaults').map((name) => [name, true])),
    nginx_admin_client_max_body_size: bodySize,
    nginx_admin_client_body_buffer_size: bodySize,
    nginx_admin_directives: [
      { name: 'client_max_body_size', value: bodySize },
      { name: 'client_body_buffer_size', value: bodySize },
    ],
    ...settings,
  };
}

let defaults: Record<string, unknown> | undefined;

function defaultSettings(): Record<string, unknown> {
  const { directives = {} } = readKongConf({ text: 'database = off', env: {} }).value ?? {};
  const values = Object.entries(directives).map(([name, { value }]) => [name, value]);
  return Object.fromEntries(values.filter(([, value]) => value !== null));
}

/** As nginx writes sizes: `10m`, `512k`, or bytes; `0` is no limit. */
function size(bytes: number): string {
  if (bytes === Number.POSITIVE_INFINITY) return '0';
  const units: [number, string][] = [
    [1024 * 1024, 'm'],
    [1024, 'k'],
  ];
  const unit = units.find(([factor]) => bytes >= factor && bytes % factor === 0);
  return unit ? `${bytes / unit[0]}${unit[1]}` : String(bytes);
}
