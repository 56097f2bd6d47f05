/** A nodes.yml: names, groups, headers and TLS of each node, checked with lines like any config. */
import { dirname, resolve } from 'node:path';
import type { Diagnostic, Path } from '../../diagnostic.ts';
import { type Format, locate, read } from '../../document/index.ts';
import type { Entry, EntrySettings, NodeSource, TlsSettings } from '../node.ts';
import { type Fault, faultsOf, forms, isRecord } from './form.ts';

export const isNodesFile = (name: string): boolean => /\.(?:ya?ml|json)$/i.test(name);

interface Written {
  url?: string;
  name?: string;
  status_url?: string;
  groups?: string | string[];
  headers?: Record<string, string>;
  admin_token_file?: string;
  tls?: Record<string, string | boolean>;
}

/** Its entries; what is wrong with it becomes findings of the source. */
export function readNodesFile(source: NodeSource, text: string): Entry[] {
  const format: Format = /\.json$/i.test(source.name) ? 'json' : 'yaml';
  const { value, diagnostics } = read(text, format);
  source.diagnostics.push(...diagnostics);
  if (value === undefined) {
    source.text = source.text.replace(/(:\s+)(\S.*)/g, (_, key, rest) => key + rest.replace(/\S/g, '*'));
    return [];
  }
  const { defaults = {}, list, faults } = sorted(value);
  const nodes = list.map((node) => (typeof node === 'string' ? { url: node } : node));
  faults.push(...faultsOf(defaults, forms.defaults, ['defaults'], 'defaults'));
  nodes.forEach((node, index) => {
    faults.push(...faultsOfNode(node, index));
  });
  const locator = locate(text, format);
  source.text = masked(source.text, ['headers'], [defaults, ...nodes], locator);
  for (const fault of faults) source.diagnostics.push(diagnosticOf(fault, locator));
  if (faults.length > 0) return [];
  return (nodes as Written[]).map((node, index): Entry => {
    const place = typeof list[index] === 'string' ? ['nodes', index] : ['nodes', index, 'url'];
    return {
      word: node.url!,
      ...(node.name ? { again: `${source.name}#${node.name}` } : {}),
      source,
      at: locator.nearest(place),
      settings: settingsOf(node, defaults as Written, dirname(source.name)),
    };
  });
}

function sorted(value: unknown): { defaults?: unknown; list: unknown[]; faults: Fault[] } {
  if (Array.isArray(value)) return { list: value, faults: [] };
  if (!isRecord(value) || !Array.isArray(value['nodes']))
    return { list: [], faults: [{ code: 'wrong-type', path: [], message: 'nodes must be a list of nodes' }] };
  const { defaults, nodes, ...others } = value;
  const faults = Object.keys(others).map(
    (field): Fault => ({
      code: 'unknown-field',
      path: [field],
      message: `a list of nodes has an unknown field "${field}"`,
      help: 'it may have nodes and defaults',
    }),
  );
  return { defaults, list: nodes as unknown[], faults };
}

function faultsOfNode(node: unknown, index: number): Fault[] {
  const what =
    isRecord(node) && typeof node['name'] === 'string' ? `node "${node['name']}"` : `node ${index + 1}`;
  const faults = faultsOf(node, forms.node, ['nodes', index], what);
  if (isRecord(node) && node['url'] === undefined)
    faults.push({ code: 'wrong-type', path: ['nodes', index], message: `${what} has no url` });
  return faults;
}

/** File names count from the folder of the file that has them. */
function settingsOf(node: Written, defaults: Written, folder: string): EntrySettings {
  const at = (name: unknown) => (typeof name === 'string' ? resolve(folder, name) : undefined);
  const tls = { ...defaults.tls, ...node.tls };
  const token = node.admin_token_file ?? defaults.admin_token_file;
  return {
    ...(node.name ? { name: node.name } : {}),
    groups: [...new Set([defaults.groups ?? [], node.groups ?? []].flat())],
    headers: lowered({ ...defaults.headers, ...node.headers }),
    ...(token ? { tokenFile: at(token)! } : {}),
    ...(node.status_url ? { statusUrl: node.status_url.replace(/\/+$/, '') } : {}),
    tls: given({
      caCertFile: at(tls['ca_cert_file']),
      clientCertFile: at(tls['client_cert_file']),
      clientKeyFile: at(tls['client_key_file']),
      serverName: tls['server_name'] as string | undefined,
      skipVerify: tls['skip_verify'] as boolean | undefined,
    }),
  };
}

const given = (settings: TlsSettings): TlsSettings =>
  Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined));

const lowered = (headers: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

function diagnosticOf(fault: Fault, locator: ReturnType<typeof locate>): Diagnostic {
  const at = fault.code === 'unknown-field' ? locator.key(fault.path) : undefined;
  return { severity: 'error', ...fault, at: at ?? locator.nearest(fault.path) };
}

/** The values of headers are secrets. */
function masked(
  text: string,
  fields: string[],
  records: unknown[],
  locator: ReturnType<typeof locate>,
): string {
  const spans = records.flatMap((record, index) => {
    const place: Path = index === 0 ? ['defaults'] : ['nodes', index - 1];
    return fields.flatMap((field) => {
      const map = isRecord(record) ? record[field] : undefined;
      const paths = isRecord(map)
        ? Object.keys(map).map((key) => [...place, field, key])
        : [[...place, field]];
      return paths.map((path) => locator.offsets(path)).filter((span) => span !== undefined);
    });
  });
  let shown = text;
  for (const [start, end] of spans)
    shown = shown.slice(0, start) + shown.slice(start, end).replace(/[^\s"']/g, '*') + shown.slice(end);
  return shown;
}
