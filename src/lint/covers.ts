/** The routes that may take all requests of another, found by what they match (docs/kong/routing.md). */
import type { Entry } from '../config/entries.ts';
import { Buckets, rankOf } from './cover-buckets.ts';
import { necessaryPrefix, sufficientPrefix } from './path-cover.ts';
import { isRegex } from './route-match.ts';
import { texts } from './rule.ts';

/** A path of a route that may take the requests of others. */
export interface Cover {
  route: Entry;
  path: string;
  index: number;
}

/** So many lengths of paths are tried: beyond that, nothing is said. */
const MOST = 32;

export class Covers {
  /** By the text that is enough to be matched. */
  readonly #byPrefix = new Buckets();
  /** By a regex that asks for more. */
  readonly #byRegex = new Buckets();
  /** Whatever the path. */
  readonly #any = new Buckets();
  readonly #lengths = new Set<number>();
  /** The highest and the lowest rank of a regex. */
  #highest = Number.NEGATIVE_INFINITY;
  #lowest = Number.POSITIVE_INFINITY;

  constructor(routes: readonly Entry[]) {
    for (const route of routes) {
      this.#highest = Math.max(this.#highest, rankOf(route));
      this.#lowest = Math.min(this.#lowest, rankOf(route));
    }
    for (const route of routes) this.#add(route);
  }

  get isEmpty(): boolean {
    return this.#byPrefix.isEmpty && this.#byRegex.isEmpty && this.#any.isEmpty;
  }

  #add(route: Entry): void {
    for (const path of texts(route.value.paths)!) {
      const isPattern = isRegex(path);
      if (!isPattern && path !== '/') continue;
      const prefix = sufficientPrefix(path);
      if (prefix === '/') this.#any.add('', route);
      if (!isPattern) continue;
      if (prefix === undefined) {
        // Of two routes with the same regex, the one with the higher rank wins.
        if (this.#highest > this.#lowest) this.#byRegex.add(path, route);
      } else if (this.#lengths.has(prefix.length) || this.#lengths.size < MOST) {
        this.#lengths.add(prefix.length);
        this.#byPrefix.add(prefix, route);
      }
    }
  }

  /** For each path of a route, who takes its requests; undefined when one of them is left to the route. */
  winners(route: Entry): Cover[] | undefined {
    const paths = texts(route.value.paths);
    if (!paths) {
      const winner = this.#any.find('', route, (rank) => rank >= 0 && rankOf(route) === 0);
      return winner && [coverOf(winner, (path) => sufficientPrefix(path) === '/')];
    }
    // A route with a regex may be ranked by it as a whole.
    const least = paths.some(isRegex) ? rankOf(route) : Number.NEGATIVE_INFINITY;
    if (least >= this.#highest) return undefined;
    const found: Cover[] = [];
    for (const path of paths) {
      const winner = this.#winner(path, route, (rank) => rank > least);
      if (!winner) return undefined;
      found.push(winner);
    }
    return found;
  }

  #winner(path: string, route: Entry, isEnough: (rank: number) => boolean): Cover | undefined {
    const same = isRegex(path) ? this.#byRegex.find(path, route, isEnough) : undefined;
    if (same) return coverOf(same, (other) => other === path);
    if (this.#lengths.size === 0) return undefined;
    const prefix = necessaryPrefix(path);
    for (const length of this.#lengths) {
      if (length > prefix.length) continue;
      const start = prefix.slice(0, length);
      const winner = this.#byPrefix.find(start, route, isEnough);
      if (winner) return coverOf(winner, (other) => isRegex(other) && sufficientPrefix(other) === start);
    }
    return undefined;
  }
}

function coverOf(route: Entry, isIt: (path: string) => boolean): Cover {
  const paths = texts(route.value.paths)!;
  const index = paths.findIndex(isIt);
  return { route, path: paths[index]!, index };
}
