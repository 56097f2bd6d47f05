/**
 * Mistakes on which Kong stops with a Lua error instead of naming them (docs/kong/declarative-format.md section 8, "Where Kong
 * itself stops"; docs/kong/more-observations.md section 1).
 */
import { valueAt } from '../../config/entries.ts';
import type { DocumentFound, Judged } from '../../config/judge.ts';
import type { Registry } from '../../schema/registry.ts';

type Rule = (found: DocumentFound, judged: Judged, registry: Registry) => boolean;

const RULES: Record<string, Rule> = {
  'an item of a collection that is no map': ({ entry, finding: { code, path } }, { document }, registry) => {
    if (entry || code !== 'wrong-type' || typeof path.at(-1) !== 'number') return false;
    const derivesNoId = registry.types.get(String(path.at(-2)))?.generatesId === false;
    return !(derivesNoId && typeof valueAt(document, path) === 'string');
  },
  'entities nested where they cannot be': ({ finding }) => finding.code === 'misplaced-entity',
  'a reference that is a number or a boolean': ({ entry, finding: { path } }) =>
    path.length === 1 &&
    entry?.type.references.some(({ field }) => field === path[0]) === true &&
    isNumberOrBoolean(valueAt(entry.value, path)),
  'a wrong shorthand field': ({ entry, finding: { code, path, kong } }, _, registry) => {
    if (!entry || kong?.check || code === 'field-combination') return false;
    const { type, value } = entry;
    const shorthand = [...type.shorthands, ...registry.shorthands(`${type.name}/${value.name}`)].find(
      ({ record, name }) => [...record, name].join('\0') === path.slice(0, record.length + 1).join('\0'),
    );
    // Some are stored, too, and only what cannot be read at all ends badly.
    const isStored = shorthand?.to.includes(shorthand.name);
    return shorthand !== undefined && (!isStored || code === 'wrong-type' || valueAt(value, path) === '');
  },
  'a key to further rules that is no text': ({ entry, finding: { path } }) =>
    path.length === 1 &&
    entry?.type.subschemas?.key === path[0] &&
    isNumberOrBoolean(valueAt(entry?.value, path)),
  'no record where rules of the plugin look into one': ({ entry, finding: { path } }) => {
    const value = valueAt(entry?.value, path);
    const place = path.join('.').replace('config.llm.', 'config.');
    const isScalar = typeof value === 'number' || (place === 'config.model' && typeof value !== 'object');
    return LOOKED_INTO.has(place) && (isScalar || (place === 'config.model' && value === null));
  },
  'a path that is no text in an old format': ({ entry, finding: { path } }, { document }) =>
    entry?.type.name === 'routes' &&
    path[0] === 'paths' &&
    path.length > 1 &&
    document?._format_version !== '3.0' &&
    !['string', 'number'].includes(typeof valueAt(entry.value, path)),
};

/** Of rate-limiting, and of the plugins for language models. */
const LOOKED_INTO = new Set([
  'config.redis',
  'config.llm',
  'config.auth',
  'config.model',
  'config.model.options',
]);

const isNumberOrBoolean = (value: unknown): boolean =>
  typeof value === 'number' || typeof value === 'boolean';

export const crashes = (found: DocumentFound, judged: Judged, registry: Registry): boolean =>
  Object.values(RULES).some((rule) => rule(found, judged, registry));
