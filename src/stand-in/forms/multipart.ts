/** The fields of a multipart body, by name: bytes as they stand between the boundaries. */

export function readMultipart(body: Buffer, contentType: string): Map<string, Buffer> {
  const boundary = /boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType);
  const fields = new Map<string, Buffer>();
  if (!boundary) return fields;
  const mark = Buffer.from(`--${boundary[1] ?? boundary[2]}`);
  let start = body.indexOf(mark);
  while (start >= 0) {
    const next = body.indexOf(Buffer.concat([Buffer.from('\r\n'), mark]), start + mark.length - 2);
    if (next < 0) break;
    const part = body.subarray(start + mark.length + 2, next);
    const end = part.indexOf('\r\n\r\n');
    const name = /[;\s]name="([^"]*)"/i.exec(part.subarray(0, Math.max(end, 0)).toString('latin1'));
    if (name && end >= 0) fields.set(name[1]!, part.subarray(end + 4));
    start = next + 2;
  }
  return fields;
}
