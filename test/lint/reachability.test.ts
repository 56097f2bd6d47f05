/** What is said of routes that are never reached, against a router that tries every request. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { necessaryPrefix, sufficientPrefix } from '../../src/lint/path-cover.ts';
import { lintOf } from './judged.ts';
import { isHigher, meets, pathsOf, priority, type Request, type Route, requests } from './router.ts';

const saidUnreachable = (routes: Route[]): string[] =>
  lintOf({ _format_version: '3.0', routes }).flatMap(
    (found) => /^unreachable-route (.*)/.exec(found)?.[1] ?? [],
  );

const optional = <T>(values: T[]) => fc.option(fc.constantFrom(...values), { nil: undefined, freq: 2 });

const routesWith = (paths: fc.Arbitrary<string[] | undefined>): fc.Arbitrary<Route[]> =>
  fc
    .array(
      fc.record({
        protocols: optional([['http'], ['https'], ['https', 'http']]),
        methods: optional([['GET'], ['POST', 'GET']]),
        hosts: optional([['a.x'], ['b.x'], ['b.x', 'a.x'], ['*.x'], ['a.*', 'b.x']]),
        headers: optional<Record<string, string[]>>([{ h: ['1'] }, { h: ['2', '1'] }]),
        paths,
        regex_priority: optional([0, 1, 2]),
      }),
      { minLength: 2, maxLength: 6 },
    )
    .map((routes) => routes.map((route, index) => JSON.parse(JSON.stringify(named(route, index)))));

/** Without a regex its priority has no meaning. */
const named = ({ regex_priority, ...route }: Omit<Route, 'name'>, index: number): Route => ({
  ...route,
  name: `r${index}`,
  ...(route.paths?.some((path) => path.startsWith('~')) ? { regex_priority } : {}),
});

const REGEXES = ['~/', '~/a', '~/a/.*', '~/a/b', '~/a$', '~/a/\\d'];
const PLAIN = ['/', '/a', '/a/b', '/b', '/a/'];

/** Paths of one kind a route, as most people write them. */
const ofOneKind = fc.oneof(
  fc.constant(undefined),
  fc.subarray(REGEXES, { minLength: 1, maxLength: 2 }),
  fc.subarray(PLAIN, { minLength: 1, maxLength: 2 }),
);

const anyPaths = fc.option(
  fc.subarray([...REGEXES, ...PLAIN, '~/(a|b)', '~/a|/b', '~/ab?', '~/a.b', '~/[ab]', '~/a+', '~/a{2}'], {
    minLength: 1,
    maxLength: 3,
  }),
  { nil: undefined },
);

/** One path of another route takes all that this path matches. */
const isTaken = (route: Route, path: string | undefined, routes: Route[], matched: Request[]): boolean =>
  routes.some(
    (other) =>
      other !== route &&
      pathsOf(other).some(
        (otherPath) =>
          [true, false].every((counted) =>
            isHigher(priority(other, otherPath, false, counted), priority(route, path, false, counted)),
          ) && matched.every((request) => meets(other, otherPath, request)),
      ),
  );

test('says so of exactly those routes whose every path is taken by another', () => {
  let unreachable = 0;
  fc.assert(
    fc.property(routesWith(ofOneKind), (routes) => {
      const expected = routes
        .filter((route) =>
          pathsOf(route).every((path) => {
            const matched = requests.filter((request) => meets(route, path, request));
            return isTaken(route, path, routes, matched);
          }),
        )
        .map(({ name }) => name);
      unreachable += expected.length;
      expect(saidUnreachable(routes)).toEqual(expected);
    }),
    { numRuns: 600 },
  );
  expect(unreachable).toBeGreaterThan(20);
});

test('never says so of a route that any request reaches, however paths are mixed', () => {
  fc.assert(
    fc.property(routesWith(anyPaths), fc.boolean(), fc.boolean(), (routes, whole, counted) => {
      for (const name of saidUnreachable(routes)) {
        const route = routes.find((one) => one.name === name)!;
        const reached = requests.find((request) =>
          winnersOf(request, routes, whole, counted).includes(route),
        );
        expect([name, reached]).toEqual([name, undefined]);
      }
    }),
    { numRuns: 600 },
  );
});

/** Those with the highest priority of the routes that match. */
function winnersOf(request: Request, routes: Route[], whole: boolean, counted: boolean): Route[] {
  const matching = routes.flatMap((route) =>
    pathsOf(route)
      .filter((path) => meets(route, path, request))
      .map((path) => ({ route, rank: priority(route, path, whole, counted) })),
  );
  return matching
    .filter(({ rank }) => !matching.some((other) => isHigher(other.rank, rank)))
    .map(({ route }) => route);
}

test.each([
  ['/a', '/a', '/a'],
  ['~/a', '/a', '/a'],
  ['~/a/.*', '/a/', '/a/'],
  ['~/a/\\d+', undefined, '/a/'],
  ['~/a$', undefined, '/a'],
  ['~/ab?', undefined, '/a'],
  ['~/ab*c', undefined, '/a'],
  ['~/ab{2}', undefined, '/a'],
  ['~/ab+', undefined, '/ab'],
  ['~/a|/b', undefined, '/'],
  ['~/a.b', undefined, '/a'],
])(
  '%s is met by all that begins with %s, and by nothing that does not begin with %s',
  (path, enough, needed) => {
    expect(sufficientPrefix(path)).toBe(enough);
    expect(necessaryPrefix(path)).toBe(needed);
  },
);
