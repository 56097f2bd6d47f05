/** The Admin API in one table (docs/kong/admin-config-api.md); `:` stands for any segment. */

import type { Registry } from '../../schema/registry.ts';
import { empty, json, message, type Outcome } from '../http/answer.ts';
import type { ApiCall, Method, Route } from './call.ts';
import { places } from './collections.ts';
import { postConfig } from './config.ts';
import { item, list, NOT_FOUND } from './entities.ts';
import { getConfig } from './export.ts';
import { loadedPlugins } from './plugins.ts';
import { refuseWrite } from './read-only.ts';
import { getRoot } from './root.ts';
import { getSchema, getSubschema, postValidate } from './schemas.ts';
import { getReady, getStatus } from './status.ts';

const FIXED: Route[] = [
  { path: '/', handlers: { GET: getRoot } },
  { path: '/status', handlers: { GET: getStatus } },
  { path: '/config', handlers: { GET: getConfig, POST: postConfig } },
  {
    path: '/plugins/enabled',
    handlers: { GET: ({ kong }) => json(200, { enabled_plugins: loadedPlugins(kong) }) },
  },
  {
    path: '/schemas/plugins/validate',
    handlers: { POST: (call) => postValidate({ ...call, names: ['plugins'] }) },
  },
  {
    path: '/schemas/vaults/validate',
    handlers: { POST: (call) => postValidate({ ...call, names: ['vaults'] }) },
  },
  { path: '/schemas/plugins/:', handlers: { GET: getSubschema('plugins') } },
  { path: '/schemas/vaults/:', handlers: { GET: getSubschema('vaults') } },
  { path: '/schemas/:/validate', handlers: { POST: postValidate } },
  { path: '/schemas/:', handlers: { GET: getSchema } },
];

const made = new WeakMap<Registry, Route[]>();

/** Made once for all nodes with the same schemas. */
export function adminRoutes(registry: Registry): Route[] {
  let routes = made.get(registry);
  if (!routes) made.set(registry, (routes = allRoutes(registry)));
  return routes;
}

function allRoutes(registry: Registry): Route[] {
  const entities = places(registry).map((place): Route => {
    const { path, isItem } = place;
    if (!isItem) return { path, handlers: { GET: list(place), POST: refuseWrite('POST', place) } };
    const writes = (['PUT', 'PATCH', 'DELETE'] as const).map((one) => [one, refuseWrite(one, place)]);
    return { path, handlers: { GET: item(place), ...Object.fromEntries(writes) } };
  });
  const routes = [...FIXED, ...entities];
  const paths = [...routes.map(({ path }) => path.replaceAll(':', ':id')), '/endpoints'].sort();
  return [...routes, { path: '/endpoints', handlers: { GET: () => json(200, { data: paths }) } }];
}

/** What a node serves beside its Admin API when `status_listen` is set. */
export const statusRoutes: Route[] = [
  { path: '/status', handlers: { GET: getStatus } },
  { path: '/status/ready', handlers: { GET: getReady } },
];

const NOT_ALLOWED = message(405, 'Method not allowed');

export function answerTo(routes: readonly Route[], call: Omit<ApiCall, 'names'>): Outcome | Promise<Outcome> {
  const { method, path } = call.request;
  const segments = path.replace(/(?<=.)\/$/, '').split('/');
  for (const route of routes) {
    const names = match(route.path.split('/'), segments);
    if (!names) continue;
    if (method === 'OPTIONS') return empty(204, { Allow: allowed(route) });
    const handler = route.handlers[(method === 'HEAD' ? 'GET' : method) as Method];
    return handler ? handler({ ...call, names }) : NOT_ALLOWED;
  }
  return NOT_FOUND;
}

/** What the placeholders stand for, or undefined. */
function match(pattern: readonly string[], segments: readonly string[]): string[] | undefined {
  if (pattern.length !== segments.length) return undefined;
  const isMatch = pattern.every(
    (part, index) => part === segments[index] || (part === ':' && segments[index] !== ''),
  );
  return isMatch ? segments.filter((_, index) => pattern[index] === ':').map(decoded) : undefined;
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

const allowed = ({ handlers }: Route): string =>
  [...Object.keys(handlers), 'OPTIONS', ...(handlers.GET ? ['HEAD'] : [])].sort().join(', ');
