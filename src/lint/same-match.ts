/** Two routes that match the same requests: one of them never answers (docs/kong/routing.md, docs/kong/validation.md section 5). */
import { type Entry, pathOf } from '../config/entries.ts';
import { labelOf } from '../config/naming.ts';
import type { Found } from '../config/passes.ts';
import type { Registry } from '../schema/registry.ts';
import { matchOf, type RouteMatch } from './route-match.ts';
import { type Rule, warn } from './rule.ts';

/** Most routes differ in what is cheap to look at; only those that do not are looked at in full. */
export const sameMatch: Rule = (subject) => {
  const alike = [pathOfRoute, hostAndPath].reduce(sharing, subject.enabledRoutes);
  const first = new Map<string, Entry>();
  const found: Found[] = [];
  for (const route of alike) {
    const signature = signatureOf(route);
    const other = first.get(signature);
    if (other) found.push(same(route, other, subject.registry));
    else first.set(signature, route);
  }
  return found;
};

/** The routes that have the same key as another. */
function sharing(routes: readonly Entry[], keyOf: (route: Entry) => string): readonly Entry[] {
  const first = new Map<string, Entry>();
  const shared = new Set<Entry>();
  for (const route of routes) {
    const key = keyOf(route);
    const other = first.get(key);
    if (other) shared.add(other).add(route);
    else first.set(key, route);
  }
  return shared.size ? routes.filter((route) => shared.has(route)) : [];
}

const pathOfRoute = ({ value }: Entry): string => least(value.paths) || least(value.hosts);

const hostAndPath = ({ value }: Entry): string => `${least(value.hosts)} ${least(value.paths)}`;

/** The first in the order of the alphabet: lists are sets to the router. */
function least(list: unknown): string {
  if (!Array.isArray(list)) return '';
  let found = '';
  for (let index = 0; index < list.length; index++) {
    const item = list[index];
    if (typeof item === 'string' && (found === '' || item < found)) found = item;
  }
  return found;
}

/** One of its own for a route that is not compared. */
function signatureOf(route: Entry): string {
  const match = matchOf(route);
  return match ? textOf(match) : `#${route.ordinal}`;
}

const textOf = (match: RouteMatch): string =>
  JSON.stringify([
    asSet(match.protocols),
    asSet(match.methods),
    asSet(match.hosts),
    asSet(match.paths),
    asSet(match.snis),
    match.headers?.map(([name, values]) => [name, asSet(values)]),
    match.ends,
    match.regexPriority,
  ]);

const asSet = (list: readonly string[] | undefined): string[] => [...new Set(list)].sort();

const same = (route: Entry, first: Entry, registry: Registry): Found =>
  warn('same-match', route, {
    message: `has the same match as ${labelOf(first, registry)}: one of the two never answers, and nothing in the file says which`,
    help: 'remove one of them, or let them differ in hosts, paths, methods or headers',
    related: [{ message: 'the other one', path: pathOf(first) }],
  });
