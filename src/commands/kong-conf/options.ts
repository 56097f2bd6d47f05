import type { Command } from 'commander';

/** For which node: of every command that judges configs. */
export interface KongConfOptions {
  /** False for --no-conf. */
  conf?: string | false;
  prefix?: string;
}

export function addKongConfOptions(command: Command): void {
  command
    .option(
      '-c, --conf <file>',
      'judge for the node with this kong.conf (default: /etc/kong/kong.conf or /etc/kong.conf, if there) and with the ' +
        'KONG_* variables of the environment',
    )
    .option('--no-conf', 'judge for a default node, whatever stands there or in the environment')
    .option(
      '-p, --prefix <folder>',
      'the prefix of a node that has been started: its .kong_env is read first',
    );
}
