/** Where the Admin API has the collections; the names of Kong's own schemas (`admin_api_name`, `admin_api_nested_name`). */
import type { EntityType } from '../../schema/digest.ts';
import type { Registry } from '../../schema/registry.ts';

/** Top level, and below a parent. */
const NAMES: Record<string, [top: string, nested: string]> = {
  basicauth_credentials: ['basic-auths', 'basic-auth'],
  hmacauth_credentials: ['hmac-auths', 'hmac-auth'],
  keyauth_credentials: ['key-auths', 'key-auth'],
  jwt_secrets: ['jwts', 'jwt'],
  oauth2_credentials: ['oauth2', 'oauth2'],
  key_sets: ['key-sets', 'key-sets'],
  filter_chains: ['filter-chains', 'filter-chains'],
};

const WITHOUT = new Set([
  'workspaces',
  'parameters',
  'clustering_data_planes',
  'oauth2_authorization_codes',
  'ratelimiting_metrics',
  'session_metadatas',
]);

export interface Place {
  /** `/services`, `/services/:`, `/services/:/routes`, `/services/:/routes/:`. */
  path: string;
  type: EntityType;
  /** Only those whose reference leads to this parent. */
  parent?: { type: EntityType; field: string };
  isItem: boolean;
}

export function places(registry: Registry): Place[] {
  const types = [...registry.types.values()].filter(({ name }) => !WITHOUT.has(name));
  return types.flatMap((type) => {
    const top = `/${NAMES[type.name]?.[0] ?? type.name}`;
    const nested = types.flatMap((child): Place[] => {
      const field = child.references.find(({ target }) => target === type.name)?.field;
      if (!field) return [];
      const path = `${top}/:/${NAMES[child.name]?.[1] ?? child.name}`;
      const place = { type: child, parent: { type, field } };
      return [
        { ...place, path, isItem: false },
        { ...place, path: `${path}/:`, isItem: true },
      ];
    });
    return [{ path: top, type, isItem: false }, { path: `${top}/:`, type, isItem: true }, ...nested];
  });
}
