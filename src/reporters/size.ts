/** One screen about what a config takes. */
import type { Fit, SizeReport } from '../export/size.ts';
import { safe } from './cells.ts';

export function sizeScreen(file: string, report: SizeReport): string {
  const { bytes, entities, flattenedBytes, lmdb, cache, ways, largest } = report;
  const blocks = [
    [
      `${safe(file)}: ${size(bytes)}, ${plural(entities, 'entity', 'entities')}, ${size(flattenedBytes)} flattened`,
    ],
    typeRows(report.byType),
    table([
      fitRow('LMDB', lmdb, (of) => `${size(lmdb.liveBytes)}, with reloads ${of}`, 'lmdb_map_size'),
      fitRow('cache', cache, (of) => of, 'mem_cache_size'),
      ...ways.map((one) => fitRow(one.way, one, (of) => `${of} ${one.as}`, LIMITS[one.way]!)),
    ]),
    largest.length === 0
      ? []
      : ['largest:', ...table(largest.map((one) => [size(one.bytes), `line ${one.line}`, safe(one.entity)]))],
  ];
  return blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => `${lines.join('\n')}\n`)
    .join('\n');
}

/** So that all is on one screen. */
const TYPES = 8;

const LIMITS: Record<string, string> = {
  'POST /config': 'nginx_admin_client_max_body_size',
  'ConfigMap or Secret': "Kubernetes' limit",
  environment: "Linux's limit",
};

function typeRows(types: SizeReport['byType']): string[] {
  const [shown, others] =
    types.length <= TYPES ? [types, []] : [types.slice(0, TYPES - 1), types.slice(TYPES - 1)];
  const sum = (key: 'count' | 'bytes') => others.reduce((total, one) => total + one[key], 0);
  const rest = { type: `${others.length} other types`, count: sum('count'), bytes: sum('bytes') };
  const rows = others.length === 0 ? shown : [...shown, rest];
  return table(rows.map(({ type, count, bytes }) => [type, grouped(count), size(bytes)]));
}

function fitRow(
  what: string,
  { bytes, limit, fits }: Fit,
  says: (size: string) => string,
  by: string,
): string[] {
  if (bytes === null) return [what, 'cannot be written'];
  if (limit === null) return [what, says(size(bytes)), `fits, ${by} is no limit`];
  // What is barely too large looks the same when rounded.
  const inWords = !fits && size(bytes) === size(limit) ? exactly : size;
  return [what, says(inWords(bytes)), `${fits ? 'fits' : 'TOO LARGE for'} ${by}, ${inWords(limit)}`];
}

function table(rows: readonly string[][]): string[] {
  const widths = [0, 1].map((column) => Math.max(0, ...rows.map((row) => row[column]!.length)));
  const padded = (row: string[]) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ');
  return rows.map((row) => `  ${padded(row)}`.trimEnd());
}

function size(bytes: number): string {
  if (bytes < 1024) return exactly(bytes);
  const [unit, one]: [string, number] = bytes < 2 ** 20 ? ['KiB', 2 ** 10] : ['MiB', 2 ** 20];
  return `${Number((bytes / one).toFixed(1)).toLocaleString('en-US')} ${unit}`;
}

const exactly = (bytes: number): string => `${grouped(bytes)} bytes`;

const grouped = (count: number): string => count.toLocaleString('en-US');

const plural = (count: number, one: string, more: string): string =>
  `${grouped(count)} ${count === 1 ? one : more}`;
