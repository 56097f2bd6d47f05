import type { Command } from 'commander';
import type { ApplyOptions } from '../../fleet/apply.ts';
import { readShare, type Share } from '../../fleet/waves.ts';
import { addKongConfOptions } from '../kong-conf/options.ts';
import { addOutsideOptions } from '../outside/options.ts';
import type { ConfigOptions } from './gather-config.ts';
import { type NodeOptions, time } from './node-options.ts';

export interface PushOptions extends NodeOptions, ConfigOptions {
  exact: boolean;
  validate: boolean;
  dryRun: boolean;
  diff: boolean;
  ready?: string | true;
  canary?: string;
  batch?: string;
  pause: string;
  maxFailures?: string;
  rollback: boolean;
  previous?: string;
  rollbackBestEffort: boolean;
  failedNodes?: string;
  format: 'pretty' | 'json' | 'junit' | 'github' | 'markdown';
  summary?: string;
  color?: boolean;
}

/** What is to be done, as values. */
export interface Pushing extends Omit<ApplyOptions, 'waysBack'> {
  isExact: boolean;
  isDryRun: boolean;
  diff: boolean;
  rollback?: { isBestEffort: boolean };
}

const formats = ['pretty', 'json', 'junit', 'github', 'markdown'];

export function addPushOptions(command: Command): void {
  command
    .option('--dry-run', 'ask the nodes, print what would be done, and send nothing', false)
    .option('--diff', 'show what would change on each node, entity by entity', false)
    .option('--exact', "send the file's own bytes, not the same config as JSON", false)
    .option('--no-validate', 'send it whatever is thought of it here')
    .option('--schemas <folder>', 'know the plugins and entity types described there, too')
    .option(
      '--ready [port]',
      'wait until the Status API of each node says that it is ready; port: where it is',
    )
    .option('--canary <nodes>', 'push to so many nodes first: 1 or 5%')
    .option('--batch <nodes>', 'then to so many at a time: 10 or 10%')
    .option('--pause <time>', 'between the one and the next', '0s')
    .option(
      '--max-failures <nodes>',
      'stop when more nodes have failed: 0, 3 or 5% (default: 0 with --canary, --batch or --rollback, else no limit)',
    )
    .option(
      '--rollback',
      'when stopped by failures, give the nodes changed in this run what they held',
      false,
    )
    .option('--previous <file>', 'the config that they hold, to be given back as it is')
    .option('--rollback-best-effort', 'start although some nodes cannot be given back what they hold', false)
    .option('--failed-nodes <file>', 'write there which nodes are left to do, as --nodes @FILE takes them')
    .addOption(command.createOption('--format <format>', 'how to report').choices(formats).default('pretty'))
    .option('--summary <file>', 'write a summary there, in Markdown');
  addKongConfOptions(command);
  addOutsideOptions(command);
}

export function readPushOptions(options: PushOptions, command: Command): Pushing {
  const share = (word: string | undefined, option: string): Share | undefined =>
    word === undefined
      ? undefined
      : (readShare(word) ?? command.error(`error: ${option} takes a number or a percentage, not "${word}"`));
  const isRollback = options.rollback || options.rollbackBestEffort || options.previous !== undefined;
  const isCareful = isRollback || options.canary !== undefined || options.batch !== undefined;
  const maxFailures =
    share(options.maxFailures, '--max-failures') ?? (isCareful ? { number: 0, percent: false } : undefined);
  const canary = share(options.canary, '--canary');
  const batch = share(options.batch, '--batch');
  return {
    isExact: options.exact,
    isDryRun: options.dryRun,
    diff: options.diff,
    pause: time(options.pause, '--pause', command),
    ...(canary ? { canary } : {}),
    ...(batch ? { batch } : {}),
    ...(maxFailures ? { maxFailures } : {}),
    ...(options.ready === undefined ? {} : { ready: readPort(options.ready, command) }),
    ...(isRollback ? { rollback: { isBestEffort: options.rollbackBestEffort } } : {}),
  };
}

function readPort(word: string | true, command: Command): { port?: number } {
  if (word === true) return {};
  const port = /^\d{1,5}$/.test(word) ? Number(word) : 0;
  if (port < 1 || port > 65_535) command.error(`error: --ready takes a port, not "${word}"`);
  return { port };
}
