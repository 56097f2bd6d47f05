/**
 * Lua patterns as JavaScript regular expressions, for the `match…` keywords of Kong's schemas
 * (docs/kong/validation.md, section 1). Only whether a text matches is kept: captures are dropped.
 *
 * Lua matches bytes, JavaScript (with the `u` flag, which the result needs) code points. Lua's classes know ASCII
 * only, so a byte above 127 is in a class or not whatever its value: a code point outside ASCII counts as two, three
 * or four anonymous bytes, which may be spread over several items of the pattern. `^[^:][^:]$` matches `é`.
 */

/** The bytes an item accepts: ASCII one by one, all others together. */
interface ByteClass {
  ascii: boolean[];
  high: boolean;
}

type Item =
  | { kind: 'class'; bytes: ByteClass; quantifier: '' | '*' | '+' | '-' | '?' }
  /** Something that starts and ends between characters: a non-ASCII character or a frontier. */
  | { kind: 'fixed'; source: string };

const MAX_SOURCE = 20_000;

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

// Reading a pattern

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

// Classes

const NAMED: Record<string, (code: number) => boolean> = {
  a: isLetter,
  c: (code) => code < 32 || code === 127,
  d: isDigit,
  g: (code) => code > 32 && code < 127,
  l: (code) => code >= 97 && code <= 122,
  p: (code) => code > 32 && code < 127 && !isLetter(code) && !isDigit(code),
  s: (code) => code === 32 || (code >= 9 && code <= 13),
  u: (code) => code >= 65 && code <= 90,
  w: (code) => isLetter(code) || isDigit(code),
  x: (code) => isDigit(code) || (code >= 65 && code <= 70) || (code >= 97 && code <= 102),
  z: (code) => code === 0,
};

function isLetter(code: number): boolean {
  return (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function namedClass(letter: string): ByteClass | undefined {
  const lower = letter.toLowerCase();
  const has = Object.hasOwn(NAMED, lower) ? NAMED[lower]! : undefined;
  if (!has) return undefined;
  const named = { ascii: Array.from({ length: 128 }, (_, code) => has(code)), high: false };
  return letter === lower ? named : complement(named);
}

function literal(char: string): ByteClass | undefined {
  const code = char.codePointAt(0)!;
  if (code > 127) return undefined;
  const ascii = new Array<boolean>(128).fill(false);
  ascii[code] = true;
  return { ascii, high: false };
}

function complement(set: ByteClass): ByteClass {
  return { ascii: set.ascii.map((has) => !has), high: !set.high };
}

function add(set: ByteClass, more: ByteClass): void {
  for (let code = 0; code < 128; code++) if (more.ascii[code]) set.ascii[code] = true;
  if (more.high) set.high = true;
}

const anything = {
  kind: 'class',
  bytes: { ascii: new Array<boolean>(128).fill(true), high: true },
  quantifier: '*',
} as const satisfies Item;

// Writing the expression

/** The first code points of one, two, three and four bytes, and the end. */
const BY_LENGTH = ['', '', '80', '800', '10000', '110000'];

/** The code points whose lengths in bytes are in the (ascending) list. */
function codesOfLengths(lengths: number[]): string {
  let source = '';
  for (const [i, length] of lengths.entries()) {
    if (lengths[i - 1] === length - 1) continue;
    let last = length;
    while (lengths.includes(last + 1)) last++;
    const end = (Number.parseInt(BY_LENGTH[last + 1]!, 16) - 1).toString(16);
    source += `\\u{${BY_LENGTH[length]}}-\\u{${end}}`;
  }
  return `[${source}]`;
}

function classSource(bytes: ByteClass, high = bytes.high): string {
  const codes = bytes.ascii.flatMap((has, code) => (has ? [code] : []));
  if (codes.length === 128 && high) return '[\\s\\S]';
  if (codes.length === 1 && !high) return escapeChar(codes[0]!);
  if (high && codes.length > 64) {
    const without = bytes.ascii.map((has) => !has);
    return `[^${ranges(without)}]`;
  }
  return `[${ranges(bytes.ascii)}${high ? '\\u{80}-\\u{10ffff}' : ''}]`;
}

function ranges(ascii: boolean[]): string {
  let source = '';
  for (let from = 0; from < 128; from++) {
    if (!ascii[from]) continue;
    let to = from;
    while (to < 127 && ascii[to + 1]) to++;
    source += escapeChar(from) + (to > from ? (to > from + 1 ? '-' : '') + escapeChar(to) : '');
    from = to;
  }
  return source;
}

function escapeChar(code: number): string {
  if (code < 32 || code === 127) return `\\x${code.toString(16).padStart(2, '0')}`;
  const char = String.fromCharCode(code);
  return '^$\\.*+?()[]{}|/-'.includes(char) ? (char === '-' ? '\\x2d' : `\\${char}`) : char;
}

function frontier(set: ByteClass): string {
  const source = classSource(set);
  // Lua takes the byte before the text and the one after it for a zero byte.
  const before = set.ascii[0] ? `(?<=${classSource(complement(set))})` : `(?<!${source})`;
  return before + (set.ascii[0] ? `(?=${source}|$)` : `(?=${source})`);
}

function optional(item: Item): boolean {
  return item.kind === 'class' && item.quantifier !== '' && item.quantifier !== '+';
}

/** Past the items over which one character may be spread: all take bytes above 127, or may be skipped. */
function endOfRun(items: Item[], from: number): number {
  let stop = from + 1;
  if (!takesHigh(items[from]!)) return stop;
  for (let i = stop; i < items.length; i++) {
    if (takesHigh(items[i]!)) stop = i + 1;
    else if (!optional(items[i]!)) break;
  }
  return stop;
}

function takesHigh(item: Item): boolean {
  return item.kind === 'class' && item.bytes.high;
}

function runSource(run: Item[], leading: boolean, trailing: boolean): string {
  const [item] = run;
  if (run.length === 1 && item!.kind === 'fixed') return item!.source;
  if (run.length === 1 && item!.kind === 'class') {
    if (leading || trailing) return '';
    const { bytes, quantifier } = item!;
    // One byte of a character is never the whole of it.
    const high = bytes.high && quantifier !== '' && quantifier !== '?';
    if (!high && !bytes.ascii.includes(true)) return quantifier === '' || quantifier === '+' ? '[]' : '';
    return classSource(bytes, high) + (quantifier === '-' ? '*?' : quantifier);
  }
  return spread(run, leading, trailing);
}

/** One byte, or any number of them. */
interface Step {
  bytes: ByteClass;
  many: boolean;
  skip: boolean;
}

/**
 * The items of a run, for every way in which its characters may be spread over them. States are the places between
 * steps; a character of n bytes leads from a state to those that n bytes above 127 reach.
 */
function spread(run: Item[], leading: boolean, trailing: boolean): string {
  const steps: Step[] = [];
  for (const item of run) {
    if (item.kind === 'fixed') continue;
    const { bytes, quantifier } = item;
    if (quantifier === '' || quantifier === '+') steps.push({ bytes, many: false, skip: false });
    if (quantifier === '?') steps.push({ bytes, many: false, skip: true });
    else if (quantifier !== '') steps.push({ bytes, many: true, skip: true });
  }
  const written: string[] = new Array(steps.length + 1);
  written[steps.length] = '';
  for (let state = steps.length - 1; state >= 0; state--) {
    written[state] = fromState(steps, state, written, leading, trailing);
    if (written[state]!.length > MAX_SOURCE) break;
  }
  return written[0] ?? ' '.repeat(MAX_SOURCE + 1);
}

function fromState(
  steps: Step[],
  state: number,
  written: string[],
  leading: boolean,
  trailing: boolean,
): string {
  const { bytes, many, skip } = steps[state]!;
  const isLast = state === steps.length - 1;
  if (many && isLast) return trailing ? '' : `${classSource(bytes)}*`;
  const targets = new Map<number, number[]>();
  for (let length = 2; length <= 4; length++) {
    for (const target of reach(steps, state, length)) {
      // Where all may be skipped and a loop can take the character whole, this way would only repeat another.
      const loops = steps.slice(state, target + 1).some((step) => step.many && step.bytes.high);
      if (loops && steps.slice(state, target).every((step) => step.skip)) continue;
      targets.set(target, [...(targets.get(target) ?? []), length]);
    }
  }
  // The `.*` before an unanchored pattern is what a search does anyway.
  const loop = many && !(leading && state === 0) ? `${classSource(bytes)}*` : '';
  const hasAscii = bytes.ascii.includes(true);
  if (skip && !many && hasAscii && targets.size === 0)
    return `${classSource(bytes, false)}?${written[state + 1]}`;
  const ways: string[] = [];
  if (!many && hasAscii) ways.push(classSource(bytes, false) + written[state + 1]);
  for (const [target, lengths] of targets) ways.push(codesOfLengths(lengths) + written[target]);
  if (skip) ways.push(written[state + 1]!);
  if (ways.length === 0) return '[]';
  return loop + (ways.length === 1 ? ways[0]! : `(?:${ways.join('|')})`);
}

/** The states that `length` bytes above 127 may lead to, each entered by a byte (and not merely by skipping). */
function reach(steps: Step[], from: number, length: number): Set<number> {
  let states = new Set([from]);
  for (let i = 0; i < length; i++) {
    const next = new Set<number>();
    for (const state of states) {
      for (let at = state; at < steps.length; at++) {
        const step = steps[at]!;
        if (step.bytes.high) next.add(step.many ? at : at + 1);
        if (!step.skip) break;
      }
    }
    states = next;
  }
  return states;
}
