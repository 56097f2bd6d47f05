import { describe } from './directives/index.ts';
import { directiveName } from './names.ts';
import type { Directive, Value } from './types.ts';

export const MASK = '******';

/**
 * A value as it may be shown: what a vault holds as the reference to it. Kong's own GET / masks the same names:
 * docs/kong/more-observations.md, section 6.
 */
export function masked(
  name: string,
  { value, references = [] }: Pick<Directive, 'value' | 'references'>,
): Value {
  if (describe(name)?.sensitive && value !== null && !(Array.isArray(value) && value.length === 0))
    return MASK;
  const [whole] = references;
  if (!whole) return value;
  if (!Array.isArray(value)) return whole.reference;
  return value.map((item, index) => references.find((one) => one.item === index)?.reference ?? item);
}

/** Lines of a kong.conf as they may be shown: what is assigned to a sensitive name, or to an unknown one, is hidden. */
export function maskedLines(text: string): string {
  let hiding = false;
  return text
    .split(/(\r\n?|\n)/)
    .map((line, index) => {
      if (index % 2 === 1) return line;
      const continued = /\\[ \t\v\f\r]*$/.test(line);
      const shown = hiding ? '*'.repeat(line.length) : maskedLine(line);
      hiding = continued && (hiding || shown !== line);
      return shown;
    })
    .join('');
}

/** Stars for characters, so that columns stay. A line without `=` may be a slip: pg_password: secret. */
function maskedLine(line: string): string {
  const separator = line.includes('=') ? '=' : ':';
  const at = line.indexOf(separator);
  const key = line
    .slice(0, Math.max(at, 0))
    .replace(/^[ \t#;]+/, '')
    .trim();
  const row = describe(directiveName(key));
  return key === '' || (row && !row.sensitive)
    ? line
    : line.slice(0, at + 1) + line.slice(at + 1).replace(/\S.*/s, (secret) => '*'.repeat(secret.length));
}
