import { realpathSync, statSync } from 'node:fs';
import type { Command } from 'commander';
import { type Call, Failure } from './command.ts';
import { type Gathered, gather } from './gather/index.ts';
import { isStdin } from './gather/stream.ts';

/** For commands that make one file of one file. */
export async function gatherOne(
  name: string,
  { stdinFilename, maxSize }: { stdinFilename?: string; maxSize: number },
  { world }: Call,
): Promise<Gathered> {
  if (!isStdin(name) && statSync(name, { throwIfNoEntry: false })?.isDirectory())
    throw new Failure(`${name} is a folder; name one file`);
  const found = gather([name], {
    stdin: () => world.stdin,
    stdinName: stdinFilename,
    maxSize,
    onSkipped: () => {},
  });
  for await (const one of found) return one;
  throw new Error('nothing was gathered');
}

/** The file to write; undefined: standard output. Wrong usage ends the run here. */
export function targetOf(
  name: string,
  { outputFile, inPlace }: { outputFile?: string; inPlace: boolean },
  command: Command,
): string | undefined {
  const file = outputFile === '-' ? undefined : outputFile;
  if (inPlace && isStdin(name)) command.error('error: --in-place: standard input is no file to write over');
  if (inPlace && file !== undefined && !isSameFile(name, file))
    command.error('error: --in-place and -o name two files; give one of them');
  if (!inPlace && file !== undefined && isSameFile(name, file))
    throw new Failure(`${file} is the file it comes from; to write over it, say --in-place`);
  return inPlace ? name : file;
}

export function isSameFile(one: string, other: string): boolean {
  const [first, second] = [one, other].map((file) => statSync(file, { throwIfNoEntry: false }));
  if (!first || !second) return false;
  return first.ino === second.ino && first.dev === second.dev && realpathSync(one) === realpathSync(other);
}
