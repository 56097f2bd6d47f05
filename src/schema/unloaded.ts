/** Words for plugins and vaults that the node does not have, and for what would come with them. */

import { suggestion } from '../suggest.ts';
import type { EntityType } from './digest.ts';
import type { Finding } from './finding.ts';
import type { Registry } from './registry.ts';

/** Nothing is known of a plugin or vault of this name. */
export function unknownSubschema(type: EntityType, name: string, registry: Registry): Finding {
  const full = `${type.name}/${name}`;
  const what = type.name === 'plugins' ? 'plugin' : 'vault';
  const base = { code: `unknown-${what}`, path: ['name'] } as const;
  const loaded = registry.loaded(type.name);
  if (loaded && registry.whole.has(full) && !registry.has(full))
    return {
      ...base,
      message: `the node does not load the ${what} "${name}"`,
      help: `add it to ${loaded.said}, or remove it here`,
    };
  if (loaded?.names.includes(name))
    return {
      ...base,
      severity: 'warning',
      message: `nothing is known of the ${what} "${name}", so its config is not judged`,
      help: 'give its schema with --schemas DIR',
    };
  const known = registry.names(type.name as 'plugins' | 'vaults');
  return {
    ...base,
    message: `no ${what} is called "${name}"`,
    help:
      suggestion(name, known) ?? (what === 'plugin' ? otherPlugin(loaded?.said) : `use ${known.join(', ')}`),
  };
}

const otherPlugin = (said: string | undefined): string =>
  said === undefined
    ? 'use a bundled plugin, or give its schema with --schemas DIR'
    : `use one that the node loads, or add it to ${said}`;

/** A collection that comes with a plugin which the node does not load: docs/kong/more-observations.md, section 2. */
export function unloadedCollection(name: string, registry: Registry): Finding {
  const plugin = registry.unloaded.get(name);
  return {
    code: 'unknown-field',
    path: [name],
    message: `has an unknown field "${name}": the node does not load the plugin ${plugin}, which brings it`,
    help: `add ${plugin} to ${registry.loaded('plugins')?.said}, or remove the field, empty or not`,
  };
}
