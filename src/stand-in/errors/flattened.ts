/** What is wrong, entity by entity: `flattened_errors` (docs/kong/admin-config-api.md section 4). */
import { type Entry, type Fields, isFields, pathOf, valueAt } from '../../config/entries.ts';
import type { Judged } from '../../config/judge.ts';
import { isUuid } from '../../config/uuid.ts';
import type { Registry } from '../../schema/registry.ts';
import { addFinding } from './fields.ts';
import type { Stage } from './stage.ts';
import { Branch, ENTITY } from './tree.ts';

export interface FlattenedError {
  entity_type: string;
  entity_name?: string;
  entity_id?: string;
  entity_tags?: string[];
  entity: unknown;
  errors: { type: 'field' | 'entity'; field?: string; message: string }[];
}

/** References that lead nowhere are lost on the way, as are unique fields that repeat. */
export function flattenedErrors(stage: Stage, judged: Judged, registry: Registry): FlattenedError[] {
  if (stage.kind === 'identity')
    return stage.repeated.map(({ entry, finding }) =>
      // By now Kong has given each entity its id.
      element(entry.type.name, identified(entry, judged), [ofEntity(finding.message)]),
    );
  if (stage.kind !== 'fields') return [];
  const trees = new Map<Entry, Branch>();
  for (const { entry, finding } of stage.found) {
    if (!entry) continue;
    if (!trees.has(entry)) trees.set(entry, new Branch());
    addFinding(trees.get(entry)!, [], finding, entry, registry);
  }
  return [...trees].flatMap(([entry, tree]) => elements(entry, tree, judged));
}

/** One for the entity, and one for each reference that is written as a map and wrong in itself. */
function elements(entry: Entry, tree: Branch, judged: Judged): FlattenedError[] {
  const written = submitted(entry, judged);
  const links = entry.type.references.flatMap(({ field, target }) => {
    const value = written[field];
    const said = typeof value === 'object' && value !== null ? tree.take(field) : undefined;
    if (said === undefined) return [];
    return [element(target, value, said instanceof Branch ? errorsOf(said) : [ofEntity(said)])];
  });
  if (tree.size === 0) return links;
  return [...links, element(entry.type.name, echoed(entry, written), errorsOf(tree))];
}

function element(collection: string, entity: unknown, errors: FlattenedError['errors']): FlattenedError {
  const { name, id, tags } = isFields(entity) ? entity : ({} as Fields);
  return {
    entity_type: collection.replace(/s$/, ''),
    ...(typeof name === 'string' && name !== '' ? { entity_name: name } : {}),
    ...(isUuid(id) ? { entity_id: id } : {}),
    ...(isTexts(tags) ? { entity_tags: tags } : {}),
    entity: withoutEmptyLists(entity),
    errors,
  };
}

const isTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.length > 0 && value.every((one) => typeof one === 'string');

function errorsOf(tree: Branch, path: readonly string[] = []): FlattenedError['errors'] {
  return tree.entries.flatMap(([key, child]): FlattenedError['errors'] => {
    if (key === ENTITY) return (child as string[]).map(ofEntity);
    const here = [...path, String(typeof key === 'number' ? key + 1 : key)];
    if (child instanceof Branch) return errorsOf(child, here);
    return [child].flat().map((message) => ({ type: 'field', field: here.join('.'), message }));
  });
}

const ofEntity = (message: string): FlattenedError['errors'][number] => ({ type: 'entity', message });

/** As written, before shorthand fields were replaced. */
function submitted(entry: Entry, { document }: Judged): Fields {
  const value = valueAt(document, pathOf(entry));
  return isFields(value) ? value : {};
}

const identified = (entry: Entry, judged: Judged): Fields => {
  const value = echoed(entry, submitted(entry, judged));
  return entry.type.generatesId && entry.id !== undefined ? { ...value, id: entry.id } : value;
};

/** Without what nests in it; with its parent, where that is known by an id; references as maps come down to their ids. */
function echoed({ type, parent, parentField }: Entry, written: Fields): Fields {
  const out = Object.fromEntries(
    Object.entries(written).filter(([key]) => !Object.hasOwn(type.children, key)),
  );
  for (const { field } of type.references) {
    const value = out[field];
    if (typeof value !== 'object' || value === null) continue;
    delete out[field];
    if (isFields(value) && value.id !== undefined) out[field] = { id: value.id };
  }
  if (parent && parentField && isUuid(parent.value.id)) out[parentField] = { id: parent.value.id };
  return out;
}

/** Lua knows no empty list; Kong answers with an empty map. */
function withoutEmptyLists(value: unknown): unknown {
  if (Array.isArray(value)) return value.length === 0 ? {} : value.map(withoutEmptyLists);
  if (!isFields(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withoutEmptyLists(item)]));
}
