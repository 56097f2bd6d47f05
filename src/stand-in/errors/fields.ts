/** Findings become Kong's error tree, each at the place where Kong would put it. */
import { type Entry, pathOf, valueAt } from '../../config/entries.ts';
import type { DocumentFound } from '../../config/judge.ts';
import type { Path } from '../../diagnostic.ts';
import type { Finding } from '../../schema/finding.ts';
import type { Registry } from '../../schema/registry.ts';
import type { Schema } from '../../schema/types.ts';
import { type EntryFound, referrerKey, type Stage } from './stage.ts';
import { Branch } from './tree.ts';

export function fieldsOf(stage: Stage, registry: Registry): Branch {
  const tree = new Branch();
  if (stage.kind === 'fields') for (const found of stage.found) addField(tree, found, registry);
  if (stage.kind === 'identity') {
    for (const { entry, finding } of stage.repeated) tree.leaf(placeInParent(entry), finding.message);
    for (const { entry, finding } of stage.dangling)
      tree.list([entry.type.name, referrerKey(entry)!], finding.message);
  }
  if (stage.kind === 'unique')
    for (const { entry, finding } of lastOfEachType(stage.found))
      tree.leaf([entry.type.name, referrerKey(entry) ?? entry.id ?? entry.index], finding.message);
  return tree;
}

function addField(tree: Branch, { entry, finding }: DocumentFound, registry: Registry): void {
  if (entry) addFinding(tree, pathOf(entry), finding, entry, registry);
  // A document that is no map lacks this first of all.
  else tree.leaf(finding.path.length > 0 ? finding.path : ['_format_version'], finding.message);
}

/** A finding below `start`: at its field; what a rule across fields says at the record, and of some rules at the field, too. */
export function addFinding(
  tree: Branch,
  start: Path,
  finding: Finding,
  entry: Entry,
  registry: Registry,
): void {
  const { path, kong, message } = finding;
  const place = (below: Path) => [...start, ...followed(entry, below, registry)];
  if (kong?.check) {
    tree.entity(place(kong.path), message);
    if (kong.check.conditional) tree.leaf(place(path), message);
    return;
  }
  // Of a reference in a nested entity Kong says that it must not be there.
  const isNestedReference = finding.code === 'missing-reference' && entry.parent;
  const at = isNestedReference ? path.slice(0, 1) : (kong?.path ?? path);
  const items = finding.code === 'wrong-type' ? itemsInsteadOfFields(entry, at, registry) : 0;
  for (let index = 0; index < items; index++) tree.leaf([...place(at), index], message);
  if (items === 0) tree.leaf(place(at), message);
}

/** A path as far as Kong follows it: what is wrong in a map is said of the map. */
function followed(entry: Entry, path: Path, registry: Registry): Path {
  const end = path.findIndex(
    (_, depth) => typeof schemaAt(entry, path.slice(0, depth), registry)?.additionalProperties === 'object',
  );
  return end < 0 ? path : path.slice(0, end);
}

function schemaAt(entry: Entry, path: Path, registry: Registry): Schema | undefined {
  const own = registry.schema(entry.type.name);
  const sub = `${entry.type.name}/${entry.value.name}`;
  const isExtended = entry.type.subschemas !== undefined && registry.has(sub);
  return path.reduce<Schema | undefined>((schema, key, depth) => {
    const added = isExtended && depth === 0 ? registry.schema(sub).properties?.[key] : undefined;
    return added ?? schema?.items ?? schema?.properties?.[key];
  }, own);
}

/** To Kong a list in place of a record is one whose fields are called 1, 2, …, and none of them is known. */
function itemsInsteadOfFields(entry: Entry, path: Path, registry: Registry): number {
  const value = valueAt(entry.value, path);
  const schema = schemaAt(entry, path, registry);
  const isRecord = schema !== undefined && (schema.properties !== undefined || 'x-foreign' in schema);
  return Array.isArray(value) && isRecord ? value.length : 0;
}

/** Kong names the direct parent alone. */
const placeInParent = ({ type, index, parent }: Entry): (string | number)[] => [
  ...(parent ? [parent.type.name, parent.index] : []),
  type.name,
  index,
];

const lastOfEachType = (found: readonly EntryFound[]): EntryFound[] => [
  ...new Map(found.map((one) => [one.entry.type.name, one])).values(),
];
