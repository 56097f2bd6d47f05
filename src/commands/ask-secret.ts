import type { Readable } from 'node:stream';
import type { ReadStream } from 'node:tty';
import { Failure, type World } from './command.ts';

/** What is typed on a terminal, without showing it; else the first line of standard input. */
export async function askSecret(prompt: string, { stdin, stderr }: World): Promise<string> {
  if (!isTerminal(stdin)) return firstLine(stdin);
  stderr.write(prompt);
  stdin.setRawMode(true);
  try {
    return await typed(stdin);
  } finally {
    stdin.setRawMode(false);
    stdin.pause();
    stderr.write('\n');
  }
}

const isTerminal = (stream: Readable): stream is ReadStream => (stream as Partial<ReadStream>).isTTY === true;

const [CTRL_C, CTRL_D, CTRL_U, BACKSPACE, DELETE] = ['\x03', '\x04', '\x15', '\b', '\x7f'];

/** In raw mode every key comes as it is, those that a terminal would otherwise see to itself as well. */
async function typed(stdin: ReadStream): Promise<string> {
  let text: string[] = [];
  const decoder = new TextDecoder();
  for await (const chunk of stdin) {
    for (const key of decoder.decode(chunk as Uint8Array, { stream: true })) {
      if (key === '\r' || key === '\n' || key === CTRL_D) return text.join('');
      if (key === CTRL_C) throw new Failure('interrupted');
      if (key === CTRL_U) text = [];
      else if (key === BACKSPACE || key === DELETE) text.pop();
      else text.push(key);
    }
  }
  return text.join('');
}

const LONGEST = 1_000_000;

async function firstLine(stdin: Readable): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stdin) {
    const bytes = Buffer.from(chunk as Uint8Array);
    chunks.push(bytes);
    size += bytes.length;
    if (bytes.includes(0x0a)) break;
    if (size > LONGEST) throw new Failure('the line on standard input is too long for a password');
  }
  return Buffer.concat(chunks).toString('utf8').split(/\r?\n/, 1)[0]!;
}
