/** What a route matches, in a form that can be compared (docs/kong/routing.md). */
import type { Entry, Fields } from '../config/entries.ts';
import { isFields } from '../config/entries.ts';
import { texts } from './rule.ts';

export interface RouteMatch {
  protocols: readonly string[];
  methods?: readonly string[];
  hosts?: readonly string[];
  paths?: readonly string[];
  snis?: readonly string[];
  /** Values by name, both in lower case, sorted. */
  headers?: readonly [name: string, values: readonly string[]][];
  /** Addresses and ports of both ends, for streams. */
  ends: string;
  regexPriority: number;
}

const DEFAULT_PROTOCOLS = ['http', 'https'];

/** Undefined for a route by expression. */
export function matchOf({ value }: Entry): RouteMatch | undefined {
  if (value.expression !== undefined && value.expression !== null) return undefined;
  return {
    protocols: texts(value.protocols) ?? DEFAULT_PROTOCOLS,
    methods: texts(value.methods),
    hosts: texts(value.hosts),
    paths: texts(value.paths),
    snis: texts(value.snis),
    headers: headersOf(value.headers),
    ends: endsOf(value),
    regexPriority: typeof value.regex_priority === 'number' ? value.regex_priority : 0,
  };
}

function headersOf(headers: unknown): RouteMatch['headers'] {
  if (!isFields(headers)) return undefined;
  const all = Object.entries(headers).map(([name, values]): [string, readonly string[]] => [
    name.toLowerCase(),
    (texts(values) ?? []).map((value) => value.toLowerCase()),
  ]);
  return all.length ? all.sort(([a], [b]) => (a < b ? -1 : 1)) : undefined;
}

const endsOf = ({ sources, destinations }: Fields): string =>
  isEmpty(sources) && isEmpty(destinations) ? '' : `${endList(sources)} ${endList(destinations)}`;

const isEmpty = (list: unknown): boolean => !Array.isArray(list) || list.length === 0;

const endList = (list: unknown): string =>
  Array.isArray(list)
    ? [...new Set(list.map((end) => JSON.stringify([end?.ip, end?.port])))].sort().join()
    : '';

export const isRegex = (path: string): boolean => path.charCodeAt(0) === TILDE;

const TILDE = 126;

export const hasWildcard = (hosts: readonly string[]): boolean => hosts.some((host) => host.includes('*'));
