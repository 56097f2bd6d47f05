import { resolve } from 'node:path';
import { LISTEN, readListeners } from './listeners.ts';
import { loadedPlugins, loadedVaults } from './loaded.ts';
import type { Reading } from './reading.ts';
import { sizeInBytes } from './sizes.ts';
import type { Directive, KongConf } from './types.ts';

/** What the other parts of dbless ask of a kong.conf, by names of their own. */
export function kongConf(
  conf: Reading,
  directives: ReadonlyMap<string, Directive>,
  file: string | undefined,
): KongConf {
  const text = (name: string) => conf.text(name);
  return {
    ...(file !== undefined && { file }),
    directives: Object.fromEntries(
      [...directives].map(([name, directive]) => [name, inPlace(name, directive)]),
    ),
    loadedPlugins: loadedPlugins(conf.list('plugins')),
    loadedVaults: loadedVaults(conf.list('vaults')),
    // Nobody runs this tool for a node with a database, unless the database is named.
    database: conf.is('database', 'postgres') && conf.source('database') !== 'default' ? 'postgres' : 'off',
    role: oneOf(text('role'), ['traditional', 'control_plane', 'data_plane']),
    routerFlavor: oneOf(text('router_flavor'), ['traditional_compatible', 'traditional', 'expressions']),
    untrustedLua: oneOf(text('untrusted_lua'), ['sandbox', 'on', 'off']),
    wasm: conf.is('wasm', true),
    declarativeConfig: text('declarative_config'),
    declarativeConfigString: text('declarative_config_string'),
    memCacheSize: sizeInBytes(text('mem_cache_size') ?? '', 'km'),
    lmdbMapSize: sizeInBytes(text('lmdb_map_size') ?? '', 'km'),
    adminBodySize: bodySize(text('nginx_admin_client_max_body_size')),
    adminListeners: listeners(conf, 'admin_listen'),
    statusListeners: listeners(conf, 'status_listen'),
  };
}

/** Kong keeps the prefix as an absolute path without detours. */
function inPlace(name: string, directive: Directive): Directive {
  const { value } = directive;
  return name === 'prefix' && typeof value === 'string' ? { ...directive, value: resolve(value) } : directive;
}

/** What Kong refuses counts as the default, so that the rest can still be judged. */
function oneOf<T extends string>(value: string | undefined, [usual, ...others]: [T, ...T[]]): T {
  return others.find((other) => other === value) ?? usual;
}

/** Unset leaves it to nginx: one megabyte. */
function bodySize(text: string | undefined): number | undefined {
  const bytes = sizeInBytes(text ?? '1m', 'kmg');
  return bytes === 0 ? Number.POSITIVE_INFINITY : bytes;
}

function listeners(conf: Reading, name: string) {
  return readListeners(conf.list(name), LISTEN[name]!).listeners;
}
