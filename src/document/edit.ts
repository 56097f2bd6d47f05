/**
 * Edits of a text at the places that change: comments, key order, anchors, quoting and layout stay as they are
 * everywhere else.
 */

import type { Span } from '../diagnostic.ts';
import { Changes, type Edit } from './edit/changes.ts';
import { isAsWanted } from './edit/check.ts';
import { Editor } from './edit/editor.ts';
import type { Splice } from './edit/insertion.ts';
import { Maps } from './edit/maps.ts';
import { Templates } from './edit/templates.ts';
import { type Format, read } from './index.ts';
import { Lines } from './lines.ts';
import { rowsOf } from './rows.ts';

export type { Edit, NewValue } from './edit/changes.ts';

export interface Edited {
  text: string;
  /** Aliases whose value had to be written out in their place, or beside their merge key. */
  writtenOut: { alias: string; at: Span }[];
}

const DEEPEST = 1000;

/**
 * The text with its edits; `value` is what was read from it. Undefined when the layout is one that cannot be edited
 * safely: what was written was read again, and was not what was meant.
 */
export function edit(
  text: string,
  format: Format,
  value: unknown,
  edits: readonly Edit[],
): Edited | undefined {
  if (edits.length === 0) return { text, writtenOut: [] };
  const changes = Changes.of(edits);
  const edited = carryOut(text, format, value, changes);
  return isAsWanted(read(edited.text, format).value, value, changes) ? edited : undefined;
}

function carryOut(text: string, format: Format, value: unknown, changes: Changes): Edited {
  const { items, readKey } = rowsOf(text, format, DEEPEST);
  const maps = new Maps(items, readKey, format === 'yaml');
  const root = items.roots[0]!;
  const hasAliases = items.named.size > 0;
  const templates = hasAliases ? new Templates(maps, root) : undefined;
  templates?.adopt(root, changes);
  templates?.complete();
  const editor = new Editor(maps, format === 'json', templates?.changes ?? new Map());
  editor.walk({ item: root, value: hasAliases ? value : undefined, changes, inFlow: false });
  const lines = new Lines(text);
  const writtenOut = [...editor.writtenOut].map((item) => {
    const [start, end] = [items.start[item]!, items.end[item]!];
    return { alias: text.slice(start + 1, end), at: lines.span(start, end) };
  });
  return { text: spliced(text, editor.splices), writtenOut };
}

function spliced(text: string, splices: Splice[]): string {
  const parts: string[] = [];
  let done = 0;
  for (const { start, end, text: part } of splices.sort((a, b) => a.start - b.start)) {
    parts.push(text.slice(done, start), part);
    done = end;
  }
  return parts.join('') + text.slice(done);
}
