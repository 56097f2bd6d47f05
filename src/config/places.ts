/** Findings become diagnostics: each names its entity and knows its line and column. */
import type { Code, Diagnostic, Path, Span } from '../diagnostic.ts';
import type { Locator } from '../document/index.ts';
import type { Finding } from '../schema/finding.ts';
import type { Registry } from '../schema/registry.ts';
import { isSecretField } from '../schema/secrets.ts';
import { type Entry, pathOf } from './entries.ts';
import type { DocumentFound, Judged } from './judge.ts';
import { labelOf, referenceTo } from './naming.ts';

/** Findings about a key rather than its value. */
const ABOUT_KEYS = new Set<Code>(['unknown-field', 'misplaced-entity']);

export function withPlaces(
  judged: Judged,
  warnings: readonly Diagnostic[],
  locator: () => Locator,
  registry: Registry,
): Diagnostic[] {
  const all = [...warnings, ...once(judged.found.map((found) => diagnosticOf(found, locator(), registry)))];
  return all.sort(
    (a, b) => (a.at?.line ?? 0) - (b.at?.line ?? 0) || (a.at?.column ?? 0) - (b.at?.column ?? 0),
  );
}

/** One mistake, one finding: the first of those at the same place with the same code. */
function once(diagnostics: Diagnostic[]): Diagnostic[] {
  const seen = new Set<string>();
  return diagnostics.filter(({ code, path, message }) => {
    const key = `${code}\0${path?.join('\0')}\0${code === 'field-combination' ? message : ''}`;
    return !seen.has(key) && seen.add(key);
  });
}

function diagnosticOf({ entry, finding }: DocumentFound, locator: Locator, registry: Registry): Diagnostic {
  const path = [...(entry ? pathOf(entry) : []), ...finding.path];
  const help = (finding.retyped && retypedHelp(entry, finding, path, locator, registry)) || finding.help;
  return {
    code: finding.code,
    severity: finding.severity ?? 'error',
    message: sentence(entry ? labelOf(entry, registry) : 'the file', finding.message, entry !== undefined),
    ...(help ? { help } : {}),
    path,
    at: spanOf(finding, path, entry, locator, registry),
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
}

/** A message starts with a field or with what the entity does. */
function sentence(label: string, message: string, isEntity: boolean): string {
  if (/^(has|needs|must|repeats|is|do|cannot) /.test(message)) return `${label} ${message}`;
  return isEntity ? `${label}: ${message}` : message;
}

function spanOf(
  finding: Finding,
  path: Path,
  entry: Entry | undefined,
  locator: Locator,
  registry: Registry,
): Span {
  const exact = ABOUT_KEYS.has(finding.code)
    ? locator.key(path)
    : finding.path.length
      ? locator.value(path)
      : undefined;
  return (
    exact ??
    shorthandSpan(finding, entry, locator, registry) ??
    locator.nearest(entry && !finding.path.length ? [...path, ''] : path)
  );
}

/** A field that is not written may come from a shorthand that is: `host` from `url`. */
function shorthandSpan(
  finding: Finding,
  entry: Entry | undefined,
  locator: Locator,
  registry: Registry,
): Span | undefined {
  if (!entry || finding.path.length === 0) return undefined;
  const sub = `${entry.type.name}/${entry.value.name}`;
  for (const { record, name, to } of [...entry.type.shorthands, ...registry.shorthands(sub)]) {
    const field = finding.path.slice(record.length).join('.');
    if (record.some((key, index) => key !== finding.path[index]) || !to.includes(field) || name === field)
      continue;
    const span = locator.value([...pathOf(entry), ...record, name]);
    if (span) return span;
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
    !finding.message.includes('a string')
  )
    return undefined;
  if (entry && isSecretField(registry, entry.type.name, finding.path)) return 'write it in quotes';
  return `write it in quotes: "${raw}"`;
}
