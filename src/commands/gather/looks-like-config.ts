const mark = '_format_version';

/**
 * Whether a file found in a folder is a declarative config: it has a `_format_version` at its top. The text is not
 * read as YAML for that, so that a config with a syntax error is still found. A ConfigMap that carries a config as
 * block of text is none itself: its own keys stand further left.
 */
export function looksLikeConfig(bytes: Uint8Array): boolean {
  const utf8 = asUtf8(bytes);
  const buffer = Buffer.from(utf8.buffer, utf8.byteOffset, utf8.byteLength);
  const top = indentOfTop(buffer);
  if (top === 'flow') return buffer.includes(mark);
  for (let at = buffer.indexOf(mark); at >= 0; at = buffer.indexOf(mark, at + 1)) {
    const line = buffer.subarray(startOfLine(buffer, at), at + mark.length + 40).toString();
    const key = /^( *)(?:\? +)?["']?_format_version["']?\s*:/.exec(line.replace(/^\ufeff/, ''));
    if (key && key[1]!.length <= top) return true;
  }
  return false;
}

/** How far the first line with content is indented; `flow` for JSON and its like. */
function indentOfTop(buffer: Buffer): number | 'flow' {
  const beginning = buffer
    .subarray(0, 65536)
    .toString()
    .replace(/^\ufeff/, '');
  for (const line of beginning.split(/\r\n?|\n/)) {
    if (/^\s*(?:#|$)|^%|^---\s*(?:#|$)/.test(line)) continue;
    return /^(?:---)?\s*[{[]/.test(line) ? 'flow' : line.search(/\S/);
  }
  return 0;
}

function startOfLine(buffer: Buffer, at: number): number {
  return Math.max(buffer.lastIndexOf('\n', at), buffer.lastIndexOf('\r', at)) + 1;
}

/** Kong's YAML reader takes UTF-16 with a byte order mark. */
function asUtf8(bytes: Uint8Array): Uint8Array {
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? 'utf-16le'
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? 'utf-16be'
        : '';
  return encoding ? new TextEncoder().encode(new TextDecoder(encoding).decode(bytes)) : bytes;
}
