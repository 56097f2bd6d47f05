import type { Span } from '../diagnostic.ts';
import type { Listener } from './listeners.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** What a directive can be. Unset is null; a list is a list of strings. */
export type Value = string | number | boolean | readonly string[] | null;

export type Source = 'default' | 'file' | 'environment';

export interface Directive {
  value: Value;
  source: Source;
  /** Of the file, when it is the source. */
  line?: number;
  /** Vault references that the value was made of; those in a list with their positions, from 0. */
  references?: readonly { reference: string; item?: number }[];
}

/** What a text says of one directive, before it has a type. */
export interface Setting {
  /** As Kong takes it over from the file or the environment; undefined when empty. */
  text: string | undefined;
  source: Source;
  at?: Span;
  /** Where its name stands. */
  nameAt?: Span;
  line?: number;
  /** As it stands in the file, if in one line. */
  written?: string;
  /** The variable of the environment. */
  variable?: string;
}

/** The effective kong.conf, and what other parts of dbless ask of it. */
export interface KongConf {
  /** The file it was read from; absent when there was none. */
  file?: string;
  /** By name: each that Kong knows, and those kept for their prefixes. */
  directives: Readonly<Record<string, Directive>>;
  loadedPlugins: readonly string[];
  loadedVaults: readonly string[];
  /** What to judge by: `off` unless something asks for `postgres`. */
  database: 'off' | 'postgres';
  role: 'traditional' | 'control_plane' | 'data_plane';
  routerFlavor: 'traditional' | 'traditional_compatible' | 'expressions';
  untrustedLua: 'on' | 'off' | 'sandbox';
  wasm: boolean;
  declarativeConfig?: string;
  declarativeConfigString?: string;
  /** In bytes; absent when nginx would not take it for a size. */
  memCacheSize?: number;
  lmdbMapSize?: number;
  /** In bytes, Infinity when there is no limit. */
  adminBodySize?: number;
  /** Where the Admin API answers; empty when it is off. */
  adminListeners: readonly Listener[];
  statusListeners: readonly Listener[];
}
