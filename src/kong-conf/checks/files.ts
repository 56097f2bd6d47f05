import { statSync } from 'node:fs';
import { type Finding, refused } from '../finding.ts';
import { isFile, pemText } from '../pem-text.ts';
import type { Reading } from '../reading.ts';

/** Files and folders that must be there where the node starts. */
export function files(conf: Reading): Finding[] {
  const found: Finding[] = [];
  for (const name of ['dns_hostsfile', 'resolver_hosts_file']) {
    const path = conf.text(name);
    if (path !== undefined && conf.source(name) !== 'default' && !isFile(path))
      found.push(refused(name, `names no file: ${conf.quoted(name, path)}`));
  }
  for (const item of conf.list('lua_ssl_trusted_certificate'))
    if (item !== 'system' && pemText(item) === undefined)
      found.push(
        refused(
          'lua_ssl_trusted_certificate',
          `names no file: ${conf.quoted('lua_ssl_trusted_certificate', item)}`,
        ),
      );
  const filters = conf.text('wasm_filters_path');
  if (conf.is('wasm', true) && filters !== undefined && !isFolder(filters))
    found.push(refused('wasm_filters_path', `names no folder: ${conf.quoted('wasm_filters_path', filters)}`));
  return found;
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}
