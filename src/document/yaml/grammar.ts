/**
 * Tokens to items: which lists, maps and scalars they make (YAML 1.1, as libyaml has it). Aliases are resolved on
 * the way, so that nothing later needs their names.
 */

import { nearestWord } from '../../suggest.ts';
import { ALIAS, EMPTY, INDIRECT, Items, LIST, MAP } from '../items.ts';
import { Problem } from '../problem.ts';
import { Tags } from './tag-names.ts';
import { TokenCursor } from './token-cursor.ts';
import * as T from './tokens.ts';

const NOT_SCALAR = 6;

export class Grammar extends TokenCursor {
  readonly items: Items;
  private readonly maxDepth: number;
  private readonly text: string;
  private readonly tags = new Tags();
  private anchors = new Map<string, number>();
  private depth = 0;

  constructor(text: string, tokens: T.Tokens, scanError: Problem | undefined, maxDepth: number) {
    super(tokens, scanError);
    this.text = text;
    this.maxDepth = maxDepth;
    this.items = new Items(text, tokens.texts, (tokens.count >> 1) + 16);
  }

  /** Reads the whole stream into `items`; what is wrong with it, if anything, with the items before it kept. */
  run(): Problem | undefined {
    try {
      this.stream();
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      this.closeAll();
      return problem;
    }
    return undefined;
  }

  /** What was open at an error ends there, so that the places before it can still be asked for. */
  private closeAll(): void {
    const { items } = this;
    for (let item = 0; item < items.count; item++) {
      if (items.end[item] === -1) this.close(item, this.lastEnd);
    }
  }

  private stream(): void {
    let bare = true;
    for (;;) {
      if (!bare) while (this.peek() === T.DOCUMENT_END) this.take();
      let kind = this.peek();
      const explicit = kind === T.VERSION || kind === T.TAG_PREFIX || kind === T.DOCUMENT_START;
      if (kind === T.END) {
        if (this.scanError) throw this.scanError;
        return;
      }
      this.tags.reset();
      this.anchors = new Map();
      if (explicit) this.directives();
      else if (!bare) throw this.unexpected('a second document', 'separate documents by a line with "---"');
      else if (kind === T.DOCUMENT_END)
        throw this.unexpected('"..." before the first document', 'remove that line');
      this.items.roots.push(this.items.count);
      kind = this.peek();
      if (kind === T.DOCUMENT_START || kind === T.DOCUMENT_END || kind === T.VERSION || kind === T.TAG_PREFIX)
        this.empty();
      else if (kind === T.END && !this.scanError) this.empty();
      else this.node(true, false);
      bare = false;
      if (this.peek() === T.DOCUMENT_END) this.take();
    }
  }

  private directives(): void {
    let versions = 0;
    for (;;) {
      const kind = this.peek();
      if (kind === T.VERSION) {
        if (versions++ > 0) throw this.unexpected('a second %YAML line', 'remove it');
      } else if (kind === T.TAG_PREFIX) {
        const [handle, prefix] = this.tokens.pairs.get(this.at)!;
        if (!this.tags.define(handle, prefix))
          throw this.unexpected('a second %TAG line for the same tag', 'remove it');
      } else if (kind === T.DOCUMENT_START) {
        this.take();
        return;
      } else
        throw this.unexpected(
          'content before "---"',
          'put "---" on a line after the lines that start with "%"',
        );
      this.take();
    }
  }

  /** One list, map, scalar or alias, with its anchor and tag. */
  private node(block: boolean, indentless: boolean): void {
    const { tokens, items } = this;
    let kind = this.peek();
    if (kind === T.ALIAS_NAME) {
      this.alias();
      return;
    }
    let anchor: string | undefined;
    let tag: string | undefined;
    while ((kind === T.ANCHOR && anchor === undefined) || (kind === T.TAG && tag === undefined)) {
      if (kind === T.ANCHOR) anchor = this.text.slice(tokens.start[this.at]! + 1, tokens.end[this.at]!);
      else tag = this.tagName();
      this.take();
      kind = this.peek();
    }
    const start = tokens.start[this.at]!;
    const item = items.count;
    if (anchor !== undefined) this.anchors.set(anchor, item);
    if (tag !== undefined && this.tags.isHonoured(tag)) items.tags.set(item, tag);
    if (indentless && kind === T.ITEM) this.list(start, true);
    else if (kind < NOT_SCALAR) {
      const code = tokens.kind[this.at]!;
      this.lastEnd = tokens.end[this.at]!;
      items.push(kind | (code & T.INDIRECT_TEXT ? INDIRECT : 0), start, this.lastEnd);
      this.take();
    } else if (kind === T.BRACKET_OPEN) this.flowList(start);
    else if (kind === T.BRACE_OPEN) this.flowMap(start);
    else if (block && kind === T.LIST_OPEN) this.list(start, false);
    else if (block && kind === T.MAP_OPEN) this.map(start);
    else if (anchor !== undefined || tag !== undefined) this.empty();
    else throw this.noContent(kind);
  }

  private list(start: number, indentless: boolean): void {
    const item = this.open(LIST, start);
    if (!indentless) this.take();
    while (this.peek() === T.ITEM) {
      this.take();
      const kind = this.peek();
      if (kind === T.ITEM || kind === T.BLOCK_CLOSE || (indentless && (kind === T.KEY || kind === T.VALUE)))
        this.empty();
      else this.node(true, false);
    }
    if (!indentless) {
      if (this.peek() !== T.BLOCK_CLOSE) {
        throw this.unexpected(
          'something other than a list item',
          'indent it like the line that it belongs beside, or start it with "- "',
          start,
        );
      }
      this.take();
    }
    this.close(item, this.lastEnd);
  }

  private map(start: number): void {
    const item = this.open(MAP, start);
    this.take();
    while (this.peek() === T.KEY) {
      this.take();
      this.content(this.peek() === T.KEY || this.peek() === T.VALUE || this.peek() === T.BLOCK_CLOSE, true);
      if (this.peek() === T.VALUE) {
        this.take();
        this.content(this.peek() === T.KEY || this.peek() === T.VALUE || this.peek() === T.BLOCK_CLOSE, true);
      } else this.empty();
    }
    if (this.peek() !== T.BLOCK_CLOSE) {
      throw this.unexpected(
        'something other than a key',
        'give it the indentation of the keys beside it',
        start,
      );
    }
    this.take();
    this.close(item, this.lastEnd);
  }

  private flowList(start: number): void {
    const item = this.open(LIST, start);
    this.take();
    for (let first = true; this.peek() !== T.BRACKET_CLOSE; first = false) {
      if (!first) {
        if (this.peek() !== T.COMMA)
          throw this.unexpected(
            'no "," or "]" where one must be',
            'close the list; a value that holds brackets stands in quotes',
            this.items.start[item],
          );
        this.take();
        if (this.peek() === T.BRACKET_CLOSE) break;
      }
      if (this.peek() === T.KEY) this.pair();
      else this.node(false, false);
    }
    this.closeFlow(item);
  }

  /** `[key: value]`, a map of one entry in a list. */
  private pair(): void {
    const item = this.open(MAP, this.tokens.start[this.at]!);
    this.take();
    let kind = this.peek();
    if (kind === T.VALUE || kind === T.COMMA || kind === T.BRACKET_CLOSE) {
      // libyaml loses the token behind a "?" without a key, and so the document is refused
      this.empty();
      this.take();
    } else this.node(false, false);
    kind = this.peek();
    if (kind === T.VALUE) {
      this.take();
      this.content(this.peek() === T.COMMA || this.peek() === T.BRACKET_CLOSE, false);
    } else this.empty();
    this.close(item, this.lastEnd);
  }

  private flowMap(start: number): void {
    const item = this.open(MAP, start);
    this.take();
    for (let first = true; this.peek() !== T.BRACE_CLOSE; first = false) {
      if (!first) {
        if (this.peek() !== T.COMMA)
          throw this.unexpected(
            'no "," or "}" where one must be',
            'close the map; a value that holds braces stands in quotes',
            this.items.start[item],
          );
        this.take();
        if (this.peek() === T.BRACE_CLOSE) break;
      }
      if (this.peek() === T.KEY) {
        this.take();
        const kind = this.peek();
        this.content(kind === T.VALUE || kind === T.COMMA || kind === T.BRACE_CLOSE, false);
        if (this.peek() === T.VALUE) {
          this.take();
          this.content(this.peek() === T.COMMA || this.peek() === T.BRACE_CLOSE, false);
        } else this.empty();
      } else {
        this.node(false, false);
        this.empty();
      }
    }
    this.closeFlow(item);
  }

  private content(none: boolean, block: boolean): void {
    if (none) this.empty();
    else this.node(block, block);
  }

  private alias(): void {
    const start = this.tokens.start[this.at]!;
    const end = this.tokens.end[this.at]!;
    this.lastEnd = end;
    const name = this.text.slice(start + 1, end);
    const target = this.anchors.get(name);
    if (target === undefined) {
      const near = nearestWord(name, [...this.anchors.keys()].slice(0, 1000));
      // the name is not said: it may be a secret that lacks its quotes
      const help = near === undefined ? 'quote the value if it is no alias' : `did you mean "*${near}"?`;
      throw new Problem(start, end, 'this alias ("*") stands for nothing that is named before it', help);
    }
    this.items.named.add(target);
    // the row first: it may come to lie in larger arrays
    const item = this.items.push(ALIAS, start, end);
    this.items.link[item] = target;
    this.take();
  }

  private tagName(): string {
    const [handle, suffix] = this.tokens.pairs.get(this.at)!;
    const name = this.tags.resolve(handle, suffix);
    if (name !== undefined) return name;
    throw this.unexpected(
      `a tag with the unknown handle "${handle}"`,
      'put the value in quotes if "!" belongs to it',
    );
  }

  private empty(): void {
    this.items.push(EMPTY, this.lastEnd, this.lastEnd);
  }

  private open(kind: number, start: number): number {
    if (++this.depth > this.maxDepth) {
      const message = `lists and maps are nested more than ${this.maxDepth} deep`;
      throw new Problem(start, start + 1, message, 'nest less', undefined, 'too-deep');
    }
    this.lastEnd = start;
    return this.items.push(kind, start, -1);
  }

  private close(item: number, end: number): void {
    this.depth--;
    this.items.end[item] = end;
    this.items.link[item] = this.items.count;
  }

  private closeFlow(item: number): void {
    const end = this.tokens.end[this.at]!;
    this.take();
    this.lastEnd = end;
    this.close(item, end);
  }

  private noContent(kind: number): Problem {
    if (kind === T.ITEM)
      return this.unexpected('a list item inside brackets or braces', 'separate items by ","');
    return this.unexpected(
      'no value where one must be',
      'write the value, in quotes if it starts with a special sign',
    );
  }
}
