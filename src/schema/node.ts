/** The settings of a node on which it depends what there is to be written: docs/kong/kong-conf.md, section 4. */
import type { Digest, EntityType } from './digest.ts';

/** A node with none of them set is a default one without a database. */
export interface NodeSettings {
  routerFlavor?: 'traditional' | 'traditional_compatible' | 'expressions';
  database?: 'off' | 'postgres';
  role?: 'traditional' | 'control_plane' | 'data_plane';
  wasm?: boolean;
  /** Where it is written that the node loads no Lua: `untrusted_lua in kong.conf:3`. Default: it does. */
  withoutLua?: string;
  /** Default: all that are known. */
  plugins?: Loaded;
  vaults?: Loaded;
}

/** What of the known, or of others, the node loads. */
export interface Loaded {
  names: readonly string[];
  /** Where that is written, as a message can name it: `plugins in kong.conf:3`, `KONG_PLUGINS`. */
  said: string;
}

/** The folders of schemas/nodes/ that count for a node. */
function foldersFor({ routerFlavor, database, role, wasm }: NodeSettings): string[] {
  // docs/kong/dbless-compat.md, section 2: a control plane judges for nodes without a database.
  const hasDatabase = database === 'postgres' && role !== 'control_plane';
  return [
    ...(routerFlavor ? [routerFlavor] : []),
    ...(hasDatabase ? ['postgres'] : []),
    ...(wasm ? ['wasm'] : []),
  ];
}

/** The schemas that are others for this node: their names, and where they are (`nodes/expressions/routes`). */
export function otherSchemas(node: NodeSettings, { nodes }: Digest): Map<string, string> {
  return new Map(
    foldersFor(node).flatMap((folder) =>
      (nodes[folder] ?? []).map((name): [string, string] => [name, `nodes/${folder}/${name}`]),
    ),
  );
}

/**
 * The entity types that there are, and those that come with plugins which the node does not load: to it their collections
 * are no fields at all (docs/kong/more-observations.md, section 2).
 */
export function loadedTypes(
  all: ReadonlyMap<string, EntityType>,
  { plugins }: NodeSettings,
): { types: ReadonlyMap<string, EntityType>; unloaded: ReadonlyMap<string, string> } {
  const unloaded = new Map<string, string>();
  if (!plugins) return { types: all, unloaded };
  for (const { name, plugin } of all.values())
    if (plugin && !plugins.names.includes(plugin)) unloaded.set(name, plugin);
  const types = [...all].filter(([name]) => !unloaded.has(name));
  return { types: new Map(types.map(([name, type]) => [name, withoutChildren(type, unloaded)])), unloaded };
}

function withoutChildren(type: EntityType, unloaded: ReadonlyMap<string, string>): EntityType {
  const children = Object.entries(type.children);
  const kept = children.filter(([name]) => !unloaded.has(name));
  if (kept.length === children.length) return type;
  const gone = children.flatMap(([name]) => (unloaded.has(name) ? [name] : []));
  return { ...type, children: Object.fromEntries(kept), unloaded: gone };
}
