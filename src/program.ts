import { Command, CommanderError, Help } from 'commander';
import { type Call, Failure, type Row, type World } from './commands/command.ts';
import { commands } from './commands/index.ts';
import { register } from './commands/register.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { version } from './version.ts';

/** Runs one command line. Every way it can end is an exit code; nothing is thrown. */
export async function run(argv: readonly string[], world: World): Promise<ExitCode> {
  const call: Call = { world, asKong: false, exitCode: exitCodes.fine };
  try {
    await buildProgram(rowsFor(argv), call).parseAsync(namesACommand(argv), { from: 'user' });
    return call.exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return usageExitCode(error, call);
    world.stderr.write(error instanceof Failure ? `Error: ${error.message}\n` : bugReport(error, world));
    return exitCodes.failed;
  }
}

function buildProgram(rows: readonly Row[], call: Call): Command {
  const { world } = call;
  const program = new Command('dbless')
    .description('Toolchain for Kong Gateway without a database: declarative configs judged, line by line.')
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'show how to use it')
    .option('--color', 'colour the report even when it is not read in a terminal')
    .option('--no-color', 'never colour it; the variable NO_COLOR says the same')
    .configureHelp({
      showGlobalOptions: true,
      // A switch is off unless it is given: nothing to tell.
      optionDescription: (option) =>
        option.defaultValue === false ? option.description : new Help().optionDescription(option),
    })
    .configureOutput({
      writeOut: (text) => world.stdout.write(text),
      writeErr: (text) => world.stderr.write(text),
      outputError: (text, write) => write(text.replace(/^error:/, 'Error:')),
      getOutHelpWidth: () => world.stdout.columns ?? 100,
      getErrHelpWidth: () => world.stderr.columns ?? 100,
    })
    .showHelpAfterError('Add --help to see how it is used.')
    .exitOverride()
    .addHelpText(
      'after',
      '\nExit codes: 0 fine, 1 invalid or failed, 2 differences, 3 some nodes failed, 4 all nodes failed,\n64 wrong usage, 130 interrupted.\n' +
        'Each command has examples: dbless parse --help',
    );
  register(program, rows, call);
  return program;
}

/** To describe the other commands, too, takes longer than to judge a small file. */
function rowsFor([first]: readonly string[]): readonly Row[] {
  const row = commands.find(({ name }) => name === first);
  return row ? [row] : commands;
}

/** commander would answer `dbless prse --help` with the help of dbless; that there is no such command helps more. */
function namesACommand(argv: readonly string[]): readonly string[] {
  const name = argv.find((word) => !word.startsWith('-'));
  const known = name === undefined || name === 'help' || commands.some((row) => row.name === name);
  return known ? argv : [name];
}

/** commander has written its message by now. Scripts written for `kong config` expect 1 whatever is wrong. */
function usageExitCode({ exitCode }: CommanderError, { asKong }: Call): ExitCode {
  if (exitCode === 0) return exitCodes.fine;
  return asKong ? exitCodes.failed : exitCodes.wrongUsage;
}

function bugReport(error: unknown, { env }: World): string {
  const message = error instanceof Error ? error.message : String(error);
  const stack = env['DBLESS_DEBUG'] === '1' && error instanceof Error ? `${error.stack}\n` : '';
  return (
    `Error: dbless tripped over a bug of its own: ${message}\n${stack}` +
    'Please report it with the command you ran and, if you can, the file; DBLESS_DEBUG=1 adds where it happened.\n'
  );
}
