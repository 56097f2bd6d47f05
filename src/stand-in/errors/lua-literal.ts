/** An error tree as Kong writes it into a message: `{services={{host="…"}}}` (docs/kong/admin-config-api.md section 4). */
import type { ErrorTree } from './tree.ts';

export function luaLiteral(tree: ErrorTree): string {
  if (typeof tree === 'string') return quoted(tree);
  if (tree === null) return 'nil';
  return `{${(Array.isArray(tree) ? items(tree) : fields(tree)).join(',')}}`;
}

/** As long as no position is left out they need no index. */
function items(list: readonly ErrorTree[]): string[] {
  const gap = list.indexOf(null);
  const dense = gap < 0 ? list.length : gap;
  return list.flatMap((item, index) => {
    if (item === null) return [];
    return index < dense ? [luaLiteral(item)] : [`[${index + 1}]=${luaLiteral(item)}`];
  });
}

const fields = (map: Record<string, ErrorTree>): string[] =>
  Object.keys(map)
    .sort()
    .map((key) => `${/^[A-Za-z_]\w*$/.test(key) ? key : `[${quoted(key)}]`}=${luaLiteral(map[key]!)}`);

const quoted = (text: string): string =>
  `"${text.replace(/["\\\n\r\0]/g, (sign) => `\\${({ '\n': 'n', '\r': 'r', '\0': '0' })[sign] ?? sign}`)}"`;
