import type { World } from './commands/command.ts';
import { exitCodes } from './exit-codes.ts';
import { run } from './program.ts';

/** The process: its streams, its signals, its exit code. What is asked for is done in program.ts. */
export async function main(): Promise<void> {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => process.exit(exitCodes.interrupted));
  }
  // Whoever reads the output has seen enough (`| head`); the exit code is still worth having.
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });
  }
  // Not process.exit: what is still being written must get out.
  process.exitCode = await run(process.argv.slice(2), theProcess());
}

function theProcess(): World {
  return {
    get stdin() {
      return process.stdin;
    },
    stdout: process.stdout,
    stderr: process.stderr,
    env: process.env,
  };
}
