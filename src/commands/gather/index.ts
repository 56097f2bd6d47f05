import { statSync } from 'node:fs';
import { normalize } from 'node:path';
import type { Readable } from 'node:stream';
import type { Diagnostic } from '../../diagnostic.ts';
import { readConfigFile, whyUnreadable } from './file.ts';
import { findConfigs } from './folder.ts';
import { expectShortRun } from './short-run.ts';
import { isStdin, isStream, openPipe, readStream } from './stream.ts';

export type Format = 'yaml' | 'json' | 'any';

/** One thing to judge: its text, or what is wrong with the file as a whole. */
export type Gathered =
  | { file: string; format: Format; bytes: Uint8Array }
  | { file: string; finding: Diagnostic };

export interface GatherOptions {
  /** Opened only if it is asked for. */
  stdin(): Readable;
  /** What to call standard input in reports. */
  stdinName?: string;
  maxSize: number;
  /** Told how many files and folders of a folder were left out. */
  onSkipped(count: number): void;
}

/** To judge as many bytes takes so long that a signal should not wait any longer. */
const A_MOMENT = 100_000;

/** The configs behind the names of a command line, one after the other, so that only one is held at a time. */
export async function* gather(names: readonly string[], options: GatherOptions): AsyncGenerator<Gathered> {
  const seen = new Set<string>();
  let judged = 0;
  for (const name of names) {
    for await (const gathered of gatherOne(name, options)) {
      const key = isStdin(name) ? '-' : normalize(gathered.file);
      if ('bytes' in gathered) {
        expectShortRun(gathered.bytes.length);
        judged += gathered.bytes.length;
      }
      if (!seen.has(key)) yield gathered;
      seen.add(key);
      if (judged > A_MOMENT) {
        await turn();
        judged = 0;
      }
    }
  }
}

async function* gatherOne(name: string, options: GatherOptions): AsyncGenerator<Gathered> {
  const file = isStdin(name) ? (options.stdinName ?? '<stdin>') : name;
  try {
    if (isStdin(name)) return yield await readStream(file, options.stdin(), options.maxSize);
    const stat = statSync(name);
    if (stat.isDirectory()) yield* gatherFolder(name, options);
    else if (isStream(name, stat)) yield await readStream(name, await openPipe(name), options.maxSize);
    else yield readConfigFile(name, options.maxSize, stat.size);
  } catch (error) {
    yield { file, finding: whyUnreadable(file, error) };
  }
}

function* gatherFolder(folder: string, options: GatherOptions): Generator<Gathered> {
  const { files, findings, skipped } = findConfigs(folder, options.maxSize);
  options.onSkipped(skipped);
  for (const file of files) yield readConfigFile(file, options.maxSize);
  yield* findings;
  if (files.length + findings.length === 0) yield { file: folder, finding: noConfigs(folder, skipped) };
}

function noConfigs(folder: string, skipped: number): Diagnostic {
  return {
    code: 'not-a-config',
    severity: 'error',
    message: `the folder "${folder}" holds no declarative config`,
    help:
      skipped === 0
        ? 'looked for *.yml, *.yaml and *.json files with a _format_version, in its subfolders too'
        : `${skipped} of its files and folders skipped: hidden, node_modules, or without a _format_version; ` +
          'a file that you name yourself is always judged',
  };
}

/** Lets a signal in: judging one file never gives way. */
function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
