import type { Command } from 'commander';
import type { Call, Row } from './command.ts';

/**
 * Names the commands of a table under `parent`. A command's file is imported, and its options defined, only once the
 * command line has turned out to name it.
 */
export function register(parent: Command, rows: readonly Row[], call: Call): void {
  for (const { name, summary } of rows) parent.command(name).summary(summary).description(sentence(summary));
  parent.hook('preSubcommand', async (_parent, chosen) => {
    const row = rows.find(({ name }) => name === chosen.name());
    if (row) (await row.load()).define(chosen, call);
  });
  // who has named a command asks for no list of them
  if (rows.length > 1) addHelpCommand(parent);
}

/** commander's own would show the help of a command that is not loaded yet. */
function addHelpCommand(parent: Command): void {
  parent.helpCommand(false);
  parent
    .command('help [command]')
    .summary('show how to use a command')
    .action(async (name?: string) => {
      if (name === undefined) parent.help();
      const known = parent.commands.some((command) => command.name() === name);
      await parent.parseAsync(known ? [name, '--help'] : [name], { from: 'user' });
    });
}

function sentence(summary: string): string {
  return `${summary[0]?.toUpperCase()}${summary.slice(1)}.`;
}
