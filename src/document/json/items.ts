/**
 * The items of a JSON text as lua-cjson reads it (docs/kong/declarative-format.md section 2): standard JSON, with
 * looser numbers and raw control characters in strings, and stricter about escapes that name half a character.
 */

import { DOUBLE, INDIRECT, Items, LIST, MAP, PLAIN } from '../items.ts';
import { Problem } from '../problem.ts';

const NUMBER =
  /[+-]?(?:0[xX](?:[\da-fA-F]+\.?[\da-fA-F]*|\.[\da-fA-F]+)(?:[pP][+-]?\d+)?|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?|infinity|inf|nan)/iy;
const ESCAPE = /\\(?:["\\/bfnrt]|u[\da-fA-F]{4})/y;
const LITERALS = ['true', 'false', 'null'];

enum Expect {
  Value,
  ValueOrClose,
  Key,
  KeyOrClose,
  CommaOrClose,
  Nothing,
}

export class JsonItems {
  readonly items: Items;
  private readonly text: string;
  private readonly maxDepth: number;
  private readonly open: number[] = [];
  private pos = 0;

  constructor(text: string, maxDepth: number) {
    this.text = text;
    this.maxDepth = maxDepth;
    this.items = new Items(text, new Map(), (text.length >> 3) + 16);
  }

  /** Fills `items`; what is wrong with the text, if anything, with the items before it kept. */
  run(): Problem | undefined {
    try {
      this.items.roots.push(0);
      this.document();
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      while (this.open.length > 0) this.close();
      return problem;
    }
    return undefined;
  }

  private document(): void {
    const { items, open, text } = this;
    let expect = Expect.Value;
    for (;;) {
      this.skipSpace();
      const start = this.pos;
      const code = text.charCodeAt(start);
      if (expect === Expect.Nothing) {
        if (start >= text.length) return;
        throw this.wrong('there is text after the value', 'remove it; a JSON file holds one value');
      }
      const top = open.length > 0 ? open[open.length - 1]! : -1;
      const inMap = top >= 0 && items.kind[top] === MAP;
      if (expect === Expect.CommaOrClose) {
        this.pos++;
        if (code === 44) expect = inMap ? Expect.Key : Expect.Value;
        else if (code === (inMap ? 125 : 93)) expect = this.close();
        else throw this.notClosed(start, top, inMap);
        continue;
      }
      if ((expect === Expect.KeyOrClose && code === 125) || (expect === Expect.ValueOrClose && code === 93)) {
        this.pos++;
        expect = this.close();
      } else if (expect === Expect.Key || expect === Expect.KeyOrClose) {
        if (code !== 34) throw this.noKey(start, top);
        this.string();
        this.skipSpace();
        if (text.charCodeAt(this.pos) !== 58)
          throw this.wrong('there is no ":" after a key', 'write "key": value');
        this.pos++;
        expect = Expect.Value;
      } else if (code === 123 || code === 91) {
        if (open.length >= this.maxDepth) throw this.tooDeep();
        this.pos++;
        open.push(items.push(code === 123 ? MAP : LIST, start, -1));
        expect = code === 123 ? Expect.KeyOrClose : Expect.ValueOrClose;
      } else {
        if (code === 34) this.string();
        else this.plain(code);
        expect = open.length > 0 ? Expect.CommaOrClose : Expect.Nothing;
      }
    }
  }

  private close(): Expect {
    const item = this.open.pop()!;
    this.items.end[item] = this.pos;
    this.items.link[item] = this.items.count;
    return this.open.length > 0 ? Expect.CommaOrClose : Expect.Nothing;
  }

  private skipSpace(): void {
    const { text } = this;
    let code = text.charCodeAt(this.pos);
    while (code === 32 || code === 10 || code === 13 || code === 9) code = text.charCodeAt(++this.pos);
  }

  private string(): void {
    const { text } = this;
    const open = this.pos;
    let kind = DOUBLE;
    let pos = open + 1;
    for (;;) {
      const code = text.charCodeAt(pos);
      if (code === 34) break;
      if (code === 92) {
        kind = DOUBLE | INDIRECT;
        pos = this.escape(pos);
      } else if (code > 0) pos++;
      else {
        const note = { message: 'the quote opened here is never closed', start: open, end: open + 1 };
        throw new Problem(pos, pos + 1, 'the text ends inside quotes', 'close the quote', note);
      }
    }
    this.pos = pos + 1;
    this.items.push(kind, open, this.pos);
  }

  /** Where an escape ends; both halves of a pair at once. */
  private escape(pos: number): number {
    const { text } = this;
    ESCAPE.lastIndex = pos;
    if (!ESCAPE.test(text)) {
      throw new Problem(
        pos,
        pos + 2,
        'a backslash before this means nothing in JSON',
        'write \\\\ for a backslash',
      );
    }
    const end = ESCAPE.lastIndex;
    if (end !== pos + 6) return end;
    const code = Number.parseInt(text.slice(pos + 2, end), 16);
    if (code < 0xd800 || code > 0xdfff) return end;
    ESCAPE.lastIndex = end;
    const low =
      ESCAPE.test(text) && ESCAPE.lastIndex === end + 6
        ? Number.parseInt(text.slice(end + 2, end + 6), 16)
        : 0;
    if (code < 0xdc00 && low >= 0xdc00 && low <= 0xdfff) return end + 6;
    const help = 'write both halves ("\\ud83d\\ude00"), or the character itself';
    throw new Problem(pos, end, 'this escape is half a character', help);
  }

  private plain(code: number): void {
    const { text, pos } = this;
    let end = -1;
    const signed = code === 43 || code === 45;
    if ((code >= 48 && code <= 57) || signed || code === 73 || code === 105 || code === 78 || code === 110) {
      const literal = code === 110 && text.startsWith('null', pos);
      NUMBER.lastIndex = pos;
      if (!literal && NUMBER.test(text)) end = NUMBER.lastIndex;
    }
    for (const literal of LITERALS)
      if (end === -1 && text.startsWith(literal, pos)) end = pos + literal.length;
    if (end === -1) throw this.noValue(code);
    this.items.push(PLAIN, pos, end);
    this.pos = end;
  }

  private wrong(message: string, help: string): Problem {
    return new Problem(this.pos, this.pos + 1, message, help);
  }

  private tooDeep(): Problem {
    const message = `lists and maps are nested more than ${this.maxDepth} deep`;
    return new Problem(this.pos, this.pos + 1, message, 'nest less', undefined, 'too-deep');
  }

  private notClosed(start: number, top: number, inMap: boolean): Problem {
    const opened = this.items.start[top]!;
    const note = { message: 'it starts here', start: opened, end: opened + 1 };
    const signs = inMap ? '"," or "}"' : '"," or "]"';
    return new Problem(start, start + 1, `there is no ${signs} where one must be`, 'add it', note);
  }

  private noKey(start: number, top: number): Problem {
    const opened = this.items.start[top]!;
    const note = { message: 'the object starts here', start: opened, end: opened + 1 };
    const help = 'keys stand in double quotes; remove the comma if it is the last';
    return new Problem(start, start + 1, 'there is no key where one must be', help, note);
  }

  private noValue(code: number): Problem {
    const { pos, text } = this;
    if (code === 0xfeff) return this.wrong('the file starts with a byte order mark', 'save it without one');
    if (pos >= text.length) return this.wrong('the text ends where a value must be', 'complete it');
    const comment = code === 47 || code === 35;
    const afterComma = (code === 93 || code === 125) && text.slice(0, pos).trimEnd().endsWith(',');
    const help = comment
      ? 'JSON has no comments; remove it, or name the file .yaml'
      : afterComma
        ? 'remove the comma before it'
        : 'strings stand in double quotes';
    return this.wrong(comment ? 'there is a comment in JSON' : 'there is no value where one must be', help);
  }
}
