/** Bytes to text: UTF-8, or for YAML also UTF-16 behind a byte order mark, as libyaml takes it. */

import type { Result, Span } from '../diagnostic.ts';
import { Lines } from './lines.ts';

export function decodeBytes(bytes: Uint8Array, keepMark: boolean): Result<string> {
  const [first, second] = bytes;
  const wide = !keepMark && ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff));
  if (wide) return decodeUtf16(bytes, first === 0xff);
  try {
    const value = new TextDecoder('utf-8', { fatal: true, ignoreBOM: keepMark }).decode(bytes);
    return { value, diagnostics: [] };
  } catch {
    const offset = firstBadByte(bytes);
    const before = new TextDecoder('utf-8', { ignoreBOM: keepMark }).decode(bytes.subarray(0, offset));
    const byte = bytes[offset]?.toString(16).toUpperCase().padStart(2, '0') ?? '';
    return bad(before, `byte ${offset + 1} of the file (0x${byte}) is not UTF-8`);
  }
}

function decodeUtf16(bytes: Uint8Array, little: boolean): Result<string> {
  let text = '';
  const units = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const parts: string[] = [];
  const whole = bytes.length - (bytes.length % 2);
  for (let offset = 2; offset < whole; offset += 2) {
    text += String.fromCharCode(units.getUint16(offset, little));
    if (text.length > 4096) {
      parts.push(text);
      text = '';
    }
  }
  const value = parts.join('') + text;
  const lone = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.exec(value);
  if (lone) return bad(value.slice(0, lone.index), 'half a character stands here, so the file is not UTF-16');
  if (whole !== bytes.length) return bad(value, 'the file ends within a character, so it is not UTF-16');
  return { value, diagnostics: [] };
}

function bad(before: string, message: string): Result<string> {
  const at: Span = new Lines(before).span(before.length, before.length);
  at.endColumn++;
  const help = 'save the file as UTF-8';
  return { diagnostics: [{ code: 'invalid-encoding', severity: 'error', message, help, at }] };
}

/** Where a valid sequence of UTF-8 stops to be one. */
function firstBadByte(bytes: Uint8Array): number {
  let pos = 0;
  while (pos < bytes.length) {
    const length = sequence(bytes, pos);
    if (length === 0) return pos;
    pos += length;
  }
  return pos;
}

function sequence(bytes: Uint8Array, pos: number): number {
  const first = bytes[pos]!;
  if (first < 0x80) return 1;
  const length =
    first >= 0xc2 && first < 0xe0
      ? 2
      : first >= 0xe0 && first < 0xf0
        ? 3
        : first >= 0xf0 && first < 0xf5
          ? 4
          : 0;
  let low = 0x80;
  let high = 0xbf;
  if (first === 0xe0) low = 0xa0;
  else if (first === 0xed) high = 0x9f;
  else if (first === 0xf0) low = 0x90;
  else if (first === 0xf4) high = 0x8f;
  for (let at = 1; at < length; at++) {
    const byte = bytes[pos + at];
    if (byte === undefined || byte < low || byte > high) return 0;
    low = 0x80;
    high = 0xbf;
  }
  return length;
}
