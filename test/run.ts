import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import type { Output } from '../src/commands/command.ts';
import { run } from '../src/program.ts';

export const bin = fileURLToPath(new URL('../bin/dbless.js', import.meta.url));

export const good = '_format_version: "3.0"\n';
export const broken =
  '_format_version: "3.0"\nservices:\n  - name: billing\n    host: billing.internal\n    hosst: typo\n';

export interface Outcome {
  code: number | null;
  stdout: string;
  stderr: string;
}

export interface Surroundings {
  input?: string | Uint8Array;
  env?: Record<string, string>;
  terminal?: boolean;
  cwd?: string;
}

/** One command line, run in this process. */
export async function dbless(
  argv: string[],
  { input, env = {}, terminal }: Surroundings = {},
): Promise<Outcome> {
  const stdout = new Collector(terminal);
  const stderr = new Collector(terminal);
  const stdin = Readable.from(input === undefined ? [] : [Buffer.from(input)]);
  const code = await run(argv, { stdin, stdout, stderr, env });
  return { code, stdout: stdout.text, stderr: stderr.text };
}

class Collector implements Output {
  text = '';
  readonly isTTY: boolean;
  readonly columns = 100;

  constructor(terminal = false) {
    this.isTTY = terminal;
  }

  write(chunk: unknown): boolean {
    this.text += String(chunk);
    return true;
  }
}

const plain = { ...process.env, NO_COLOR: undefined, FORCE_COLOR: undefined };

/** The same by the built program, as a process of its own. */
export function spawned(argv: string[], { input, env, cwd }: Surroundings = {}): Outcome {
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, ...argv], {
    input,
    cwd,
    env: { ...plain, ...env },
    encoding: 'utf8',
    maxBuffer: 2 ** 30,
  });
  return { code: status, stdout, stderr };
}

/** The built program, still running. */
export function started(argv: string[], cwd?: string) {
  const child = spawn(process.execPath, [bin, ...argv], { cwd, env: plain, stdio: 'pipe' });
  const ended = new Promise<{ code: number | null; signal: string | null }>((resolve) => {
    child.on('close', (code, signal) => resolve({ code, signal }));
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  return { child, ended };
}

/** A temporary folder with these files, gone after the test. Returns the path of a file in it. */
export function folder(files: Record<string, string | Uint8Array> = {}): (name?: string) => string {
  const root = mkdtempSync(join(tmpdir(), 'dbless-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), content);
  }
  return (name = '') => join(root, name);
}
