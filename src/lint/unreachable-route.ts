/** Routes whose requests all go to another route (docs/kong/routing.md). */
import { type Entry, pathOf } from '../config/entries.ts';
import { labelOf } from '../config/naming.ts';
import type { Found } from '../config/passes.ts';
import type { Registry } from '../schema/registry.ts';
import { type Cover, Covers } from './covers.ts';
import { isRegex } from './route-match.ts';
import { type Rule, texts, warn } from './rule.ts';

export const unreachableRoute: Rule = (subject) => {
  // The oldest router has priorities of its own.
  if (subject.node.routerFlavor === 'traditional') return [];
  const candidates = subject.survey.routesWithOddPaths.filter(mayCover);
  const covers = new Covers(candidates.filter((route) => subject.isRouted(route)));
  if (covers.isEmpty) return [];
  const found: Found[] = [];
  for (const route of subject.enabledRoutes) {
    const winners = covers.winners(route);
    if (winners) found.push(unreachable(route, winners, subject.registry));
  }
  return found;
};

/** Only a regex, or the path of all paths, takes requests from a route that asks for as much. */
function mayCover({ value }: Entry): boolean {
  const { paths } = value;
  if (!Array.isArray(paths)) return false;
  for (let index = 0; index < paths.length; index++) {
    const path = paths[index];
    if (typeof path === 'string' && (path === '/' || isRegex(path))) return true;
  }
  return false;
}

function unreachable(route: Entry, winners: readonly Cover[], registry: Registry): Found {
  const others = [...new Set(winners)];
  const names = others.slice(0, SHOWN).map((cover) => `${labelOf(cover.route, registry)} (${cover.path})`);
  const more = others.length > SHOWN ? ` and ${others.length - SHOWN} more` : '';
  const { why, help } = reasonOf(route);
  return warn('unreachable-route', route, {
    message: `is never reached: every request for it goes to ${names.join(', ')}${more}, since ${why}`,
    help,
    related: others.slice(0, SHOWN).map((cover) => ({
      message: 'this one answers',
      path: [...pathOf(cover.route), 'paths', cover.index],
    })),
  });
}

/** So many of the routes that answer are named. */
const SHOWN = 3;

function reasonOf({ value }: Entry): { why: string; help: string } {
  const paths = texts(value.paths);
  if (!paths)
    return {
      why: 'a path that all requests have counts as one more criterion',
      help: 'remove it, or let it ask for something that the other does not',
    };
  const isPlain = !paths.some(isRegex);
  return {
    why: isPlain ? 'a regex is asked before a plain path' : 'a higher regex_priority is asked first',
    help: isPlain
      ? 'remove it, let the other match less, or write this path as a regex with a higher regex_priority'
      : 'remove it, let the other match less, or raise its regex_priority',
  };
}
