/** Which fields of one entity differ, guided by its schema: in a set the order says nothing, secrets are never shown. */
import { type Fields, isFields } from '../../config/entries.ts';
import type { Path } from '../../diagnostic.ts';
import type { Registry } from '../../schema/registry.ts';
import { isSecretField } from '../../schema/secrets.ts';
import type { Schema } from '../../schema/types.ts';
import { secretPathsIn, subschemaOf } from '../secret-paths.ts';
import type { Item } from './items.ts';
import { sorted } from './match.ts';

export interface FieldChange {
  path: Path;
  /** Undefined: not there. Of a secret, stars. */
  before?: unknown;
  after?: unknown;
}

export const MASK = '******';

/** `renamed`: entities with other ids on both sides that are the same; references to them are, too. */
export function fieldChanges(
  before: Item,
  after: Item,
  renamed: ReadonlyMap<string, string>,
  registry: Registry,
): FieldChange[] {
  const names = schemaNames(after, registry);
  const old = withReferences(before, renamed);
  const changes: FieldChange[] = [];
  for (const field of new Set([...Object.keys(old), ...Object.keys(after.value)])) {
    const isIdle = field === 'id' && !(before.isGiven && after.isGiven);
    if (isIdle) continue;
    const schema = names
      .map((name) => registry.schema(name).properties?.[field])
      .find((one) => one !== undefined);
    compare(old[field], after.value[field], schema, [field], changes);
  }
  const sub = subschemaOf({ type: after.entityType, value: after.value });
  const isOpaque = sub !== undefined && !registry.has(sub);
  const hides = (path: Path) => (isOpaque && path[0] === 'config') || isSecret(path, names, registry);
  const isDrawn = (path: Path) => [before, after].some(({ drawn }) => drawn.has(path.join('.')));
  return changes
    .filter(({ path }) => !isDrawn(path))
    .map((change) => (hides(change.path) ? masked(change) : change));
}

export function schemaNames({ type, entityType, value }: Item, registry: Registry): string[] {
  const sub = subschemaOf({ type: entityType, value });
  return sub !== undefined && registry.has(sub) ? [sub, type] : [type];
}

export const isSecret = (path: Path, names: readonly string[], registry: Registry): boolean =>
  names.some((name) => isSecretField(registry, name, path));

function withReferences({ value, entityType }: Item, renamed: ReadonlyMap<string, string>): Fields {
  const out = { ...value };
  for (const { field } of entityType.references) {
    const id = isFields(out[field]) ? (out[field] as Fields)['id'] : undefined;
    if (typeof id === 'string' && renamed.has(id)) out[field] = { id: renamed.get(id) };
  }
  return out;
}

/** Null and nothing are the same to Kong. */
function compare(
  before: unknown,
  after: unknown,
  schema: Schema | undefined,
  path: Path,
  changes: FieldChange[],
): void {
  if (isSame(before, after)) return;
  if (isFields(before) && isFields(after)) {
    for (const key of new Set([...Object.keys(before), ...Object.keys(after)]))
      compare(before[key], after[key], fieldOf(schema, key), [...path, key], changes);
    return;
  }
  if (schema?.['x-set'] && isSame(asSet(before), asSet(after))) return;
  changes.push({
    path,
    ...(isNothing(before) ? {} : { before: withoutSecrets(before, schema) }),
    ...(isNothing(after) ? {} : { after: withoutSecrets(after, schema) }),
  });
}

const isNothing = (value: unknown): boolean => value === null || value === undefined;

const isSame = (one: unknown, other: unknown): boolean =>
  (isNothing(one) && isNothing(other)) || JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));

const asSet = (value: unknown): unknown =>
  Array.isArray(value) ? value.map((item) => JSON.stringify(sorted(item))).sort() : value;

function fieldOf(schema: Schema | undefined, key: string): Schema | undefined {
  const own = schema?.properties?.[key];
  const others = schema?.additionalProperties;
  return own ?? (typeof others === 'object' ? others : undefined);
}

const masked = ({ path, before, after }: FieldChange): FieldChange => ({
  path,
  ...(before === undefined ? {} : { before: MASK }),
  ...(after === undefined ? {} : { after: MASK }),
});

/** Secrets may also be deeper in what came or went as a whole. */
export function withoutSecrets(value: unknown, schema: Schema | undefined): unknown {
  const copy = structuredClone(value);
  for (const path of secretPathsIn(schema, value)) {
    const last = path.at(-1);
    if (last === undefined) return MASK;
    const holder = path.slice(0, -1).reduce<unknown>((inner, step) => (inner as Fields)[step], copy);
    (holder as Fields)[last] = MASK;
  }
  return copy;
}
