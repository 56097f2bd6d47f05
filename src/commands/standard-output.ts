import { writeSync } from 'node:fs';
import type { Output } from './command.ts';

/** A pipe takes this much in one piece or not at all. */
const AT_ONCE = 4096;

/**
 * Standard output or error. Node's own stream takes longer to open than most commands take for everything else, so a
 * short text is written without it, as long as nothing has asked for it.
 */
export class StandardOutput implements Output {
  readonly #fd: 1 | 2;
  readonly #onError: (error: NodeJS.ErrnoException) => void;
  #stream: NodeJS.WriteStream | undefined;

  constructor(fd: 1 | 2, onError: (error: NodeJS.ErrnoException) => void) {
    this.#fd = fd;
    this.#onError = onError;
  }

  get isTTY(): boolean {
    return this.#opened().isTTY;
  }

  get columns(): number {
    return this.#opened().columns;
  }

  /** Whether nothing can be on its way any more. */
  get isWritten(): boolean {
    return this.#stream === undefined;
  }

  write(text: string): boolean {
    const rest = this.#stream || process.platform === 'win32' ? text : this.#writeAtOnce(text);
    return rest === '' || this.#opened().write(rest);
  }

  /** What is left to write: all of it where that would have to wait. */
  #writeAtOnce(text: string): string | Uint8Array {
    const size = Buffer.byteLength(text);
    if (size > AT_ONCE) return text;
    try {
      const written = writeSync(this.#fd, text);
      return written === size ? '' : Buffer.from(text).subarray(written);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EAGAIN') return text;
      this.#onError(error as NodeJS.ErrnoException);
      return '';
    }
  }

  #opened(): NodeJS.WriteStream {
    if (!this.#stream) {
      this.#stream = this.#fd === 1 ? process.stdout : process.stderr;
      this.#stream.on('error', this.#onError);
    }
    return this.#stream;
  }
}
