/** What there is to complete, as the definitions of the commands say it. */
import type { Command, Option } from 'commander';
import { canBeIgnored, codes } from '../../codes.ts';
import { reporters } from '../../reporters/index.ts';
import type { Call, Row } from '../command.ts';

export interface CommandSpec {
  /** From `dbless` on, which is left out: `parse`, `config parse`. */
  path: string;
  name: string;
  summary: string;
  options: OptionSpec[];
  /** What the next argument can be; undefined: a file. */
  argument?: readonly string[];
  commands: CommandSpec[];
}

export interface OptionSpec {
  /** `-c`, `--conf` */
  flags: string[];
  description: string;
  takesValue: boolean;
  /** What the value can be; undefined: a file or anything. */
  choices?: readonly string[];
}

/** What commander is not told, since more than one of them may be given, or others. */
const LISTS: Record<string, readonly string[]> = {
  '--format <format[=file]>': Object.keys(reporters),
  '--ignore <codes>': Object.entries(codes).flatMap(([code, entry]) => (canBeIgnored(entry) ? code : [])),
  'explain code': Object.keys(codes),
};

/** Of the whole command line. `program` knows its own options, its commands are defined here to be asked for theirs. */
export async function specOf(program: Command, rows: readonly Row[], call: Call): Promise<CommandSpec> {
  const global = program.options.filter(({ long }) => long !== '--version').map(optionSpec);
  const shared = [...global, HELP];
  const commands = await Promise.all(rows.map((row) => defined(row, '', { program, rows, shared, call })));
  const version = program.options.filter(({ long }) => long === '--version').map(optionSpec);
  const options = [...version, ...shared];
  return {
    path: '',
    name: program.name(),
    summary: '',
    options,
    argument: [],
    commands: withHelp(commands, ''),
  };
}

interface Context {
  program: Command;
  rows: readonly Row[];
  shared: readonly OptionSpec[];
  call: Call;
}

const HELP: OptionSpec = { flags: ['-h', '--help'], description: 'show how to use it', takesValue: false };

async function defined(row: Row, above: string, context: Context): Promise<CommandSpec> {
  const { program, rows, shared, call } = context;
  const command = program.createCommand(row.name);
  // Whatever defining a command changes of a call must not change this one.
  (await row.load()).define(command, { ...call });
  const path = `${above}${row.name}`;
  const nested = command.commands.filter((one) => one.name() !== 'help');
  const commands = await Promise.all(
    nested.map((one) => {
      const known = rows.find(({ name }) => name === one.name());
      return known ? defined(known, `${path} `, context) : undefinedYet(one, `${path} `, shared);
    }),
  );
  return {
    path,
    name: row.name,
    summary: row.summary,
    options: [...command.options.map(optionSpec), ...shared],
    ...argumentOf(command, commands.length > 0),
    commands: commands.length > 0 ? withHelp(commands, `${path} `) : [],
  };
}

/** A command without a row of its own. */
const undefinedYet = (command: Command, above: string, shared: readonly OptionSpec[]): CommandSpec => ({
  path: above + command.name(),
  name: command.name(),
  summary: command.summary(),
  options: [...command.options.map(optionSpec), ...shared],
  ...argumentOf(command, false),
  commands: [],
});

function withHelp(commands: CommandSpec[], above: string): CommandSpec[] {
  const names = commands.map(({ name }) => name);
  const summary = 'show how to use a command';
  return [
    ...commands,
    { path: `${above}help`, name: 'help', summary, options: [HELP], argument: names, commands: [] },
  ];
}

function argumentOf(command: Command, hasCommands: boolean): { argument?: readonly string[] } {
  const first = command.registeredArguments[0];
  if (!first || hasCommands) return { argument: [] };
  const choices = first.argChoices ?? LISTS[`${command.name()} ${first.name()}`];
  return choices ? { argument: choices } : {};
}

function optionSpec({ flags, short, long, description, required, optional, argChoices }: Option): OptionSpec {
  const choices = argChoices ?? LISTS[flags];
  return {
    flags: [short, long].filter((flag) => flag !== undefined),
    description,
    takesValue: required || optional,
    ...(choices && { choices }),
  };
}

/** A command and all below it. */
export const allOf = (spec: CommandSpec): CommandSpec[] => [spec, ...spec.commands.flatMap(allOf)];
