/**
 * What came from outside of a file stays out of its findings. It is told by where it stands, never by what it is: a
 * finding about an entity that holds such a value says what kind of mistake it is, and no more.
 */
import { codes } from '../codes.ts';
import type { Code, Diagnostic, Path } from '../diagnostic.ts';
import type { Locator } from '../document/index.ts';
import { singular } from './naming.ts';
import type { Source } from './source.ts';

/** Findings whose words come from the entity that they are about, and from nothing else. */
const OF_ONE_ENTITY = new Set<Code>([
  'unknown-field',
  'missing-field',
  'wrong-type',
  'invalid-value',
  'out-of-range',
  'invalid-length',
  'forbidden-field',
  'invalid-regex',
  'unverified-regex',
  'invalid-lua',
  'invalid-certificate',
  'field-combination',
  'unknown-plugin',
  'unknown-vault',
  'misplaced-entity',
  'hashed-twice',
  'hashed-reference',
  'plaintext-secret',
  'lost-setting',
]);

/** What the reader says has its words from the file as it is written. */
const OF_THE_TEXT = new Set<Code>([
  'duplicate-key',
  'ignored-document',
  'surprising-value',
  'unset-variable',
]);

export function sealed(
  diagnostics: Diagnostic[],
  { readable, referring }: Source,
  locator: () => Locator,
): Diagnostic[] {
  if (!referring || referring.used.size === 0) return diagnostics;
  const starts = [...referring.used].map(({ start }) => start);
  const holdsSome = (path: Path): boolean => {
    const [start, end] = locator().offsets(path) ?? [0, readable.length];
    // an alias may lead to anywhere
    return (
      starts.some((at) => at >= start && at < end) || /(?:^|[\s[{,])\*\w/.test(readable.slice(start, end))
    );
  };
  return diagnostics.map((diagnostic) => {
    const { code, path = [] } = diagnostic;
    const isOpen = OF_THE_TEXT.has(code) || (OF_ONE_ENTITY.has(code) && !holdsSome(path.slice(0, 2)));
    return isOpen ? diagnostic : withoutWords(diagnostic);
  });
}

function withoutWords({ code, severity, path = [], at, related }: Diagnostic): Diagnostic {
  const { title, help } = codes[code];
  return {
    code,
    severity,
    message: [
      ...whose(path),
      `${title[0]!.toLowerCase()}${title.slice(1)}; values from outside are not shown`,
    ].join(': '),
    help,
    path,
    ...(at ? { at } : {}),
    ...(related ? { related } : {}),
  };
}

/** `service 1`, by its place. */
function whose(path: Path): string[] {
  const [collection, index] = path;
  return typeof collection === 'string' && typeof index === 'number'
    ? [`${singular(collection)} ${index + 1}`]
    : [];
}
