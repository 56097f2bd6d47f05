/** Differences as lines of text, and as canonical texts that can be laid side by side. */
import { type Fields, isFields } from '../../config/entries.ts';
import type { Judged } from '../../config/judge.ts';
import { treeOf, writeTree } from '../../document/layout.ts';
import type { Registry } from '../../schema/registry.ts';
import { secretsOf } from '../secret-paths.ts';
import { type EntityChange, itemsOf } from './index.ts';
import type { Item } from './items.ts';
import { sorted } from './match.ts';

const SHORT = 70;

/** A value on one line, not too long. */
export function inLine(value: unknown): string {
  if (value === undefined) return '(none)';
  const text = typeof value === 'string' && /^[\w./:*-]+$/.test(value) ? value : JSON.stringify(value);
  return text.length > SHORT ? `${text.slice(0, SHORT - 1)}…` : text;
}

const signs = { added: '+', removed: '-', changed: '~' } as const;

/** One line for each entity, one for each field that changed. */
export function changeLines({ change, label, fields }: EntityChange): string[] {
  return [
    `${signs[change]} ${label}`,
    ...fields.map(({ path, before, after }) => `    ${path.join('.')}: ${inLine(before)} → ${inLine(after)}`),
  ];
}

/** `3 differences: 1 added, 2 changed` */
export function inNumbers(changes: readonly EntityChange[]): string {
  if (changes.length === 0) return 'no differences';
  const counts = (['added', 'removed', 'changed'] as const)
    .map((kind) => [kind, changes.filter(({ change }) => change === kind).length] as const)
    .filter(([, count]) => count > 0)
    .map(([kind, count]) => `${count} ${kind}`);
  return `${changes.length} ${changes.length === 1 ? 'difference' : 'differences'}: ${counts.join(', ')}`;
}

type Seal = (secret: unknown) => string;

/**
 * A config as text that is the same for the same entities: everything filled in, in one order, references by name, secrets
 * as what `seal` makes of them.
 */
export function canonical(judged: Judged, registry: Registry, seal: Seal, withIds = false): string {
  const items = itemsOf(judged, registry).sort((a, b) =>
    a.label < b.label ? -1 : a.label > b.label ? 1 : 0,
  );
  const names = new Map(
    items.map(({ id, value, entityType }) => [id, value[entityType.endpointKey ?? ''] ?? id]),
  );
  const collections: Record<string, unknown[]> = {};
  for (const item of items) {
    const { id, ...rest } = sealed(item, registry, seal);
    for (const { field } of item.entityType.references) {
      const reference = rest[field];
      if (isFields(reference)) rest[field] = names.get(String(reference['id'])) ?? reference['id'];
    }
    const own = withIds && item.isGiven ? { id, ...rest } : rest;
    const written = Object.entries(own).filter(([, value]) => value !== null);
    (collections[item.type] ??= []).push(sorted(Object.fromEntries(written)));
  }
  return (
    writeTree({ root: treeOf(sorted(collections)), header: [], bare: true, merges: false }, 'yaml').value ??
    ''
  );
}

function sealed({ value, entityType: type }: Item, registry: Registry, seal: Seal): Fields {
  const own = structuredClone(value);
  for (const path of secretsOf({ type, value: own }, registry)) {
    const holder = path.slice(0, -1).reduce<unknown>((inner, step) => (inner as Fields)[step], own) as Fields;
    holder[path.at(-1)!] = seal(holder[path.at(-1)!]);
  }
  return own;
}
