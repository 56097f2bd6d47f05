import { ALIAS, type Items } from '../items.ts';

/** The names of the anchors that are used, made different where one name is used for several. */
export function anchorNames(items: Items): Map<number, string> {
  const names = new Map<number, string>();
  if (items.named.size === 0) return names;
  const taken = new Set<string>();
  for (let item = 0; item < items.count; item++) {
    if (items.kind[item] !== ALIAS || names.has(items.link[item]!)) continue;
    const written = items.text.slice(items.start[item]! + 1, items.end[item]!);
    let name = written;
    for (let count = 2; taken.has(name); count++) name = `${written}-${count}`;
    taken.add(name);
    names.set(items.link[item]!, name);
  }
  return names;
}
