import type { World } from './commands/command.ts';
import { StandardOutput } from './commands/standard-output.ts';
import { exitCodes } from './exit-codes.ts';
import { asksForVersion, version } from './version.ts';

/** The process: its streams, its signals, its exit code. What is asked for is done in program.ts. */
export async function main(argv: readonly string[]): Promise<void> {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => interrupted());
  const world = theProcess();
  if (asksForVersion(argv)) {
    world.stdout.write(`${version}\n`);
    return;
  }
  // Should it end before there is an answer, it was none.
  process.exitCode = exitCodes.failed;
  const { run } = await import('./program.ts');
  process.exitCode = await run(argv, world);
  // Else it would still tidy up its memory; but what is being written must get out.
  if (world.stdout.isWritten && world.stderr.isWritten) process.exit();
}

const end = () => process.exit(exitCodes.interrupted);
let interrupted: () => void = end;

function theProcess(): World & Record<'stdout' | 'stderr', StandardOutput> {
  return {
    // Node opens it when it is first looked at.
    get stdin() {
      return process.stdin;
    },
    stdout: new StandardOutput(1, notWritten),
    stderr: new StandardOutput(2, notWritten),
    env: process.env,
    onInterrupt(handler) {
      interrupted = handler;
      return () => {
        interrupted = end;
      };
    },
  };
}

/** Whoever reads the output may have seen enough (`| head`); the exit code is still worth having. */
function notWritten({ code }: NodeJS.ErrnoException): void {
  if (code === 'EPIPE') return;
  process.stderr.write(`Error: the output cannot be written: the system says ${code}\n`);
  process.exit(exitCodes.failed);
}
