import type { Readable } from 'node:stream';
import type { Command } from 'commander';
import type { ExitCode } from '../exit-codes.ts';

/** What a command may touch besides files: main hands in the process's own, a test its own. */
export interface World {
  stdin: Readable;
  stdout: Output;
  stderr: Output;
  env: Record<string, string | undefined>;
  /** Instead of ending the process, Ctrl-C and SIGTERM call `handler`, until the function that comes back is called. */
  onInterrupt?(handler: () => void): () => void;
}

export interface Output {
  write(text: string): unknown;
  isTTY?: boolean;
  columns?: number;
}

/** One invocation. */
export interface Call {
  world: World;
  /** Called as `dbless config …`: words and streams are those that scripts written for `kong config` expect. */
  asKong: boolean;
  exitCode: ExitCode;
}

/** What a file of this folder exports: its arguments, options, examples, and what to do. */
export interface CommandModule {
  define(command: Command, call: Call): void;
}

/** One row of the table of commands. */
export interface Row {
  name: string;
  summary: string;
  /** Imported when called, so that `--help` and `--version` stay instant. */
  load(): Promise<CommandModule>;
}

/** What was asked for cannot be done, and it is not dbless's fault: one plain sentence for stderr, exit code 1. */
export class Failure extends Error {}

/** The examples at the end of a command's help. The tests run each line that starts with a `$`. */
export function examples(...lines: string[]): string {
  return `\nExamples:\n${lines.map((line) => `  ${line}`).join('\n')}\n`;
}
