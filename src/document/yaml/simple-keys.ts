/**
 * The places where a key may have started that needs no question mark: one for each level of brackets. The colon that
 * makes it a key must follow on the same line, within 1,024 characters.
 */

import { Problem } from '../problem.ts';
import type { Source } from './source.ts';
import type { Tokens } from './tokens.ts';

const LONGEST = 1024;

export class SimpleKeys {
  /** The column of the key that was taken last. */
  column = 0;
  private readonly source: Source;
  private readonly tokens: Tokens;
  /** For each level: the key's first token (-1 for none), where it starts, on which line. */
  private readonly token: number[] = [-1];
  private readonly start: number[] = [0];
  private readonly line: number[] = [0];
  /** Whether the outermost must become a key, since nothing else can stand at its column. */
  private required = false;

  constructor(source: Source, tokens: Tokens) {
    this.source = source;
    this.tokens = tokens;
  }

  openLevel(level: number): void {
    this.token[level] = -1;
  }

  /** A key may start here. */
  save(): void {
    const { source } = this;
    const level = source.flow;
    this.drop();
    if (level === 0) this.required = source.indent === source.pos - source.lineStart;
    this.token[level] = this.tokens.count;
    this.start[level] = source.pos;
    this.line[level] = source.lineStart;
  }

  /** A colon: gives the first token of the key before it, -1 if there is none. */
  take(): number {
    const level = this.source.flow;
    const token = this.token[level]!;
    if (token < 0 || this.isStale(level)) return -1;
    this.token[level] = -1;
    this.column = this.start[level]! - this.line[level]!;
    return token;
  }

  drop(): void {
    const level = this.source.flow;
    if (level === 0 && this.required && this.token[0]! >= 0) throw this.noColon();
    this.token[level] = -1;
  }

  /** Only the outermost can be required; for the others it is enough to look when a colon comes. */
  dropStale(): void {
    if (this.token[0]! < 0 || !this.isStale(0)) return;
    if (this.required) throw this.noColon();
    this.token[0] = -1;
  }

  private isStale(level: number): boolean {
    const { source } = this;
    const start = this.start[level]!;
    if (this.line[level]! !== source.lineStart) return true;
    if (source.pos - start <= LONGEST) return false;
    let characters = 0;
    for (let pos = start; pos < source.pos; pos++) {
      if ((source.codes[pos]! & 0xfc00) !== 0xdc00) characters++;
    }
    return characters > LONGEST;
  }

  private noColon(): Problem {
    const start = this.start[0]!;
    const end = Math.max(this.tokens.end[this.token[0]!] ?? start + 1, start + 1);
    return new Problem(
      start,
      end,
      'this line belongs to a map and has no colon after its key',
      'write "key: value", or indent the line further if it continues the value above',
    );
  }
}
