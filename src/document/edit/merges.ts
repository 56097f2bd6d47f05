/** Merge keys (`<<`): what a map takes from others, when one of them or what is taken changes. */

import { ALIAS, MAP } from '../items.ts';
import { type Changes, isSame, partsOf } from './changes.ts';
import type { Editor, Place } from './editor.ts';
import type { OwnRows } from './maps.ts';
import { memberOf } from './member.ts';
import { flowText } from './value-text.ts';

/**
 * Sees to the changes of what is merged into a map, and gives the keys that are settled by that. `named`: what was
 * changed where a named item is written, and its value.
 */
export function applyToMerged(
  editor: Editor,
  place: Place,
  rows: OwnRows,
  named: Editor['named'],
): Set<string> {
  const { items } = editor.maps;
  const settled = new Set<string>();
  const taken = new Set(rows.byName.keys());
  for (const source of rows.merged) {
    if (items.kind[source] === MAP) {
      const keys = [...editor.maps.keysOf(source)].filter((key) => !taken.has(key));
      const value = Object.fromEntries(keys.map((key) => [key, memberOf(place.value, key)]));
      editor.walk({ ...place, item: source, value, changes: partsOf(place.changes, keys) });
      for (const key of keys) settled.add(key).add(key) && taken.add(key);
    } else if (items.kind[source] === ALIAS) {
      applyToAlias(editor, place, rows, {
        alias: source,
        known: named.get(items.link[source]!),
        taken,
        settled,
      });
    }
  }
  return settled;
}

interface Source {
  alias: number;
  known: { changes: Changes | undefined; value: unknown } | undefined;
  /** Keys that come from elsewhere. */
  taken: Set<string>;
  settled: Set<string>;
}

/** What must differ from what is named is written beside the merge key; a key that must not come, by writing it out. */
function applyToAlias(
  editor: Editor,
  place: Place,
  rows: OwnRows,
  { alias, known, taken, settled }: Source,
): void {
  const { maps } = editor;
  const had = maps.keysOf(alias);
  const same: string[] = [];
  let isLeaking = false;
  for (const key of new Set([...had, ...[...(known?.changes ?? [])].map(([key]) => String(key))])) {
    if (taken.has(key)) continue;
    if (had.has(key)) taken.add(key);
    const wanted = place.changes?.part(key);
    if (wanted) settled.add(key);
    if (isSame(wanted, known?.changes?.part(key))) {
      same.push(key);
      continue;
    }
    editor.writtenOut.add(alias);
    if (wanted) {
      const text = flowText(memberOf(place.value, key), wanted);
      editor.insert(place, rows, { key, plain: text, quoted: text }, wanted.beside);
    } else isLeaking = true;
  }
  if (!isLeaking) return;
  const { start, end } = maps.items;
  editor.splices.push({
    start: start[alias]!,
    end: end[alias]!,
    text: flowText(known?.value, partsOf(place.changes, same)),
  });
}
