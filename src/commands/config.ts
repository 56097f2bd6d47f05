import type { Command } from 'commander';
import { type Call, examples, Failure } from './command.ts';
import { commands } from './index.ts';
import { register } from './register.ts';

/** The commands of `kong config` that need a database, and what serves instead. */
const withDatabase = {
  db_import:
    'without a database there is nothing to import into; check the file with `dbless parse FILE`, then let the node ' +
    'load it: by its setting declarative_config, or by POST /config on its Admin API',
  db_export:
    'without a database there is nothing to export; GET /config on the Admin API of a node gives what it holds',
};

/** `dbless config parse kong.yml` for scripts that say `kong config parse kong.yml`. */
export function define(command: Command, call: Call): void {
  call.asKong = true;
  let complained = false;
  command
    .description(
      'The same commands with the options, words and exit codes of `kong config`: failures go to stderr, start with ' +
        '"Error:" and exit with 1.',
    )
    .usage('COMMAND [FILE] [options]')
    .option('-c, --conf <file>', 'the kong.conf of the node, wherever it is given')
    .option('-p, --prefix <folder>', 'the prefix of the node')
    .option('--v', 'accepted, changes nothing')
    .option('--vv', 'accepted, changes nothing')
    .configureOutput({
      ...command.configureOutput(),
      outputError: (text, write) => {
        complained = true;
        write(text.replace(/^error:/, 'Error:'));
      },
    })
    .addHelpText('before', ({ error }) => (error && !complained ? 'Error: which command?\n' : ''))
    .showHelpAfterError()
    .addHelpText(
      'after',
      examples(
        '$ dbless config init',
        '$ dbless config parse kong.yml',
        '$ dbless config parse -c kong.conf kong.yml',
      ),
    );

  register(
    command,
    commands.filter(({ name }) => name !== 'config'),
    call,
  );
  for (const [name, instead] of Object.entries(withDatabase)) {
    command
      .command(name)
      .summary('not without a database: says what to use instead')
      .argument('[file]')
      .action(() => {
        throw new Failure(instead);
      });
  }
}
