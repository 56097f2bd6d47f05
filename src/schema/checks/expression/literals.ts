/** The right sides of comparisons: docs/kong/more-observations.md, section 5 (groups expr:… of the verdicts). */
import { hasHostBits, parseRange } from '../addresses.ts';
import type { Reader } from '../regex/reader.ts';
import { wrong } from './mistake.ts';
import type { LiteralType } from './types.ts';

export interface Literal {
  type: LiteralType;
  /** Of a string, without quotes and escapes. */
  text: string;
  from: number;
  to: number;
}

const RAW = /r#"/y;
const IPV4 = /[0-9]{1,3}(?:\.[0-9]{1,3}){3}(\/[0-9]{1,3})?/y;
const IPV6 = /(?:[0-9A-Fa-f]{1,4})?:[0-9A-Fa-f:]*(\/[0-9]{1,3})?/y;
const INTEGER = /-?(?:0x[0-9A-Fa-f]+|0[0-7]+|[0-9]+)/y;
const PLAIN = /[^"\\]+/y;

const ESCAPES: Readonly<Record<string, string>> = { '"': '"', '\\': '\\', n: '\n', r: '\r', t: '\t' };

/** Reads one; undefined where there is none. */
export function readLiteral(reader: Reader): Literal | undefined {
  const from = reader.at;
  const made = (type: LiteralType, text = ''): Literal => ({ type, text, from, to: reader.at });
  if (reader.next === '"') return made('string', quoted(reader));
  if (reader.match(RAW)) return made('string', raw(reader, from));
  const address = reader.match(IPV4) ?? reader.match(IPV6);
  if (address) return made(addressType(address[0], from), address[0]);
  const integer = reader.match(INTEGER);
  if (!integer) return undefined;
  if (!isInt64(integer[0]))
    wrong('has a number that is too large', from, reader.at, 'it has 64 bits at most');
  return made('integer');
}

function quoted(reader: Reader): string {
  const from = reader.at++;
  let text = '';
  for (;;) {
    text += reader.match(PLAIN)?.[0] ?? '';
    if (reader.skip('"')) return text;
    reader.skip('\\');
    if (reader.done) wrong('has a string that does not end', from, reader.at, 'add the closing "');
    const escaped = ESCAPES[reader.take()];
    if (escaped === undefined)
      wrong(
        'has an escape that the router does not know',
        reader.at - 2,
        reader.at,
        String.raw`there are \n, \r, \t, \" and \\; for regular expressions write r#"…"#, which has none`,
      );
    text += escaped;
  }
}

function raw(reader: Reader, from: number): string {
  const end = reader.text.indexOf('"#', reader.at);
  if (end === -1) wrong('has a string that does not end', from, reader.text.length, 'add the closing "#');
  const text = reader.text.slice(reader.at, end);
  reader.at = end + 2;
  return text;
}

function addressType(text: string, from: number): 'address' | 'range' {
  const range = parseRange(text.replace(/\/0+(?=[0-9])/, '/'));
  const to = from + text.length;
  if (!range)
    return wrong(`has an address that is none, ${text}`, from, to, 'for instance 10.0.0.1 or fe80::/64');
  if (range.prefix === undefined) return 'address';
  if (hasHostBits(range))
    wrong(
      `has the range ${text} with bits set behind its mask`,
      from,
      to,
      'write the first address of the range',
    );
  return 'range';
}

function isInt64(text: string): boolean {
  if (text.length < 16) return true;
  // The largest has 22 digits, to the base of 8.
  if (text.replace(/^-?(?:0x)?0*/, '').length > 22) return false;
  const digits = text.replace('-', '');
  const value = BigInt(/^0[0-7]+$/.test(digits) ? `0o${digits}` : digits);
  return value < 2n ** 63n || (text.startsWith('-') && value === 2n ** 63n);
}
