/**
 * The syntax of Rust's regex crate (1.11), which the router uses: docs/kong/custom-checks.md, section route expression
 * compile. It runs in linear time and therefore knows no lookaround and no back-references. No pattern is ever run.
 */
import { Reader } from './reader.ts';
import { blanks, readRustClass } from './rust-class.ts';
import { readRustEscape } from './rust-escapes.ts';
import { type RustFlags, readRustFlags } from './rust-flags.ts';
import { MAX_SIZE, SIZE, setSize } from './rust-size.ts';
import { fail, type RegexVerdict, verdictOf } from './verdict.ts';

const MAX_DEPTH = 250;
const MAX_NUMBER = 0xffffffff;

/** A piece of the pattern: how large it becomes, and how deeply it is nested. */
interface Piece {
  size: number;
  height: number;
}

interface Frame {
  flags: RustFlags;
  items: number;
  branches: number;
  /** Of the finished branches and items. */
  size: number;
  branchHeight: number;
  height: number;
  last: Piece | undefined;
}

const LITERAL: Piece = { size: SIZE.byte, height: 0 };
const LITERALS = /[\w/\-~%:@;,='"!&<>]+/y;
const BLANKS = /\s*/y;
const DECIMAL = /\s*([0-9]*)\s*/y;
const ASCII_NAME = /[A-Za-z_][A-Za-z0-9_.[\]]*(?=>)/y;
const NAME = /[\p{Alphabetic}_][\p{Alphabetic}\p{M}\p{N}\p{Pc}_.[\]]*/uy;

export function checkRust(pattern: string): RegexVerdict {
  return verdictOf(() => new RustChecker(pattern).check());
}

class RustChecker {
  private readonly reader: Reader;
  private readonly stack: Frame[] = [];
  private frame: Frame = newFrame({ ignoreBlanks: false, unicode: true });
  private readonly names = new Set<string>();

  constructor(pattern: string) {
    this.reader = new Reader(pattern);
  }

  check(): string | undefined {
    const { reader } = this;
    for (;;) {
      blanks(reader, this.frame.flags);
      if (reader.done) break;
      this.readItem();
    }
    if (this.stack.length > 0) fail('a "(" is not closed');
    const { size, height } = this.endGroup();
    if (height > MAX_DEPTH) fail(`it is nested more than ${MAX_DEPTH} deep`);
    if (size > 2 * MAX_SIZE) fail('it is too large once its repetitions are written out');
    return size > MAX_SIZE / 2 ? 'it may be too large once its repetitions are written out' : undefined;
  }

  private readItem(): void {
    const { reader } = this;
    const { flags } = this.frame;
    const run = reader.match(LITERALS);
    if (run) {
      const length = run[0].length;
      // A repetition would only repeat the last of them.
      if (length > 1) this.append({ size: SIZE.byte * (length - 1), height: 0 });
      this.append(LITERAL);
      return;
    }
    const code = reader.text.codePointAt(reader.at)!;
    const char = reader.next;
    reader.at += code > 0xffff ? 2 : 1;
    switch (char) {
      case '(':
        this.open();
        return;
      case ')':
        this.close();
        return;
      case '|':
        this.endBranch();
        return;
      case '*':
      case '+':
      case '?':
        this.repeat(1);
        return;
      case '{':
        this.repeatCounted();
        return;
      case '[':
        this.append(readRustClass(reader, flags));
        return;
      case '.':
        if (!flags.unicode) fail('"." without Unicode could match half a character');
        this.append({ size: SIZE.any, height: 0 });
        return;
      case '^':
      case '$':
        this.append({ size: SIZE.byte, height: 0 });
        return;
      case '\\':
        this.readBackslash(flags);
        return;
    }
    this.append({ size: SIZE.byte * (code > 0xffff ? 4 : code > 0x7ff ? 3 : code > 127 ? 2 : 1), height: 0 });
  }

  private readBackslash({ unicode }: RustFlags): void {
    const found = readRustEscape(this.reader, false);
    if (found.kind === 'assertion') {
      this.append({ size: SIZE.byte, height: 0 });
    } else if (found.kind === 'char') {
      if (!unicode && found.code > 127) fail('a code outside ASCII could match half a character');
      this.append({ size: SIZE.byte, height: 0 });
    } else if (unicode) {
      this.append({ size: setSize(found), height: 0 });
    } else {
      if (found.name === 'p') fail('\\p is not allowed without Unicode');
      if (found.negated) fail('a negated set without Unicode could match half a character');
      this.append({ size: SIZE.class, height: 0 });
    }
  }

  private append(piece: Piece): void {
    const { frame } = this;
    frame.items++;
    frame.size += piece.size;
    frame.branchHeight = Math.max(frame.branchHeight, piece.height);
    frame.last = piece;
  }

  private repeat(copies: number): void {
    const { last } = this.frame;
    if (!last) fail('a repetition follows nothing that can be repeated');
    this.reader.skip('?');
    const repeated = { size: last.size * Math.max(copies, 1) + SIZE.byte, height: last.height + 1 };
    this.frame.size += repeated.size - last.size;
    this.frame.branchHeight = Math.max(this.frame.branchHeight, repeated.height);
    this.frame.last = repeated;
  }

  private repeatCounted(): void {
    const { reader } = this;
    if (!this.frame.last) fail('a repetition follows nothing that can be repeated');
    const min = this.readNumber();
    let copies = min;
    if (reader.skip(',')) {
      blanks(reader, this.frame.flags);
      reader.match(BLANKS);
      if (reader.next !== '}') {
        const max = this.readNumber();
        if (min > max) fail('the numbers in "{}" are out of order');
        copies = max;
      } else {
        copies = min + 1;
      }
    }
    blanks(reader, this.frame.flags);
    reader.expect('}', 'a "{" is not closed: it must be followed by numbers, or escaped');
    this.repeat(copies);
  }

  private readNumber(): number {
    blanks(this.reader, this.frame.flags);
    if (this.reader.done) fail('a "{" is not closed');
    const digits = this.reader.match(DECIMAL)![1]!;
    if (digits === '') fail('"{" must be followed by a number');
    if (Number(digits) > MAX_NUMBER) fail('a number in "{}" is too big');
    return Number(digits);
  }

  private open(): void {
    const { reader } = this;
    const { flags } = this.frame;
    let inside = { ...flags };
    if (reader.next === '?') {
      reader.at++;
      if (/^(?:[=!]|<[=!])/.test(reader.text.slice(reader.at, reader.at + 2)))
        fail('lookaround is not supported');
      if (reader.skip('P<') || reader.skip('<')) {
        this.readName();
      } else {
        const { set, ends } = readRustFlags(reader, flags);
        if (ends) {
          this.frame.flags = set;
          this.frame.items++;
          this.frame.last = undefined;
          return;
        }
        inside = set;
      }
    }
    this.stack.push(this.frame);
    if (this.stack.length > MAX_DEPTH) fail(`its groups are nested more than ${MAX_DEPTH} deep`);
    this.frame = newFrame(inside);
  }

  private readName(): void {
    const name = (this.reader.match(ASCII_NAME) ?? this.reader.match(NAME))?.[0];
    if (name === undefined)
      fail('a group name has a wrong character, or lookaround is used, which is not supported');
    this.reader.expect('>', 'a group name is not closed');
    if (this.names.has(name)) fail('two groups have the same name');
    this.names.add(name);
  }

  private endBranch(): void {
    const { frame } = this;
    frame.height = Math.max(frame.height, frame.branchHeight + (frame.items > 1 ? 1 : 0));
    frame.branches++;
    frame.items = 0;
    frame.branchHeight = 0;
    frame.last = undefined;
  }

  private endGroup(): Piece {
    this.endBranch();
    const { size, height, branches } = this.frame;
    return { size: size + SIZE.byte * branches, height: height + (branches > 1 ? 1 : 0) };
  }

  private close(): void {
    const parent = this.stack.pop();
    if (!parent) fail('a ")" has no "("');
    const { size, height } = this.endGroup();
    this.frame = parent;
    this.append({ size: size + SIZE.byte, height: height + 1 });
  }
}

function newFrame(flags: RustFlags): Frame {
  return { flags, items: 0, branches: 0, size: 0, branchHeight: 0, height: 0, last: undefined };
}
