/** The routes that may take all requests of another, found by what they match (docs/kong/routing.md). */
import type { Entry } from '../config/entries.ts';
import { necessaryPrefix, sufficientPrefix } from './path-cover.ts';
import { hasWildcard, isRegex, matchOf, type RouteMatch } from './route-match.ts';

/** A path of a route that may take the requests of others. */
export interface Cover {
  route: Entry;
  match: RouteMatch;
  path: string;
  index: number;
}

/** So many routes with one host and path are compared, and so many lengths of paths: beyond that, nothing is said. */
const MOST = 32;

export class Covers {
  /** By fields, host and path. */
  readonly #byKey = new Map<string, Cover[]>();
  readonly #lengths = new Set<number>();

  get isEmpty(): boolean {
    return this.#byKey.size === 0;
  }

  add(route: Entry): void {
    const match = matchOf(route);
    if (match?.ends !== '') return;
    for (const [index, path] of match.paths!.entries()) {
      const prefix = sufficientPrefix(path);
      const cover = { route, match, path, index };
      if (prefix === '/') this.#put(match, ANY, cover);
      if (!isRegex(path)) continue;
      if (prefix === undefined) this.#put(match, `${EXACT}${path}`, cover);
      else if (this.#lengths.has(prefix.length) || this.#lengths.size < MOST) {
        this.#lengths.add(prefix.length);
        this.#put(match, prefix, cover);
      }
    }
  }

  /** For each path of a route, who takes its requests; undefined when one of them is left to the route. */
  winners(route: Entry, match: RouteMatch): Cover[] | undefined {
    if (match.ends !== '') return undefined;
    if (!match.paths) {
      const winner = this.#candidates(match, ANY).find(
        (cover) => match.regexPriority === 0 && cover.match.regexPriority >= 0 && takes(cover, route, match),
      );
      return winner && [winner];
    }
    const asRegex = match.paths.some(isRegex);
    const found: Cover[] = [];
    for (const path of match.paths) {
      const winner = this.#winner(path, asRegex, route, match);
      if (!winner) return undefined;
      found.push(winner);
    }
    return found;
  }

  #winner(path: string, asRegex: boolean, route: Entry, match: RouteMatch): Cover | undefined {
    const prefix = necessaryPrefix(path);
    const wins = (cover: Cover) =>
      isRegex(cover.path) &&
      (!asRegex || cover.match.regexPriority > match.regexPriority) &&
      takes(cover, route, match);
    for (const length of this.#lengths) {
      if (length > prefix.length) continue;
      const winner = this.#candidates(match, prefix.slice(0, length)).find(wins);
      if (winner) return winner;
    }
    return isRegex(path) ? this.#candidates(match, `${EXACT}${path}`).find(wins) : undefined;
  }

  #candidates(match: RouteMatch, path: string): readonly Cover[] {
    return this.#byKey.get(keyOf(match, match.hosts?.[0], path)) ?? [];
  }

  #put(match: RouteMatch, path: string, cover: Cover): void {
    for (const host of match.hosts?.slice(0, MOST) ?? [undefined]) {
      const key = keyOf(match, host, path);
      const list = this.#byKey.get(key);
      if (!list) this.#byKey.set(key, [cover]);
      else if (list.length < MOST) list.push(cover);
    }
  }
}

/** Instead of a path: whatever the path. */
const ANY = '*';
/** Before a regex that only takes the requests of the same regex. */
const EXACT = '=';

/** A route that asks for another number of things, paths apart, has another priority. */
const keyOf = ({ methods, headers, snis }: RouteMatch, host: string | undefined, path: string): string =>
  `${methods ? 'm' : ''}${snis ? 's' : ''}${headers?.map(([name]) => name).join() ?? ''} ${host ?? ''} ${path}`;

/** Whether, paths apart, the cover matches whatever the route matches, with no lower priority. */
function takes({ route: other, match: cover }: Cover, route: Entry, match: RouteMatch): boolean {
  return (
    other !== route &&
    includesAll(cover.protocols, match.protocols) &&
    includesAll(cover.methods, match.methods) &&
    includesAll(cover.snis, match.snis) &&
    includesAll(cover.hosts, match.hosts) &&
    (!cover.hosts || hasWildcard(match.hosts!) || !hasWildcard(cover.hosts)) &&
    headersInclude(cover.headers, match.headers)
  );
}

/** Both ask for nothing, or the one takes whatever the other does. */
function includesAll(all: readonly string[] | undefined, some: readonly string[] | undefined): boolean {
  if (!all || !some) return all === some;
  return some.every((one) => all.includes(one));
}

function headersInclude(all: RouteMatch['headers'], some: RouteMatch['headers']): boolean {
  if (!all || !some) return all === some;
  return (
    all.length === some.length &&
    all.every(([name, values], index) => name === some[index]![0] && includesAll(values, some[index]![1]))
  );
}
