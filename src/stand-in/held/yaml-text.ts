/** A value as YAML in the style of GET /config: block collections, `~` for null (docs/kong/admin-api-observed.md section 9). */

export function yamlText(map: Record<string, unknown>): string {
  return Object.entries(map)
    .map(([key, value]) => `${scalar(key)}:${below(value, '')}`)
    .join('');
}

/** What stands behind a key; the items of a list are not indented further than the key, the fields of a map are. */
function below(value: unknown, indent: string): string {
  if (Array.isArray(value)) return value.length === 0 ? ' []\n' : `\n${items(value, indent)}`;
  if (typeof value !== 'object' || value === null) return ` ${scalar(value)}\n`;
  const entries = Object.entries(value);
  if (entries.length === 0) return ' {}\n';
  return `\n${entries.map(([key, item]) => `${indent}  ${scalar(key)}:${below(item, `${indent}  `)}`).join('')}`;
}

const items = (list: readonly unknown[], indent: string): string =>
  list.map((item) => `${indent}-${itemText(item, indent)}`).join('');

/** A map begins on the line of its dash. */
function itemText(item: unknown, indent: string): string {
  if (Array.isArray(item)) return item.length === 0 ? ' []\n' : `\n${items(item, `${indent}  `)}`;
  if (typeof item !== 'object' || item === null) return ` ${scalar(item)}\n`;
  const fields = Object.entries(item).map(([key, value]) => `${scalar(key)}:${below(value, `${indent}  `)}`);
  return fields.length === 0 ? ' {}\n' : ` ${fields.join(`${indent}  `)}`;
}

function scalar(value: unknown): string {
  if (value === null || value === undefined) return '~';
  if (typeof value !== 'string') return String(value);
  if (PLAIN.test(value) && !WORDS.test(value)) return value;
  return QUOTABLE.test(value)
    ? `'${value.replaceAll("'", "''")}'`
    : JSON.stringify(value).replace(BREAKS, escaped);
}

/** Nothing in it that could mean something to a reader. What begins with a digit is an address, an id or a digest. */
const PLAIN = new RegExp(
  `^(?:${[
    '[A-Za-z_/][\\w./-]*',
    '(?:\\d{1,3}\\.){3}\\d{1,3}',
    '[\\da-f]{8}(?:-[\\da-f]{4}){3}-[\\da-f]{12}',
    '[\\da-f]*[abcdf][\\da-f]*',
  ].join('|')})$`,
);

/** What YAML 1.1 takes for a boolean, null or number. */
const WORDS = /^(?:y|n|yes|no|true|false|on|off|null|nan|inf(?:inity)?)$/i;

const QUOTABLE = /^[\x20-\x7e]*$/;

/** What YAML takes for line breaks or refuses, and JSON does not mind. */
const BREAKS = /[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/g;

const escaped = (sign: string): string => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`;
