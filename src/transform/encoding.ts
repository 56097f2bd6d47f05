/** A text in the encoding of the bytes that it was made from. */
import { Buffer } from 'node:buffer';

/** UTF-8, with a byte order mark if there was one; or the UTF-16 that YAML allows behind one. */
export function encodedLike(original: Uint8Array | string, text: string): Uint8Array | string {
  if (typeof original === 'string') return text;
  const [first, second, third] = original;
  if (first === 0xff && second === 0xfe) return Buffer.from(`\ufeff${text}`, 'utf16le');
  if (first === 0xfe && second === 0xff) return Buffer.from(`\ufeff${text}`, 'utf16le').swap16();
  const hadMark = first === 0xef && second === 0xbb && third === 0xbf;
  return hadMark && !text.startsWith('\ufeff') ? `\ufeff${text}` : text;
}
