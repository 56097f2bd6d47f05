/** The places in an error tree of Kong's: what is said there does not matter. */
export type Tree = string | null | Tree[] | { [key: string]: Tree };

/** `services/0/port`, sorted; `@entity` once, however much is said there. */
export function leaves(tree: Tree | undefined): string[] {
  return [...new Set(paths(tree ?? null, []))].sort();
}

function paths(tree: Tree, path: readonly string[]): string[] {
  if (tree === null) return [];
  if (typeof tree === 'string') return [path.join('/')];
  if (Array.isArray(tree) && path.at(-1) === '@entity') return [path.join('/')];
  return Object.entries(tree).flatMap(([key, child]) => paths(child, [...path, key]));
}
