/**
 * Text to tokens: YAML 1.1 as libyaml has it (docs/kong/declarative-format.md section 2). What makes it more than a
 * list of words is the *simple key*: a scalar or bracket may turn out to be a key when a colon follows on its line.
 */

import { Problem } from '../problem.ts';
import { scanBlockScalar } from './block-scalar.ts';
import { isFlowMark, scanPlain, TABS } from './plain.ts';
import { scanQuoted } from './quoted.ts';
import { SimpleKeys } from './simple-keys.ts';
import { BYTE_ORDER_MARK, isBlankOrEnd, isBreak, type Source } from './source.ts';
import { scanDirective, scanName, scanTag } from './tags.ts';
import * as T from './tokens.ts';

export class Scanner {
  readonly tokens: T.Tokens;
  private readonly source: Source;
  private readonly indents: number[] = [];
  /** Whether a simple key may start here. */
  private allowed = true;
  private readonly keys: SimpleKeys;

  constructor(source: Source) {
    this.source = source;
    this.tokens = new T.Tokens((source.text.length >> 3) + 32);
    this.keys = new SimpleKeys(source, this.tokens);
  }

  /** Fills `tokens`; gives what is wrong with the text, after the tokens before it. */
  run(): Problem | undefined {
    try {
      while (this.next());
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      this.tokens.push(T.END, problem.start, problem.end);
      return problem;
    }
    return undefined;
  }

  private next(): boolean {
    const { source, tokens } = this;
    const { codes } = source;
    this.skipToToken();
    this.keys.dropStale();
    const pos = source.pos;
    const column = pos - source.lineStart;
    if (source.flow === 0 && column < source.indent) this.closeTo(column);
    const code = codes[pos]!;
    switch (code) {
      case 0:
        this.closeTo(-1);
        this.keys.drop();
        tokens.push(T.END, pos, pos);
        return false;
      case 37: // %
        if (column !== 0) break;
        this.leaveDocument();
        scanDirective(source, tokens);
        return true;
      case 91: // [
        return this.openFlow(T.BRACKET_OPEN);
      case 123: // {
        return this.openFlow(T.BRACE_OPEN);
      case 93: // ]
        return this.closeFlow(T.BRACKET_CLOSE);
      case 125: // }
        return this.closeFlow(T.BRACE_CLOSE);
      case 44: // ,
        this.keys.drop();
        this.allowed = true;
        return this.mark(T.COMMA, 1);
      case 45: // -
      case 46: // .
        if (column === 0 && source.atDocumentMark()) {
          this.leaveDocument();
          return this.mark(code === 45 ? T.DOCUMENT_START : T.DOCUMENT_END, 3);
        }
        if (code === 45 && isBlankOrEnd(codes[pos + 1]!)) return this.item(column);
        break;
      case 63: // ?
        if (source.flow > 0 || isBlankOrEnd(codes[pos + 1]!)) return this.explicitKey(column);
        break;
      case 58: // :
        if (source.flow > 0 || isBlankOrEnd(codes[pos + 1]!)) return this.value(column);
        break;
      case 38: // &
      case 42: // *
        if (this.allowed) this.keys.save();
        this.allowed = false;
        scanName(source);
        tokens.push(code === 38 ? T.ANCHOR : T.ALIAS_NAME, pos, source.pos);
        return true;
      case 33: // !
        if (this.allowed) this.keys.save();
        this.allowed = false;
        scanTag(source, tokens);
        return true;
      case 124: // |
      case 62: // >
        if (source.flow > 0) break;
        this.keys.drop();
        this.allowed = true;
        tokens.push((code === 124 ? 4 : 5) | T.INDIRECT_TEXT, pos, scanBlockScalar(source, tokens));
        return true;
      case 34: // "
      case 39: {
        if (this.allowed) this.keys.save();
        this.allowed = false;
        const simple = scanQuoted(source, tokens);
        tokens.push((code === 34 ? 3 : 2) | (simple ? 0 : T.INDIRECT_TEXT), pos, source.pos);
        return true;
      }
    }
    if (!this.startsPlain(code)) throw this.cannotStart(code);
    if (this.allowed) this.keys.save();
    this.allowed = false;
    const plain = scanPlain(source);
    if (plain.broken) this.allowed = true;
    if (plain.text === undefined) tokens.push(1, pos, plain.end);
    else {
      tokens.texts.set(pos, plain.text);
      tokens.push(1 | T.INDIRECT_TEXT, pos, plain.end);
    }
    return true;
  }

  /** White space, comments and line breaks; a tab only where no key could start. */
  private skipToToken(): void {
    const { source } = this;
    const { codes } = source;
    for (;;) {
      if (codes[source.pos] === BYTE_ORDER_MARK && source.pos === source.lineStart) source.pos++;
      let code = codes[source.pos]!;
      while (code === 32 || (code === 9 && (source.flow > 0 || !this.allowed))) code = codes[++source.pos]!;
      if (code === 35) {
        let pos = source.pos;
        while (codes[pos] !== 0 && !isBreak(codes[pos]!)) pos++;
        source.pos = pos;
        code = codes[pos]!;
      }
      if (!isBreak(code)) return;
      source.takeBreak();
      if (source.flow === 0) this.allowed = true;
    }
  }

  private startsPlain(code: number): boolean {
    const { source } = this;
    const next = source.codes[source.pos + 1]!;
    switch (code) {
      case 45: // -
        return next !== 32 && next !== 9;
      case 63: // ?
      case 58: // :
        return source.flow === 0 && !isBlankOrEnd(next);
      case 35: // #
      case 37: // %
      case 64: // @
      case 96: // `
      case 124: // |
      case 62: // >
      case 9:
        return false;
      default:
        return !isFlowMark(code);
    }
  }

  private cannotStart(code: number): Problem {
    const { pos } = this.source;
    if (code === 9) return new Problem(pos, pos + 1, 'a tab indents this line', TABS);
    const char = String.fromCharCode(code);
    return new Problem(
      pos,
      pos + 1,
      `a value without quotes cannot start with "${char}"`,
      'put the value in quotes',
    );
  }

  private mark(kind: number, length: number): true {
    const { source } = this;
    const start = source.pos;
    source.pos = start + length;
    this.tokens.push(kind, start, source.pos);
    return true;
  }

  private openFlow(kind: number): true {
    if (this.allowed) this.keys.save();
    const level = ++this.source.flow;
    this.keys.openLevel(level);
    this.allowed = true;
    return this.mark(kind, 1);
  }

  private closeFlow(kind: number): true {
    this.keys.drop();
    if (this.source.flow > 0) this.source.flow--;
    this.allowed = false;
    return this.mark(kind, 1);
  }

  private item(column: number): true {
    if (this.source.flow === 0) {
      if (!this.allowed)
        throw this.misplaced('a list item', 'start the list on a line of its own, or quote the value');
      this.openBlock(column, T.LIST_OPEN);
    }
    this.keys.drop();
    this.allowed = true;
    return this.mark(T.ITEM, 1);
  }

  private explicitKey(column: number): true {
    const inBlock = this.source.flow === 0;
    if (inBlock) {
      if (!this.allowed)
        throw this.misplaced('a "?"', 'start the map on a line of its own, or quote the value');
      this.openBlock(column, T.MAP_OPEN);
    }
    this.keys.drop();
    this.allowed = inBlock;
    return this.mark(T.KEY, 1);
  }

  private value(column: number): true {
    const { source, tokens, keys } = this;
    const inBlock = source.flow === 0;
    const token = keys.take();
    if (token >= 0) {
      tokens.kind[token] = tokens.kind[token]! | T.KEY_BEFORE;
      if (inBlock && source.indent < keys.column) {
        this.indents.push(source.indent);
        source.indent = keys.column;
        tokens.kind[token] = tokens.kind[token]! | T.MAP_OPEN_BEFORE;
      }
      this.allowed = false;
    } else {
      if (inBlock) {
        if (!this.allowed) {
          throw this.misplaced(
            'a colon with a space behind it',
            'quote the value if the colon belongs to it; a map in a map starts on a line of its own',
          );
        }
        this.openBlock(column, T.MAP_OPEN);
      }
      this.allowed = inBlock;
    }
    return this.mark(T.VALUE, 1);
  }

  private misplaced(what: string, help: string): Problem {
    const { pos } = this.source;
    return new Problem(pos, pos + 1, `${what} cannot stand here`, help);
  }

  private openBlock(column: number, kind: number): void {
    const { source } = this;
    if (source.indent >= column) return;
    this.indents.push(source.indent);
    source.indent = column;
    this.tokens.push(kind, source.pos, source.pos);
  }

  private closeTo(column: number): void {
    const { source, tokens, indents } = this;
    if (source.flow > 0) return;
    while (source.indent > column) {
      tokens.push(T.BLOCK_CLOSE, source.pos, source.pos);
      source.indent = indents.pop()!;
    }
  }

  private leaveDocument(): void {
    this.closeTo(-1);
    this.keys.drop();
    this.allowed = false;
  }
}
