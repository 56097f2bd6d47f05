/** How a verdict of ours is compared with one of Kong's: accepted or not, and the places of its errors. */
import type { Diagnostic } from '../../src/diagnostic.ts';

/** Kong's error tree: lists parallel to the input, null for what has no error, `@entity` for a whole entity. */
export type Tree = string | null | Tree[] | { [key: string]: Tree };

/** The paths of the leaves of Kong's error tree. */
export function leaves(tree: Tree, path: (string | number)[] = []): (string | number)[][] {
  if (typeof tree === 'string') return [path];
  if (Array.isArray(tree))
    return tree.flatMap((item, index) => (item === null ? [] : leaves(item, [...path, index])));
  return Object.entries(tree ?? {}).flatMap(([key, child]) =>
    key === '@entity' ? [path] : leaves(child, [...path, key]),
  );
}

/** A tree keyed by name: the place is the entity of that name or id, which may be nested anywhere. */
const isKeyedByName = (path: (string | number)[]) =>
  path.length > 1 && typeof path[1] === 'string' && !String(path[0]).startsWith('_');

export function isFound(path: (string | number)[], diagnostics: Diagnostic[]): boolean {
  if (isKeyedByName(path)) return diagnostics.some(({ entity }) => entity?.type === path[0]);
  const isAt = (place: (string | number)[], diagnostic: Diagnostic) =>
    place.every((key, index) => String(diagnostic.path?.[index]) === String(key));
  const [last, record] = [path.at(-1), path.slice(0, -1)];
  return diagnostics.some(
    (diagnostic) =>
      isAt(path, diagnostic) ||
      // One finding for what Kong says of each item of a list in place of a map, of each field of a url.
      (typeof last === 'number' &&
        isAt(record, diagnostic) &&
        / must be a map, not a list$/.test(diagnostic.message)) ||
      (['protocol', 'host', 'port', 'path'].includes(String(last)) && isAt([...record, 'url'], diagnostic)),
  );
}
