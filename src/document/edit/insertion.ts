/** A new key in a map, beside another one and laid out as it is. */

import { ALIAS, EMPTY, FOLDED, type Items, KIND, LIST, LITERAL, MAP } from '../items.ts';

export interface Splice {
  start: number;
  end: number;
  text: string;
}

/** A key and its value, as written without quotes and with them. */
export interface Addition {
  key: string;
  plain: string;
  quoted: string;
}

const BREAK = /\r\n|[\r\n\x85\u2028\u2029]/g;

/** `neighbor`: the row of a key of the map; -1 for an empty map. `inFlow`: the map stands in brackets or braces. */
export function insertion(
  items: Items,
  map: number,
  neighbor: number,
  addition: Addition,
  inFlow: boolean,
): Splice {
  if (neighbor < 0) return at(items.start[map]! + 1, entryText(addition, false));
  if (isBraced(items, map)) return at(...inBraces(items, map, neighbor, addition));
  if (!inFlow) return at(...inBlock(items, map, neighbor, addition));
  return at(items.end[map]!, `, ${entryText(addition, false)}`);
}

/** A list in brackets may hold a map of one entry without braces; with more it needs them. */
export function braces(items: Items, map: number): Splice[] {
  return [at(items.start[map]!, '{'), at(items.end[map]!, '}')];
}

/** A map without entries can only be written with braces. A map without braces starts where its first key does. */
export function isBraced({ text, start, link }: Items, map: number): boolean {
  return text.charAt(start[map]!) === '{' && (link[map] === map + 1 || start[map + 1]! > start[map]!);
}

const at = (place: number, text: string): Splice => ({ start: place, end: place, text });

const entryText = ({ key, plain, quoted }: Addition, isQuoted: boolean): string =>
  isQuoted ? `"${key}": ${quoted}` : `${key}: ${plain}`;

/** Behind the neighbor's value; on a line of its own if the neighbor has one. */
function inBraces(items: Items, map: number, neighbor: number, addition: Addition): [number, string] {
  const { text } = items;
  const from = items.start[neighbor]!;
  const value = items.after(neighbor);
  const end = items.end[value]!;
  const isQuoted = text.charAt(from) === '"';
  const before = text.slice(items.start[map]! + 1, from);
  const own = /(\r\n|[\r\n])([ \t]*)$/.exec(before);
  const tight = isQuoted && !own && /^"[^"]*":\S/.test(text.slice(from, from + 200));
  const written = entryText(addition, isQuoted);
  const space = own ? own[0] : tight ? '' : ' ';
  return [end, `,${space}${tight ? written.replace('": ', '":') : written}`];
}

/** On the line below the neighbor when that takes one line, else above the first key. */
function inBlock(items: Items, map: number, neighbor: number, addition: Addition): [number, string] {
  const { text } = items;
  const start = items.start[map]!;
  const lineStart = lastBreak(text, start);
  // YAML counts characters, not UTF-16 units
  const indent = ' '.repeat([...text.slice(lineStart, start).replace(/^\ufeff/, '')].length);
  const written = entryText(addition, false);
  const value = items.after(neighbor);
  BREAK.lastIndex = 0;
  const lineBreak = BREAK.exec(text.slice(0, 100_000))?.[0] ?? '\n';
  if (!isSimple(items, value)) return [start, written + lineBreak + indent];
  BREAK.lastIndex = items.end[value]!;
  const next = BREAK.exec(text);
  return [next?.index ?? text.length, (next?.[0] ?? lineBreak) + indent + written];
}

/** Whether the line that a value ends on is the last of it. */
function isSimple(items: Items, value: number): boolean {
  const kind = items.kind[value]! & KIND;
  if (kind === ALIAS || kind === EMPTY) return true;
  if (kind === LITERAL || kind === FOLDED) return false;
  if (kind !== LIST && kind !== MAP) return true;
  return (
    /[[{]/.test(items.text.charAt(items.start[value]!)) &&
    /[\]}]/.test(items.text.charAt(items.end[value]! - 1))
  );
}

function lastBreak(text: string, before: number): number {
  let place = before;
  while (place > 0 && !/[\r\n\x85\u2028\u2029]/.test(text.charAt(place - 1))) place--;
  return place;
}
