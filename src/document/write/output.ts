/** So much is collected in one piece. */
const PIECE = 1 << 20;

/** A text that grows by small pieces, as bytes: joining strings would keep all of the pieces alive. */
export class Output {
  private readonly full: string[] = [];
  private bytes = Buffer.allocUnsafe(PIECE);
  private length = 0;

  put(text: string): void {
    const { length } = text;
    let at = this.length;
    if (at + length > this.bytes.length) {
      this.flush(length);
      at = 0;
    }
    const { bytes } = this;
    for (let index = 0; index < length; index++) {
      const code = text.charCodeAt(index);
      if (code > 127) {
        this.putAny(text);
        return;
      }
      bytes[at++] = code;
    }
    this.length = at;
  }

  toString(): string {
    this.flush(0);
    return this.full.join('');
  }

  private putAny(text: string): void {
    const size = Buffer.byteLength(text);
    if (this.length + size > this.bytes.length) this.flush(size);
    this.length += this.bytes.write(text, this.length, 'utf8');
  }

  private flush(next: number): void {
    this.full.push(this.bytes.toString('utf8', 0, this.length));
    if (next > this.bytes.length) this.bytes = Buffer.allocUnsafe(next);
    this.length = 0;
  }
}
