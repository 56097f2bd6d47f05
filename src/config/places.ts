/** Findings become diagnostics: each names its entity and knows its line and column. */
import type { Code, Diagnostic, Path, Span } from '../diagnostic.ts';
import type { Locator } from '../document/index.ts';
import { holdsPlaceholder } from '../document/references/placeholders.ts';
import type { Finding } from '../schema/finding.ts';
import type { Registry } from '../schema/registry.ts';
import { isSecretField } from '../schema/secrets.ts';
import { type Entry, pathOf, valueAt } from './entries.ts';
import type { DocumentFound, Judged } from './judge.ts';
import { labelOf, referenceTo } from './naming.ts';
import { spanWithin } from './within.ts';

/** Findings about a key rather than its value. */
const ABOUT_KEYS = new Set<Code>(['unknown-field', 'misplaced-entity']);

export function withPlaces(
  judged: Judged,
  warnings: readonly Diagnostic[],
  locator: () => Locator,
  registry: Registry,
): Diagnostic[] {
  const placed = once(judged.found.map((found) => place(found, locator(), registry)));
  const said = new Set(placed.filter(({ aboutKey }) => aboutKey).map(({ diagnostic }) => spotOf(diagnostic)));
  const all = [
    ...warnings.filter((warning) => warning.code !== 'surprising-value' || !said.has(spotOf(warning))),
    ...joined(placed, locator),
  ];
  return all.sort(
    (a, b) => (a.at?.line ?? 0) - (b.at?.line ?? 0) || (a.at?.column ?? 0) - (b.at?.column ?? 0),
  );
}

/** A diagnostic on its way. */
interface Placed extends Pick<Finding, 'aboutKey'> {
  path: Path;
  diagnostic: Diagnostic & { at: Span };
  entry: Entry | undefined;
  label: string;
  /** Of the shorthand that it is shown at, in place of a field that is not written. */
  shorthand?: Path;
  /** What is wrong, whatever entity it is wrong with. */
  what: string;
}

const keyOf = (path: Path): string => path.join('\0');

const spotOf = ({ at }: Diagnostic): string => `${at?.line}:${at?.column}`;

/** One mistake, one finding: the first at a place with a code; a key by itself before what it holds. */
function once(all: Placed[]): Placed[] {
  const seen = new Set<string>();
  const oddKeys = all.filter(({ aboutKey }) => aboutKey).map(({ path }) => path);
  const keys = new Set(oddKeys.map(keyOf));
  // A template without quotes, {{ … }}, is a map in a map.
  const templates = new Set(
    oddKeys.filter((path) => path.at(-1) === '').map((path) => keyOf(path.slice(0, -1))),
  );
  const paths = new Set(all.filter(({ shorthand }) => !shorthand).map(({ path }) => keyOf(path)));
  return all.filter(({ diagnostic: { code, message }, aboutKey, path, shorthand }) => {
    if (!aboutKey && (keys.has(keyOf(path)) || templates.has(keyOf(path)))) return false;
    if (shorthand && paths.has(keyOf(shorthand))) return false;
    const key = `${code}\0${keyOf(path)}\0${code === 'field-combination' ? message : ''}`;
    return !seen.has(key) && seen.add(key);
  });
}

/** What is written once and comes to several entities, by an alias or a merge key, is one mistake. */
function joined(all: Placed[], locator: () => Locator): Diagnostic[] {
  const first = new Map<string, { diagnostic: Diagnostic; others: Placed[] }>();
  for (const placed of all) {
    const { line, column } = placed.diagnostic.at;
    const key = [placed.diagnostic.code, line, column, placed.entry?.type.name, placed.what].join('\0');
    const same = first.get(key);
    if (same) same.others.push(placed);
    else first.set(key, { diagnostic: placed.diagnostic, others: [] });
  }
  return [...first.values()].map(({ diagnostic, others: [other, ...rest] }) => {
    if (!other?.entry) return diagnostic;
    const more = rest.length ? `, and ${rest.length} more` : '';
    const path = pathOf(other.entry);
    const related = {
      message: `the same comes to ${other.label}${more}`,
      path,
      at: locator().nearest([...path, '']),
    };
    return { ...diagnostic, related: [...(diagnostic.related ?? []), related] };
  });
}

function place({ entry, finding }: DocumentFound, locator: Locator, registry: Registry): Placed {
  const written = [...(entry ? pathOf(entry) : []), ...finding.path];
  const exact = exactSpan(finding, written, locator);
  const shorthand = exact || !entry ? undefined : shorthandOf(finding, entry, locator, registry);
  const path = written;
  const { message, code, ...said } =
    shorthand?.path.at(-1) === 'url' ? { ...finding, ...aboutUrl(finding, entry!.value.url) } : finding;
  const help =
    (finding.retyped && retypedHelp(entry, finding, path, locator, registry)) ||
    placeholderHelp(entry, code, shorthand ? ['url'] : finding.path) ||
    said.help;
  const label = entry ? labelOf(entry, registry) : 'the file';
  const diagnostic = {
    code,
    severity: finding.severity ?? 'error',
    message: sentence(label, message, entry !== undefined),
    ...(help ? { help } : {}),
    path,
    at:
      (exact && partOf(entry, finding, path, exact, locator)) ??
      exact ??
      shorthand?.span ??
      locator.nearest(entry && !finding.path.length ? [...path, ''] : path),
    ...(finding.related
      ? {
          related: finding.related.map((one) => ({
            ...one,
            at: locator.value(one.path!) ?? locator.nearest(one.path!),
          })),
        }
      : {}),
    ...(entry ? { entity: referenceTo(entry, registry) } : {}),
  };
  const { aboutKey } = finding;
  return {
    path,
    diagnostic,
    entry,
    label,
    what: message,
    ...(aboutKey ? { aboutKey } : {}),
    ...(shorthand ? { shorthand: shorthand.path } : {}),
  };
}

/** What Kong misses in a field of a service is missing in the url that it comes from. */
function aboutUrl({ message, path }: Finding, url: unknown): Partial<Finding> {
  if (typeof url !== 'string') return {};
  if (path[0] === 'host' && !url.includes('//'))
    return {
      code: 'invalid-value',
      message: 'url must have a scheme and a host',
      help: 'write it as http://host:port/path',
    };
  if (path[0] === 'host' && message.endsWith('null'))
    return { message: 'url has no host', help: 'write it as http://host:port/path' };
  return { message: `url: ${message}` };
}

/** A message starts with a field or with what the entity does. */
function sentence(label: string, message: string, isEntity: boolean): string {
  if (/^(has|needs|must|repeats|is|do|cannot) /.test(message)) return `${label} ${message}`;
  return isEntity ? `${label}: ${message}` : message;
}

function exactSpan(
  { code, aboutKey, path: inEntity }: Finding,
  path: Path,
  locator: Locator,
): Span | undefined {
  if (aboutKey || ABOUT_KEYS.has(code)) return locator.key(path);
  return inEntity.length ? locator.value(path) : undefined;
}

/** The part of a text that the finding is about. */
function partOf(
  entry: Entry | undefined,
  { within, path: inEntity }: Finding,
  path: Path,
  whole: Span,
  locator: Locator,
): Span | undefined {
  if (!within) return undefined;
  const raw = locator.raw(path);
  const value = valueAt(entry?.value, inEntity);
  return raw !== undefined && typeof value === 'string' ? spanWithin(raw, whole, value, within) : undefined;
}

/** A field that is not written may come from a shorthand that is: `host` from `url`. */
function shorthandOf(
  finding: Finding,
  entry: Entry,
  locator: Locator,
  registry: Registry,
): { path: Path; span: Span } | undefined {
  if (finding.path.length === 0) return undefined;
  const sub = `${entry.type.name}/${entry.value.name}`;
  for (const { record, name, to } of [...entry.type.shorthands, ...registry.shorthands(sub)]) {
    const field = finding.path.slice(record.length).join('.');
    if (record.some((key, index) => key !== finding.path[index]) || !to.includes(field) || name === field)
      continue;
    const path = [...pathOf(entry), ...record, name];
    const span = locator.value(path);
    if (span) return { path, span };
  }
  return undefined;
}

/** YAML made something else of the text than it looks: `on`, `12:30`. */
function retypedHelp(
  entry: Entry | undefined,
  finding: Finding,
  path: Path,
  locator: Locator,
  registry: Registry,
): string | undefined {
  const raw = locator.raw(path);
  if (
    raw === undefined ||
    raw === '' ||
    raw.length > 40 ||
    /^["'|>[{]/.test(raw) ||
    !/ must be (?:a string|a name)/.test(finding.message)
  )
    return undefined;
  if (entry && isSecret(entry, finding.path, registry)) return 'write it in quotes';
  return `write it in quotes: "${raw}"`;
}

/** What is still to be filled in is no value yet. */
function placeholderHelp(entry: Entry | undefined, code: Code, path: Path): string | undefined {
  const value = valueAt(entry?.value, path);
  if (code !== 'invalid-value' && code !== 'wrong-type') return undefined;
  if (typeof value !== 'string' || !holdsPlaceholder(value)) return undefined;
  // biome-ignore lint/suspicious/noTemplateCurlyInString: that is how references are written
  return 'fill in the placeholder first, or write ${{ env "NAME" }} in its place and allow it with --env';
}

function isSecret({ type, value }: Entry, path: Path, registry: Registry): boolean {
  const sub = `${type.name}/${value.name}`;
  return [type.name, ...(registry.has(sub) ? [sub] : [])].some((name) => isSecretField(registry, name, path));
}
