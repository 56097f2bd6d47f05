import { fail } from './verdict.ts';

/** A place in a pattern. Both checkers read with one. */
export class Reader {
  at = 0;

  constructor(readonly text: string) {}

  get done(): boolean {
    return this.at >= this.text.length;
  }

  /** The next character, or the empty string at the end. */
  get next(): string {
    return this.text[this.at] ?? '';
  }

  peek(offset: number): string {
    return this.text[this.at + offset] ?? '';
  }

  take(): string {
    return this.text[this.at++] ?? '';
  }

  startsWith(prefix: string): boolean {
    return this.text.startsWith(prefix, this.at);
  }

  /** Goes past the prefix when it is there. */
  skip(prefix: string): boolean {
    if (!this.startsWith(prefix)) return false;
    this.at += prefix.length;
    return true;
  }

  /** What a sticky expression matches here. */
  match(sticky: RegExp): RegExpExecArray | undefined {
    sticky.lastIndex = this.at;
    const found = sticky.exec(this.text);
    if (!found) return undefined;
    this.at += found[0].length;
    return found;
  }

  expect(prefix: string, reason: string): void {
    if (!this.skip(prefix)) fail(reason);
  }
}
