/** Classes of Lua patterns, and how a regular expression writes them. */

/** The bytes an item accepts: ASCII one by one, all others together. */
export interface ByteClass {
  ascii: boolean[];
  high: boolean;
}

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

export function namedClass(letter: string): ByteClass | undefined {
  const lower = letter.toLowerCase();
  const has = Object.hasOwn(NAMED, lower) ? NAMED[lower]! : undefined;
  if (!has) return undefined;
  const named = { ascii: Array.from({ length: 128 }, (_, code) => has(code)), high: false };
  return letter === lower ? named : complement(named);
}

export function literal(char: string): ByteClass | undefined {
  const code = char.codePointAt(0)!;
  if (code > 127) return undefined;
  const ascii = new Array<boolean>(128).fill(false);
  ascii[code] = true;
  return { ascii, high: false };
}

export function complement(set: ByteClass): ByteClass {
  return { ascii: set.ascii.map((has) => !has), high: !set.high };
}

export function add(set: ByteClass, more: ByteClass): void {
  for (let code = 0; code < 128; code++) if (more.ascii[code]) set.ascii[code] = true;
  if (more.high) set.high = true;
}

export function classSource(bytes: ByteClass, high = bytes.high): string {
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

export function frontier(set: ByteClass): string {
  const source = classSource(set);
  // Lua takes the byte before the text and the one after it for a zero byte.
  const before = set.ascii[0] ? `(?<=${classSource(complement(set))})` : `(?<!${source})`;
  return before + (set.ascii[0] ? `(?=${source}|$)` : `(?=${source})`);
}
