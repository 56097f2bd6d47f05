/**
 * The syntax of PCRE2 (10.43 and later) with the default options, as far as it decides whether a pattern compiles:
 * docs/kong/custom-checks.md, sections route paths, bot-detection regexes, cors origins. No pattern is ever run.
 */
import { toBytes } from '../uri.ts';
import { posixEnd, readClass } from './pcre-class.ts';
import { type EscapeContext, isQuantifier, type Reference, readEscape } from './pcre-escapes.ts';
import { endBranch, endFrame, type Frame, MAX_REPEAT, newFrame, type Piece, piece } from './pcre-frame.ts';
import { type Flags, readOpening } from './pcre-group.ts';
import { Reader } from './reader.ts';
import { fail, type RegexVerdict, verdictOf } from './verdict.ts';

const MAX_DEPTH = 250;
/** A compiled pattern holds at most this many bytes; ours is only an estimate of its size. */
const MAX_SIZE = 65536;

const LITERAL = piece(1, 1, 2);
const LITERALS = /[\w/\-~%:@;,='"!&<>]+/y;
const QUANTIFIER = /\{[ \t]*([0-9]*)[ \t]*(,?)[ \t]*([0-9]*)[ \t]*\}/y;
/** Looks like a class and is an assertion. */
const WORD_BOUNDARY = /\[:[<>]:\]\]/y;
const START_VERB =
  /\(\*(?:(UTF)|UCP|CR|LF|CRLF|ANYCRLF|ANY|NUL|BSR_ANYCRLF|BSR_UNICODE|NO_AUTO_POSSESS|NO_DOTSTAR_ANCHOR|NO_JIT|NO_START_OPT|NOTEMPTY|NOTEMPTY_ATSTART|(?:LIMIT_MATCH|LIMIT_DEPTH|LIMIT_HEAP|LIMIT_RECURSION)=[0-9]+)\)/y;

export function checkPcre(pattern: string): RegexVerdict {
  return verdictOf(() => new PcreChecker(pattern).check());
}

class PcreChecker implements EscapeContext {
  groups = 0;
  utf = false;
  private readonly reader: Reader;
  private readonly stack: Frame[] = [];
  private frame: Frame;
  /** The last item, while it may be repeated. */
  private item: Piece | undefined;
  private readonly names = new Map<string, number>();
  private readonly nameOf = new Map<number, string>();
  private readonly references: Reference[] = [];
  private doubts: string | undefined;

  constructor(pattern: string) {
    // Without UTF mode each byte is a character. ASCII is the common case, and the same in both.
    this.reader = new Reader(/^[\0-\x7f]*$/.test(pattern) ? pattern : toBytes(pattern).toString('latin1'));
    const flags = { extended: false, more: false, noCapture: false, duplicates: false };
    this.frame = newFrame('pattern', flags, 0);
  }

  doubt(reason: string): void {
    this.doubts ??= reason;
  }

  check(): string | undefined {
    for (let verb = this.reader.match(START_VERB); verb; verb = this.reader.match(START_VERB)) {
      if (verb[1]) this.utf = true;
    }
    while (!this.reader.done) this.readItem();
    if (this.stack.length > 0) fail('a "(" is not closed');
    const whole = endFrame(this.frame);
    this.checkReferences();
    if (whole.size > 1.1 * MAX_SIZE) fail('it is too large once its repetitions are written out');
    if (whole.size > 0.9 * MAX_SIZE) this.doubt('it may be too large once its repetitions are written out');
    return this.doubts;
  }

  private readItem(): void {
    const { reader } = this;
    const run = reader.match(LITERALS);
    if (run) {
      const length = run[0].length;
      // A quantifier would only repeat the last of them.
      if (length > 1) this.append(piece(length - 1, length - 1, 2 * (length - 1)));
      this.append(LITERAL);
      return;
    }
    const char = reader.next;
    if (this.frame.flags.extended && this.skipBlank(char)) return;
    if (char === '*' || char === '+' || char === '?' || (char === '{' && isQuantifier(reader))) {
      this.readQuantifier();
      return;
    }
    if (char === '\\') {
      this.readBackslash();
      return;
    }
    reader.at++;
    switch (char) {
      case '(':
        this.open();
        break;
      case ')':
        this.close();
        break;
      case '|':
        this.endBranch();
        break;
      case '[':
        if (posixEnd(reader.text, reader.at - 1) !== -1) fail('a POSIX class is only allowed inside "[…]"');
        if (reader.match(WORD_BOUNDARY)) {
          this.append(piece(0, 0, 12));
          break;
        }
        readClass(reader, this, this.frame.flags.more);
        this.append(piece(1, 1, 34));
        break;
      case '^':
      case '$':
        this.append(piece(0, 0, 1), false);
        break;
      default:
        this.append(LITERAL);
    }
  }

  private skipBlank(char: string): boolean {
    if (char === '#') {
      const end = this.reader.text.indexOf('\n', this.reader.at);
      this.reader.at = end === -1 ? this.reader.text.length : end + 1;
      return true;
    }
    if (!/[ \t\n\v\f\r]/.test(char)) return false;
    this.reader.at++;
    return true;
  }

  private append(item: Piece, repeatable = true): void {
    const { branch } = this.frame;
    this.frame.branch = piece(branch.min + item.min, branch.max + item.max, branch.size + item.size);
    this.item = repeatable ? item : undefined;
  }

  private readQuantifier(): void {
    const { reader, item } = this;
    let [min, max] = [0, Number.POSITIVE_INFINITY];
    const char = reader.take();
    if (char === '+') min = 1;
    if (char === '?') max = 1;
    if (char === '{') {
      reader.at--;
      const [, low, comma, high] = reader.match(QUANTIFIER) as unknown as [string, string, string, string];
      min = Number(low);
      max = comma ? (high === '' ? max : Number(high)) : min;
      if (min > MAX_REPEAT || (max > MAX_REPEAT && max !== Number.POSITIVE_INFINITY)) {
        fail(`a number in "{}" is greater than ${MAX_REPEAT}`);
      }
      if (min > max) fail('the numbers in "{}" are out of order');
    }
    if (!item) fail('a quantifier follows nothing that can be repeated');
    if (reader.next === '+' || reader.next === '?') reader.at++;
    const repeated = piece(
      item.min * min,
      item.max === 0 || max === 0 ? 0 : item.max * max,
      item.group ? copiedSize(item.size, min, max) : item.size + (char === '{' ? 6 : 1),
    );
    const { branch } = this.frame;
    this.frame.branch = piece(
      branch.min - item.min + repeated.min,
      branch.max === Number.POSITIVE_INFINITY ? branch.max : branch.max - item.max + repeated.max,
      branch.size - item.size + repeated.size,
    );
    this.item = undefined;
  }

  private readBackslash(): void {
    const { reader } = this;
    reader.at++;
    if (reader.skip('E')) return;
    if (reader.skip('Q')) {
      const end = reader.text.indexOf('\\E', reader.at);
      const length = (end === -1 ? reader.text.length : end) - reader.at;
      if (length > 1) this.append(piece(length - 1, length - 1, 2 * (length - 1)));
      if (length > 0) this.append(LITERAL);
      reader.at += length + (end === -1 ? 0 : 2);
      return;
    }
    const found = readEscape(reader, this, false);
    switch (found.kind) {
      case 'char':
        this.append(LITERAL);
        break;
      case 'set':
        this.append(piece(1, 1, 1));
        break;
      case 'sequence':
        this.append(piece(1, found.max, 1));
        break;
      case 'assertion':
        this.append(piece(0, 0, 1), false);
        break;
      case 'keep':
        if (this.frame.lookarounds > 0) fail('\\K is not allowed in a lookaround');
        this.append(piece(0, 0, 1), false);
        break;
      default:
        this.refer(found.to);
    }
  }

  /** A reference back or a call: what it matches is only known when its group is. */
  private refer(to: Reference): void {
    this.references.push(to);
    if (this.frame.lookbehinds > 0)
      this.doubt('a lookbehind refers to a group, whose length is not worked out');
    this.append(piece(0, 0, 3));
  }

  private open(): void {
    const { reader } = this;
    const { flags } = this.frame;
    const opening = readOpening(reader, this, flags);
    switch (opening.kind) {
      case 'nothing':
        return;
      case 'unknown':
        // The rest depends on how this is read.
        this.doubt(opening.reason);
        reader.at = reader.text.length;
        this.stack.length = 0;
        return;
      case 'flags':
        this.frame.flags = opening.flags;
        this.item = undefined;
        return;
      case 'verb':
        this.append(piece(0, 0, 2), opening.accept);
        return;
      case 'back':
      case 'call':
        this.refer(opening.to);
        return;
    }
    this.stack.push(this.frame);
    if (this.stack.length > MAX_DEPTH) fail(`its groups are nested more than ${MAX_DEPTH} deep`);
    const inside = opening.kind === 'flagged' ? opening.flags : { ...flags };
    const frame = newFrame(opening.kind, inside, this.groups, this.frame);
    if (opening.kind === 'capture') this.capture(opening.name, flags);
    if (opening.kind === 'lookahead' || opening.kind === 'lookbehind') frame.lookarounds++;
    if (opening.kind === 'lookbehind') frame.lookbehinds++;
    if (opening.kind === 'condition') {
      frame.define = opening.define === true;
      if (opening.on) this.references.push(opening.on);
    }
    this.frame = frame;
    this.item = undefined;
  }

  private capture(name: string | undefined, flags: Flags): void {
    this.groups++;
    if (this.groups > 65535) fail('it has too many groups');
    if (name === undefined) return;
    if (name.length > 32) this.doubt('a group name is longer than 32, which older versions do not allow');
    const number = this.names.get(name);
    if (number !== undefined && number !== this.groups && !flags.duplicates)
      fail('two groups have the same name');
    if ((this.nameOf.get(this.groups) ?? name) !== name) fail('a group of one number has two names');
    this.names.set(name, this.groups);
    this.nameOf.set(this.groups, name);
    if (this.names.size > 10000) fail('it has too many named groups');
  }

  private endBranch(): void {
    const { frame } = this;
    endBranch(frame);
    this.item = undefined;
    if (frame.define) fail('a DEFINE group has more than one branch');
    if (frame.kind === 'condition' && frame.branches > 1) fail('a condition has more than two branches');
    if (frame.kind === 'reset') {
      frame.groupsMost = Math.max(frame.groupsMost, this.groups);
      this.groups = frame.groupsBefore;
    }
  }

  private close(): void {
    const parent = this.stack.pop();
    if (!parent) fail('a ")" has no "("');
    const { frame } = this;
    const group = endFrame(frame);
    if (frame.kind === 'reset') this.groups = Math.max(frame.groupsMost, this.groups);
    this.frame = parent;
    this.append(group);
  }

  private checkReferences(): void {
    for (const to of this.references) {
      const exists = 'name' in to ? this.names.has(to.name) : to.group <= this.groups;
      if (!exists) fail('it refers to a group that does not exist');
    }
  }
}

/** A group is written out as often as it must match, and once more, with a frame, as often as it may. */
function copiedSize(size: number, min: number, max: number): number {
  if (max === Number.POSITIVE_INFINITY) return size * Math.max(min, 1);
  return size * min + (size + 7) * (max - min);
}
