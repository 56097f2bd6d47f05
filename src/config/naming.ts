/** How messages and reports name an entity. */
import type { EntityRef } from '../diagnostic.ts';
import type { Registry } from '../schema/registry.ts';
import { isSecretField } from '../schema/secrets.ts';
import type { Entry } from './entries.ts';

/** `service "billing"`; what has no name for itself alone is named by its parent too: `acl 2 of consumer "bob"`. */
export function labelOf(entry: Entry, registry: Registry): string {
  const name = nameOf(entry, registry);
  const own = `${singular(entry.type.name)} ${name === undefined ? entry.index + 1 : `"${name}"`}`;
  const isScoped = name === undefined || entry.type.name === 'plugins' || !entry.type.endpointUnique;
  return entry.parent && isScoped ? `${own} of ${labelOf(entry.parent, registry)}` : own;
}

export const singular = (collection: string): string => collection.replace(/s$/, '').replaceAll('_', ' ');

export function referenceTo(entry: Entry, registry: Registry): EntityRef {
  const name = nameOf(entry, registry);
  const { id } = entry.value;
  return {
    type: entry.type.name,
    ...(name === undefined ? {} : { name }),
    ...(typeof id === 'string' ? { id } : {}),
  };
}

/** What people call it: its name, a consumer's username, a target's address; never a key. */
function nameOf({ type, value }: Entry, registry: Registry): string | undefined {
  const key = type.endpointKey ? [type.endpointKey] : [];
  const fields = [...(type.name === 'plugins' ? [] : key), 'name', ...key, 'custom_id', 'group'];
  const field = fields.find((one) => typeof value[one] === 'string' && value[one] !== '');
  if (!field || isSecretField(registry, type.name, [field])) return undefined;
  return (value[field] as string).slice(0, 200);
}
