import { constants, createReadStream, fstatSync, openSync, type Stats } from 'node:fs';
import type { Readable } from 'node:stream';
import type { Gathered } from './index.ts';
import { tooLarge } from './size.ts';

const stdinNames = ['-', '/dev/stdin', '/dev/fd/0', '/proc/self/fd/0'];

export function isStdin(name: string): boolean {
  return stdinNames.includes(name);
}

/** What has no name worth judging by: a FIFO, a process substitution, a device. Judged as POST /config would. */
export function isStream(name: string, stat: Stats): boolean {
  return !stat.isFile() || name.startsWith('/dev/fd/') || name.startsWith('/proc/self/fd/');
}

/**
 * Opened without blocking, since an open that waits for a writer would hold a thread that the process must join
 * before it can end: Ctrl-C would hang.
 */
export async function openPipe(name: string): Promise<Readable> {
  const fd = openSync(name, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  const { Socket } = await import('node:net');
  return fstatSync(fd).isFIFO()
    ? new Socket({ fd, readable: true, writable: false })
    : createReadStream(name, { fd });
}

/** All of a stream, unless it is larger than allowed: then it is left where the limit was passed. */
export async function readStream(file: string, stream: Readable, maxSize: number): Promise<Gathered> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream) {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : (chunk as Uint8Array);
    size += bytes.length;
    if (size > maxSize) return { file, finding: tooLarge(file, maxSize) };
    chunks.push(bytes);
  }
  return { file, format: 'any', bytes: Buffer.concat(chunks) };
}
