/** The words of this layer: a node, and what is needed to reach it. */
import type { Diagnostic, Result, Span } from '../diagnostic.ts';

/** Files and names for TLS; file names as they are to be opened. */
export interface TlsSettings {
  caCertFile?: string;
  clientCertFile?: string;
  clientKeyFile?: string;
  serverName?: string;
  skipVerify?: boolean;
}

/** One Kong process, by the address of its Admin API. */
export interface FleetNode {
  /** What reports call it: its name in a nodes.yml, else its URL. */
  name: string;
  /** Where its Admin API begins: no credentials, no slash at the end. */
  url: string;
  groups: readonly string[];
  /** Sent with each request to it; may be secret. Names in lower case. */
  headers: Readonly<Record<string, string>>;
  /** Holds the value of Kong-Admin-Token. */
  tokenFile?: string;
  tls: TlsSettings;
  /** Where its Status API begins, for `--ready`. */
  statusUrl?: string;
  /** What names it again after `--nodes`. */
  word: string;
}

/** Something that lists nodes: the command line, a file. */
export interface NodeSource {
  name: string;
  /** With secrets masked: what may be shown. */
  text: string;
  diagnostics: Diagnostic[];
}

export interface NodeList {
  /** In the order given, each once. */
  nodes: FleetNode[];
  sources: NodeSource[];
}

/** A node as written, before names are looked up and what is there twice is merged. */
export interface Entry {
  word: string;
  /** How `--nodes` can name it again, when its own word does not do. */
  again?: string;
  source: NodeSource;
  at: Span | undefined;
  settings?: EntrySettings;
}

export interface EntrySettings extends Partial<Pick<FleetNode, 'name' | 'groups' | 'headers' | 'tokenFile'>> {
  tls?: TlsSettings;
  statusUrl?: string;
}

/** What the outside has to offer to whoever lists nodes. */
export interface Surroundings {
  /** The text of a file; of standard input for `-`. */
  read(name: string): Promise<Result<string>>;
  resolver: Resolver;
}

export interface Resolver {
  /** Every A and AAAA record of a host. */
  addresses(host: string): Promise<string[]>;
  /** The SRV records of a service. */
  services(name: string): Promise<{ name: string; port: number }[]>;
}
