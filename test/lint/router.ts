/** A router that tries every route on a request, as docs/kong/routing.md says; slow, and simple enough to be right. */

export interface Route {
  name: string;
  protocols?: string[];
  methods?: string[];
  hosts?: string[];
  paths?: string[];
  headers?: Record<string, string[]>;
  regex_priority?: number;
}

export interface Request {
  protocol: string;
  method: string;
  host: string;
  path: string;
  header?: string;
}

const isRegex = (path: string) => path.startsWith('~');

const meetsPath = (path: string, asked: string) =>
  isRegex(path) ? new RegExp(`^${path.slice(1)}`).test(asked) : asked.startsWith(path);

function meetsHost(host: string, asked: string): boolean {
  if (host.startsWith('*')) return asked.endsWith(host.slice(1));
  return host.endsWith('*') ? asked.startsWith(host.slice(0, -1)) : host === asked;
}

/** Whether a route with only this path (or none) matches. */
export const meets = (route: Route, path: string | undefined, request: Request): boolean =>
  (route.protocols ?? ['http', 'https']).includes(request.protocol) &&
  (!route.methods || route.methods.includes(request.method)) &&
  (!route.hosts || route.hosts.some((host) => meetsHost(host, request.host))) &&
  (path === undefined || meetsPath(path, request.path)) &&
  Object.values(route.headers ?? {}).every((values) => values.includes(request.header ?? ''));

/**
 * Steps 1 to 5 of the order, and of the last whether there is a path at all. `whole`: the kind of a path is that of its route.
 * `counted`: paths are among the things that a route asks for.
 */
export function priority(route: Route, path: string | undefined, whole: boolean, counted: boolean): number[] {
  const asks = [route.methods, route.hosts, route.headers, counted && route.paths].filter(Boolean).length;
  const regex = whole ? (route.paths ?? []).some(isRegex) : path !== undefined && isRegex(path);
  return [
    asks,
    route.hosts?.some((host) => host.includes('*')) ? 0 : 1,
    Object.keys(route.headers ?? {}).length,
    regex ? 1 : 0,
    regex ? (route.regex_priority ?? 0) : 0,
    path === undefined ? 0 : 1,
  ];
}

export const pathsOf = (route: Route): (string | undefined)[] => route.paths ?? [undefined];

/** The first difference decides. */
export function isHigher(one: number[], other: number[]): boolean {
  const index = one.findIndex((value, at) => value !== other[at]);
  return index >= 0 && one[index]! > other[index]!;
}

const cross = <A, B>(as: readonly A[], bs: readonly B[]): [A, B][] =>
  as.flatMap((a) => bs.map((b): [A, B] => [a, b]));

/** Requests enough to tell any two of the routes of the tests apart. */
export const requests: Request[] = cross(
  cross(['http', 'https'], ['GET', 'POST', 'PUT']),
  cross(
    cross(
      ['a.x', 'b.x', 'c.x', 'a.z', 'y'],
      ['/', '/a', '/a/', '/a/b', '/a/bc', '/a/b/c', '/ab', '/b', '/a/1', '/c', '/aa'],
    ),
    [undefined, '1', '2', '3'],
  ),
).map(([[protocol, method], [[host, path], header]]) => ({ protocol, method, host, path, header }));
