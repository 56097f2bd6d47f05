/** Plugins whose protocols are none of those of their route or service (docs/kong/declarative-format.md section 11, end). */
import type { Entry } from '../config/entries.ts';
import { labelOf } from '../config/naming.ts';
import type { Found } from '../config/passes.ts';
import type { Registry } from '../schema/registry.ts';
import { isText, type Rule, texts, warn } from './rule.ts';
import { isEnabled, type Subject } from './subject.ts';

const ROUTE_DEFAULT = ['http', 'https'];

export const protocolMismatch: Rule = (subject) => {
  const found: Found[] = [];
  const { pluginsWithProtocols, streamRoutes } = subject.survey;
  let routesOf: Map<Entry, Entry[]> | undefined;
  // Every plugin is for HTTP, as long as nothing else is said.
  for (const plugin of streamRoutes.length ? subject.all('plugins') : pluginsWithProtocols) {
    if (!isEnabled(plugin)) continue;
    const route = subject.target(plugin, 'route');
    const service = route ? undefined : subject.target(plugin, 'service');
    const routes = route ? [route] : service && (routesOf ??= byService(subject)).get(service);
    const own = routes && protocolsOf(plugin, subject.registry);
    if (!own || routes.some((one) => routeProtocols(one).some((protocol) => own.includes(protocol))))
      continue;
    found.push(mismatch(plugin, own, routes, service, subject.registry));
  }
  return found;
};

const routeProtocols = ({ value }: Entry): readonly string[] => texts(value.protocols) ?? ROUTE_DEFAULT;

function protocolsOf({ value }: Entry, registry: Registry): readonly string[] | undefined {
  const name = isText(value.name) ? `plugins/${value.name}` : '';
  const own = registry.has(name) ? registry.schema(name).properties?.protocols?.default : undefined;
  return (
    texts(value.protocols) ?? texts(own) ?? texts(registry.schema('plugins').properties?.protocols?.default)
  );
}

function byService(subject: Subject): Map<Entry, Entry[]> {
  const found = new Map<Entry, Entry[]>();
  for (const route of subject.all('routes')) {
    const service = subject.target(route, 'service');
    const routes = service && found.get(service);
    if (routes) routes.push(route);
    else if (service) found.set(service, [route]);
  }
  return found;
}

function mismatch(
  plugin: Entry,
  own: readonly string[],
  routes: readonly Entry[],
  service: Entry | undefined,
  registry: Registry,
): Found {
  const theirs = [...new Set(routes.flatMap(routeProtocols))];
  const whose = service ? `the routes of ${labelOf(service, registry)}` : labelOf(routes[0]!, registry);
  return warn('protocol-mismatch', plugin, {
    ...(plugin.value.protocols === undefined ? {} : { path: ['protocols'] }),
    message: `is for ${listed(own)}, and ${whose} take${service ? '' : 's'} ${listed(theirs)}: a node with a database refuses this`,
    help: `set its protocols to some of ${listed(theirs)} if the plugin takes them, or remove it`,
  });
}

const listed = (names: readonly string[]): string => names.join(', ');
