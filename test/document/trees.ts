/** Values of the readers and trees of the verdicts in one form, so that they can be compared. */

const DEEP = 45;

/** The form of a value; below a depth that only a cycle has, nothing is looked at. */
export function fromValue(value: unknown, depth = 0): unknown {
  if (depth > DEEP) return 'deep';
  if (typeof value === 'number') return Number.isFinite(value) ? value : { $number: String(value) };
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value))
    return value.length === 0 ? { $empty: true } : value.map((item) => fromValue(item, depth + 1));
  if (value instanceof Map) return ofPairs([...value], depth, fromValue);
  const entries = Object.entries(value);
  return entries.length === 0 ? { $empty: true } : ofEntries(entries, depth, fromValue);
}

const NUMBERS: Record<string, string> = { inf: 'Infinity', '-inf': '-Infinity', nan: 'NaN' };

export function fromTree(tree: unknown, depth = 0): unknown {
  if (depth > DEEP) return 'deep';
  if (typeof tree !== 'object' || tree === null) return tree;
  if (Array.isArray(tree)) return tree.map((item) => fromTree(item, depth + 1));
  const special = tree as { $empty?: true; $number?: string; $map?: [unknown, unknown][] };
  if (special.$empty) return { $empty: true };
  if (special.$number) return { $number: NUMBERS[special.$number] };
  if (special.$map) return ofPairs(special.$map, depth, fromTree);
  return ofEntries(Object.entries(tree), depth, fromTree);
}

type Form = (value: unknown, depth: number) => unknown;

function ofPairs(pairs: [unknown, unknown][], depth: number, form: Form): unknown {
  return {
    $map: pairs.map(([key, item]) => JSON.stringify([form(key, depth + 1), form(item, depth + 1)])).sort(),
  };
}

function ofEntries(entries: [string, unknown][], depth: number, form: Form): unknown {
  return new Map(entries.map(([key, item]): [string, unknown] => [key, form(item, depth + 1)]));
}
