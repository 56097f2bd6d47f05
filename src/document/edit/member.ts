/** What a map that was read has under a name; its keys may be numbers, and if they are 1..n it is a list. */
export function memberOf(map: unknown, name: string): unknown {
  if (map instanceof Map) {
    for (const [key, value] of map) if (String(key) === name) return value;
    return undefined;
  }
  if (Array.isArray(map)) return map[Number(name) - 1];
  const isOwn = typeof map === 'object' && map !== null && Object.hasOwn(map, name);
  return isOwn ? (map as Record<string, unknown>)[name] : undefined;
}
