/** A new value in the place of a scalar, quoted as the old one was. */

import { ALIAS, DOUBLE, EMPTY, FOLDED, type Items, KIND, LITERAL, SINGLE } from '../items.ts';
import type { NewValue } from './changes.ts';
import { plainText, quoted } from './value-text.ts';

/** What to write over the source of an item. */
export function scalarText(items: Items, item: number, value: NewValue, inFlow: boolean): string {
  const kind = items.kind[item]! & KIND;
  if (kind === EMPTY) return emptyText(items, item, plainText(value, inFlow));
  if (typeof value === 'string') {
    if (kind === DOUBLE) return quoted(value);
    if (kind === SINGLE && /^[\x20-\x7e]*$/.test(value)) return `'${value.replaceAll("'", "''")}'`;
  }
  const text = plainText(value, inFlow);
  if (kind === LITERAL || kind === FOLDED) return text + headerComment(items, item);
  // an anchor may end in what belongs to the next sign: *name,
  return kind === ALIAS && inFlow ? `${text} `.trimEnd() : text;
}

/** A value that is not written has its place right behind the colon; in braces there may be no colon either. */
function emptyText({ text, start }: Items, item: number, value: string): string {
  const at = start[item]!;
  const before = text.charAt(at - 1);
  return before === ':' || /\s/.test(before) || hasProperty(text, at) ? ` ${value}` : `: ${value}`;
}

/** Whether an anchor or a tag ends there. */
const hasProperty = (text: string, at: number): boolean =>
  /[\s:][&!][^\s,{}[\]]*$/.test(text.slice(Math.max(0, at - 200), at));

/** The comment on the line that opens a block of text. */
function headerComment({ text, start, end }: Items, item: number): string {
  const source = text.slice(start[item]!, end[item]!);
  return /^[^\r\n\x85\u2028\u2029#]*?(\s+#[^\r\n\x85\u2028\u2029]*)/.exec(source)?.[1] ?? '';
}
