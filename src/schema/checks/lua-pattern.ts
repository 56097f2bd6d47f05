/**
 * Lua patterns as JavaScript regular expressions, for the `match…` keywords of Kong's schemas
 * (docs/kong/validation.md, section 1). Only whether a text matches is kept: captures are dropped.
 *
 * Lua matches bytes, JavaScript (with the `u` flag, which the result needs) code points. Lua's classes know ASCII
 * only, so a byte above 127 is in a class or not whatever its value: a code point outside ASCII counts as two, three
 * or four anonymous bytes, which may be spread over several items of the pattern. `^[^:][^:]$` matches `é`.
 */

import { add, type ByteClass, complement, frontier, literal, namedClass } from './lua-pattern-class.ts';
import { anything, endOfRun, type Item, MAX_SOURCE, runSource } from './lua-pattern-items.ts';

/** The source of a RegExp (with the flag `u`) that matches the texts whose UTF-8 bytes the Lua pattern matches. */
export function luaPatternToRegExp(pattern: string): string {
  const { items, start, end } = new PatternReader(pattern).read();
  // Where the pattern is not anchored, the match may start or end inside a character: as if there were a `.*`.
  const first: Item[] = start ? [] : [anything];
  const last: Item[] = end ? [] : [anything];
  const all = [...first, ...items, ...last];
  let source = start ? '^' : '';
  for (let i = 0; i < all.length; ) {
    const stop = endOfRun(all, i);
    const leading = i === 0 && !start;
    const trailing = stop === all.length && !end;
    source += runSource(all.slice(i, stop), leading, trailing);
    i = stop;
    if (source.length > MAX_SOURCE)
      throw unsupported(pattern, 'it is too long once characters are told from bytes');
  }
  return source + (end ? '$' : '');
}

function unsupported(pattern: string, why: string): Error {
  return new Error(`the Lua pattern ${JSON.stringify(pattern)} cannot be a regular expression: ${why}`);
}

class PatternReader {
  private at = 0;
  private readonly chars: string[];

  constructor(private readonly pattern: string) {
    this.chars = [...pattern];
  }

  read(): { items: Item[]; start: boolean; end: boolean } {
    const { chars } = this;
    const items: Item[] = [];
    const start = chars[0] === '^';
    if (start) this.at = 1;
    let end = false;
    let open = 0;
    while (this.at < chars.length) {
      const char = chars[this.at]!;
      if (char === '$' && this.at === chars.length - 1) {
        end = true;
        break;
      }
      if (char === '(') open++;
      else if (char === ')') {
        if (--open < 0) throw unsupported(this.pattern, 'it closes a capture that it did not open');
      } else {
        items.push(this.item(char));
        continue;
      }
      this.at++;
    }
    if (open > 0) throw unsupported(this.pattern, 'a capture is not closed');
    return { items, start, end };
  }

  private item(char: string): Item {
    if (char === '%') {
      const next = this.chars[this.at + 1];
      if (next === undefined) throw unsupported(this.pattern, 'it ends with "%"');
      if (next === 'b') throw unsupported(this.pattern, '"%b" needs a stack');
      if (next >= '0' && next <= '9') throw unsupported(this.pattern, 'it refers back to a capture');
      if (next === 'f') {
        this.at += 2;
        if (this.chars[this.at] !== '[') throw unsupported(this.pattern, '"%f" must be followed by a set');
        return { kind: 'fixed', source: frontier(this.set()) };
      }
    }
    const bytes = this.single(char);
    const quantifier = this.quantifier();
    if (bytes) return { kind: 'class', bytes, quantifier };
    if (quantifier) throw unsupported(this.pattern, 'it repeats the last byte of a non-ASCII character');
    return { kind: 'fixed', source: char === '%' ? this.chars[this.at - 1]! : char };
  }

  /** The class of a single-character item; nothing for a character outside ASCII. */
  private single(char: string): ByteClass | undefined {
    if (char === '[') return this.set();
    this.at++;
    if (char === '.') return anything.bytes;
    if (char !== '%') return literal(char);
    const escaped = this.chars[this.at++]!;
    return namedClass(escaped) ?? literal(escaped);
  }

  private quantifier(): '' | '*' | '+' | '-' | '?' {
    const char = this.chars[this.at];
    if (char !== '*' && char !== '+' && char !== '-' && char !== '?') return '';
    this.at++;
    return char;
  }

  private set(): ByteClass {
    const { chars } = this;
    this.at++;
    const negated = chars[this.at] === '^';
    if (negated) this.at++;
    const set: ByteClass = { ascii: new Array<boolean>(128).fill(false), high: false };
    // The first character is a member whatever it is: `[]]` and `[^]]` hold a bracket.
    for (let first = true; first || chars[this.at] !== ']'; first = false) {
      const char = chars[this.at];
      if (char === undefined) throw unsupported(this.pattern, 'a "[" is not closed');
      this.at++;
      if (char === '%') {
        const escaped = chars[this.at++];
        if (escaped === undefined) throw unsupported(this.pattern, 'a "[" is not closed');
        add(set, namedClass(escaped) ?? this.member(escaped));
      } else if (chars[this.at] === '-' && chars[this.at + 1] !== undefined && chars[this.at + 1] !== ']') {
        const from = this.member(char);
        const to = this.member(chars[this.at + 1]!);
        for (let code = from.ascii.indexOf(true); code <= to.ascii.indexOf(true); code++)
          set.ascii[code] = true;
        this.at += 2;
      } else {
        add(set, this.member(char));
      }
    }
    this.at++;
    return negated ? complement(set) : set;
  }

  private member(char: string): ByteClass {
    const found = literal(char);
    if (!found) throw unsupported(this.pattern, 'a set holds the single bytes of a non-ASCII character');
    return found;
  }
}
