/**
 * A node's own 400, shown where its cause is written: its errors are led back to entities, these to places in the user's
 * file (docs/kong/admin-config-api.md section 4, docs/kong/admin-api-observed.md section 6).
 */
import { type Entry, type Fields, isFields, pathOf, valueAt } from '../config/entries.ts';
import { labelOf, referenceTo } from '../config/naming.ts';
import type { Diagnostic, Path } from '../diagnostic.ts';
import { isMap, parsed } from './admin-api.ts';
import type { Config } from './config.ts';
import { type Complaint, complaintsIn, namedIn } from './error-tree.ts';
import { EntityFinder } from './find-entity.ts';
import { secretsOf } from './secret-paths.ts';

/** With flatten_errors, a reference to nothing comes back as no error at all: then it is to be asked again without. */
export function saysNothing(text: string): boolean {
  const body = parsed(text);
  const isEmpty = (value: unknown) =>
    Array.isArray(value) ? value.length === 0 : isMap(value) && !Object.keys(value).length;
  return body !== undefined && isEmpty(body['flattened_errors'] ?? []) && isEmpty(body['fields'] ?? {});
}

export function rejectionOf(text: string, config: Config): Diagnostic[] {
  const body = parsed(text) ?? {};
  const finder = new EntityFinder(config.entries);
  const flattened = Array.isArray(body['flattened_errors']) ? body['flattened_errors'].filter(isMap) : [];
  const complaints = [
    ...flattened.flatMap((element) => fromFlattened(element, finder)),
    ...(isMap(body['fields']) ? complaintsIn(body['fields'], config.value, finder) : []),
  ];
  const diagnostics = complaints.map((complaint) => diagnosticOf(complaint, config));
  return diagnostics.sort(
    (a, b) => (a.at?.line ?? 0) - (b.at?.line ?? 0) || (a.at?.column ?? 0) - (b.at?.column ?? 0),
  );
}

function fromFlattened(element: Fields, finder: EntityFinder): Complaint[] {
  const entry = finder.byEcho(element);
  const errors = Array.isArray(element['errors']) ? element['errors'].filter(isMap) : [];
  return errors.map(({ field, message }) => ({
    ...(entry ? { entry } : {}),
    subject: String(element['entity_type'] ?? 'entity').slice(0, 60),
    path: !entry
      ? []
      : typeof field === 'string'
        ? pathIn(entry.value, field)
        : namedIn(String(message), entry),
    ...(typeof field === 'string' ? { field } : {}),
    message: String(message),
  }));
}

/** `paths.1` → `['paths', 0]`: positions count from 1, and are positions only where there is a list. */
function pathIn(record: Fields, field: string): Path {
  const path: (string | number)[] = [];
  let value: unknown = record;
  for (const step of field.split('.')) {
    const isPosition = Array.isArray(value) && /^\d+$/.test(step);
    path.push(isPosition ? Number(step) - 1 : step);
    value = isPosition ? (value as unknown[])[Number(step) - 1] : isFields(value) ? value[step] : undefined;
  }
  return path;
}

function diagnosticOf({ entry, subject, path, field, message }: Complaint, config: Config): Diagnostic {
  const whole = [...(entry ? pathOf(entry) : []), ...path];
  const label = entry ? labelOf(entry, config.registry) : subject;
  const isSaid = message.startsWith('uniqueness violation');
  const about = field ?? (entry && !isSaid ? path.join('.') : '');
  const said = entry ? withoutSecrets(message, entry, config) : message;
  return {
    code: 'node-rejected',
    severity: 'error',
    message: [label, about, said.slice(0, 1000)].filter(Boolean).join(': '),
    path: whole,
    ...placeOf(whole, entry !== undefined && path.length === 0, said, config),
    ...(entry ? { entity: referenceTo(entry, config.registry) } : {}),
  };
}

/** Of an entity as a whole, its first key; of a field that is not known, its key. */
function placeOf(
  path: Path,
  isWhole: boolean,
  message: string,
  { value, locator }: Config,
): Pick<Diagnostic, 'at'> {
  const isParsing = path.length === 0 && message.startsWith('failed parsing');
  if (value === undefined || isParsing) return {};
  const key = /\bunknown field\b/.test(message) ? locator.key(path) : undefined;
  return { at: key ?? locator.nearest(isWhole ? [...path, ''] : path) };
}

/** Kong repeats the value that is taken twice, be it a key. */
function withoutSecrets(message: string, entry: Entry, { registry }: Config): string {
  let said = message;
  for (const path of secretsOf(entry, registry)) {
    const secret = valueAt(entry.value, path);
    if (typeof secret === 'string' && secret !== '') said = said.replaceAll(secret, '******');
  }
  return said;
}
