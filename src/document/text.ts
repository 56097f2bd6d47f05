/**
 * A text as its readers want it: its bytes, which the quick ones go over, and the string, which is made once somebody asks
 * for it. A valid file may never have to be one.
 */
import { isAscii } from 'node:buffer';

/**
 * Stands behind a text in memory, so that going over its bytes needs no bounds: it ends a line, and then all white space
 * and any string. No byte of it means anything to YAML.
 */
const TAIL = Buffer.from('\n\0""');

/** Memory for so many bytes of a text, with the tail in place: without it, a `Text` copies them. */
export function roomFor(length: number): Buffer {
  const room = Buffer.allocUnsafeSlow(length + TAIL.length);
  room.set(TAIL, length);
  return room.subarray(0, length);
}

export class Text {
  /** UTF-8, and a tail. */
  readonly bytes: Buffer;
  /** Of the text, in bytes. */
  readonly length: number;
  readonly isAscii: boolean;
  #string: string | undefined;

  /** Bytes have to be UTF-8; half a character of a string becomes U+FFFD. */
  constructor(from: string | Uint8Array) {
    if (typeof from === 'string') {
      this.#string = from;
      this.length = Buffer.byteLength(from);
      this.isAscii = this.length === from.length;
      const room = roomFor(this.length);
      room.write(from, this.isAscii ? 'latin1' : 'utf8');
      this.bytes = tailed(room)!;
    } else {
      this.length = from.length;
      this.isAscii = isAscii(from);
      this.bytes = tailed(from) ?? tailed(copyOf(from))!;
    }
  }

  toString(): string {
    return (this.#string ??= this.bytes.toString(this.isAscii ? 'latin1' : 'utf8', 0, this.length));
  }
}

function copyOf(bytes: Uint8Array): Buffer {
  const room = roomFor(bytes.length);
  room.set(bytes);
  return room;
}

/** The same memory and the tail behind it, if that is there. */
function tailed({ buffer, byteOffset, length }: Uint8Array): Buffer | undefined {
  const whole = length + TAIL.length;
  if (byteOffset + whole > buffer.byteLength) return undefined;
  const bytes = Buffer.from(buffer, byteOffset, whole);
  return bytes.subarray(length).equals(TAIL) ? bytes : undefined;
}
