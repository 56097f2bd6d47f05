import type { Command } from 'commander';
import { readHeader } from '../../fleet/client/headers.ts';
import type { Reach } from '../../fleet/client/secrets.ts';
import { isProblem } from '../../fleet/nodes/address.ts';
import { type Limits, QUIET } from '../../fleet/push-node.ts';
import type { World } from '../command.ts';

/** Of every command that asks nodes. */
export interface NodeOptions {
  nodes?: string[];
  select?: string[];
  headers?: string[];
  kongAdminTokenFile?: string;
  caCertFile?: string;
  tlsClientCertFile?: string;
  tlsClientKeyFile?: string;
  tlsServerName?: string;
  tlsSkipVerify: boolean;
  timeout: string;
  deadline: string;
  parallel: string;
}

const collect = (word: string, before: string[] = []) => [...before, word];

export function addNodeOptions(command: Command): void {
  command
    .option(
      '--nodes <list>',
      'Admin APIs: URLs by commas, a file with one a line, a nodes.yml, - for standard input, dns+http://NAME:PORT or ' +
        'srv+http://NAME for the nodes behind a name; may be repeated (default: DBLESS_NODES)',
      collect,
    )
    .option('--select <what>', 'only some of them: group=NAME or name=NAME; may be repeated', collect)
    .option('--headers <header>', 'a header for each request, as "Name: value"; may be repeated', collect)
    .option(
      '--kong-admin-token-file <file>',
      'holds the value of Kong-Admin-Token (default: DBLESS_ADMIN_TOKEN)',
    )
    .option('--ca-cert-file <file>', 'the authority that the certificates of the nodes are of')
    .option('--tls-client-cert-file <file>', 'the certificate to show to the nodes')
    .option('--tls-client-key-file <file>', 'its key')
    .option(
      '--tls-server-name <name>',
      'what the certificates of the nodes are for, if not for their host names',
    )
    .option(
      '--tls-skip-verify',
      'do not look at the certificates of the nodes: anyone may then pose as one',
      false,
    )
    .option('--timeout <time>', 'the longest to wait for one answer', '60s')
    .option('--deadline <time>', 'the longest to spend on one node, retries included', '5m')
    .option('--parallel <number>', 'how many nodes at a time', '32');
}

/** Options as values; wrong usage ends the run here. */
export function readNodeOptions(
  options: NodeOptions,
  command: Command,
  world: World,
): { reach: Reach; limits: Limits; parallel: number } {
  const headers = (options.headers ?? []).map((word) => {
    const header = readHeader(word);
    if (!isProblem(header)) return [header.name, header.value];
    return command.error(`error: --headers: ${header.problem}${header.help ? `; ${header.help}` : ''}`);
  });
  if (options.tlsSkipVerify)
    world.stderr.write(
      'Warning: --tls-skip-verify: nobody checks whom the config, with its secrets, is sent to\n',
    );
  const token = world.env['DBLESS_ADMIN_TOKEN']?.trim();
  return {
    reach: {
      headers: Object.fromEntries(headers),
      tokenFile: options.kongAdminTokenFile,
      ...(token ? { token } : {}),
      tls: {
        ...(options.caCertFile ? { caCertFile: options.caCertFile } : {}),
        ...(options.tlsClientCertFile ? { clientCertFile: options.tlsClientCertFile } : {}),
        ...(options.tlsClientKeyFile ? { clientKeyFile: options.tlsClientKeyFile } : {}),
        ...(options.tlsServerName ? { serverName: options.tlsServerName } : {}),
        ...(options.tlsSkipVerify ? { skipVerify: true } : {}),
      },
    },
    limits: {
      timeout: time(options.timeout, '--timeout', command),
      deadline: time(options.deadline, '--deadline', command),
      quiet: QUIET,
    },
    parallel: count(options.parallel, '--parallel', command),
  };
}

const units: Record<string, number> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

/** `500ms`, `30s`, `5m`, `1h`; a number alone counts seconds. Milliseconds. */
export function time(text: string, option: string, command: Command): number {
  const [, number, unit = 's'] = /^(\d{1,7}(?:\.\d{1,3})?)(ms|s|m|h)?$/.exec(text.trim()) ?? [];
  // What a timer of Node can hold.
  const ms = Math.min(Number(number) * units[unit]!, 2 ** 31 - 1);
  return number === undefined
    ? command.error(`error: ${option} takes a time such as 30s or 5m, not "${text}"`)
    : ms;
}

export function count(text: string, option: string, command: Command): number {
  const number = /^\d{1,6}$/.test(text) ? Number(text) : 0;
  return number > 0 ? number : command.error(`error: ${option} takes a number from 1 on, not "${text}"`);
}
