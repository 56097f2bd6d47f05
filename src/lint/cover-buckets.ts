/** Routes by a path of theirs; where many have the same, also by what else they ask for. */
import type { Entry } from '../config/entries.ts';
import { hasWildcard, matchOf, type RouteMatch } from './route-match.ts';
import { texts } from './rule.ts';

/** So many routes that ask for the same are compared: beyond that, nothing is said. */
const MOST = 32;

export class Buckets {
  /** A single route by itself: nearly all are. */
  readonly #byPath = new Map<string, Entry | Entry[]>();
  readonly #indexes = new Map<string, Map<string, Entry[]>>();

  get isEmpty(): boolean {
    return this.#byPath.size === 0;
  }

  add(path: string, route: Entry): void {
    const known = this.#byPath.get(path);
    if (!known) this.#byPath.set(path, route);
    else if (Array.isArray(known)) known.push(route);
    else this.#byPath.set(path, [known, route]);
  }

  /** One that takes what a route matches, paths apart, and is ranked well enough. */
  find(path: string, route: Entry, isEnough: (rank: number) => boolean): Entry | undefined {
    const known = this.#byPath.get(path);
    if (!known) return undefined;
    const wins = (other: Entry): boolean => other !== route && isEnough(rankOf(other)) && takes(other, route);
    if (!Array.isArray(known)) return wins(known) ? known : undefined;
    return (known.length <= MOST ? known : this.#alike(path, known, route)).find(wins);
  }

  #alike(path: string, routes: readonly Entry[], route: Entry): readonly Entry[] {
    let index = this.#indexes.get(path);
    if (!index) this.#indexes.set(path, (index = indexOf(routes)));
    const match = matchOf(route);
    return (match && index.get(keyOf(match, match.hosts?.[0]))) ?? [];
  }
}

function indexOf(routes: readonly Entry[]): Map<string, Entry[]> {
  const index = new Map<string, Entry[]>();
  for (const route of routes) {
    const match = matchOf(route);
    if (!match) continue;
    for (const host of match.hosts?.slice(0, MOST) ?? [undefined]) {
      const key = keyOf(match, host);
      const list = index.get(key);
      if (!list) index.set(key, [route]);
      else if (list.length < MOST) list.push(route);
    }
  }
  return index;
}

export const rankOf = ({ value }: Entry): number =>
  typeof value.regex_priority === 'number' ? value.regex_priority : 0;

/** A route that asks for another number of things, paths apart, has another priority. */
const keyOf = ({ methods, headers, snis }: RouteMatch, host: string | undefined): string =>
  `${methods ? 'm' : ''}${snis ? 's' : ''}${headers?.map(([name]) => name).join() ?? ''} ${host ?? ''}`;

/** Whether, paths apart, a route matches whatever the other matches, with no lower priority. */
function takes(route: Entry, other: Entry): boolean {
  // Most often the hosts differ, which is cheap to see.
  if (!includesAll(texts(route.value.hosts), texts(other.value.hosts))) return false;
  const [all, some] = [matchOf(route), matchOf(other)];
  return (
    all?.ends === '' &&
    some?.ends === '' &&
    includesAll(all.methods, some.methods) &&
    includesAll(all.protocols, some.protocols) &&
    includesAll(all.snis, some.snis) &&
    (!all.hosts || hasWildcard(some.hosts!) || !hasWildcard(all.hosts)) &&
    headersInclude(all.headers, some.headers)
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
