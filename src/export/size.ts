/** What a config takes: of a node's memory, and of the ways to it. */

import { pathOf } from '../config/entries.ts';
import { type FlatEntity, flatten } from '../config/flatten.ts';
import { labelOf, singular } from '../config/naming.ts';
import type { Opened } from '../config/open.ts';
import type { KongConf } from '../kong-conf/index.ts';
import { escaped } from './environment.ts';
import { bytesOf, ENVIRONMENT_VALUE, KUBERNETES_DATA } from './limits.ts';
import { liveBytes, neededBytes, pageBytes } from './lmdb.ts';
import { recordsOf } from './records.ts';
import { jsonLine, yamlText } from './texts.ts';

export interface SizeReport {
  /** Of the file. */
  bytes: number;
  entities: number;
  /** The largest first; what they take of LMDB. */
  byType: { type: string; count: number; bytes: number }[];
  /** Every entity with its defaults, as JSON. */
  flattenedBytes: number;
  lmdb: Fit & { liveBytes: number };
  cache: Fit;
  largest: { entity: string; bytes: number; line: number }[];
  ways: (Fit & { way: string; as: string })[];
}

/** A limit of null is none, or none that is known. Bytes of null: there is no such text. */
export interface Fit {
  bytes: number | null;
  limit: number | null;
  fits: boolean;
}

const compared = (bytes: number | undefined, limit: number | undefined): Fit => ({
  bytes: bytes ?? null,
  limit: limit === undefined || limit === Number.POSITIVE_INFINITY ? null : limit,
  fits: bytes !== undefined && bytes <= (limit ?? Number.POSITIVE_INFINITY),
});

type Limits = Pick<KongConf, 'lmdbMapSize' | 'memCacheSize' | 'adminBodySize'>;

/** Of a valid config, on a node with these settings. */
export function sizeOf(opened: Opened, bytes: number, conf: Limits): SizeReport {
  const { judged, registry, source } = opened;
  const { entities, meta } = flatten(judged!, registry);
  const sizes = entities.map((entity) => sizesOf(entity, opened, meta._transform !== false));
  const sum = (key: 'pages' | 'cached' | 'json') => sizes.reduce((total, one) => total + one[key], 0);
  const live = liveBytes(sum('pages'));
  return {
    bytes,
    entities: entities.length,
    byType: byType(sizes),
    flattenedBytes: sum('json'),
    lmdb: { liveBytes: live, ...compared(neededBytes(live), conf.lmdbMapSize) },
    cache: compared(sum('cached'), conf.memCacheSize),
    largest: largest(sizes, opened),
    ways: waysOf(source, bytes, conf),
  };
}

interface Sizes {
  entity: FlatEntity;
  pages: number;
  cached: number;
  json: number;
}

function sizesOf(entity: FlatEntity, { registry }: Opened, isTransformed: boolean): Sizes {
  let [pages, cached] = [0, 0];
  for (const record of recordsOf(entity, registry.types.get(entity.type)!, isTransformed)) {
    pages += pageBytes(record);
    if (record.kind.startsWith('I')) cached += record.keyBytes + record.valueBytes;
  }
  return { entity, pages, cached, json: bytesOf(JSON.stringify(entity.value)) };
}

function byType(sizes: readonly Sizes[]): SizeReport['byType'] {
  const found = new Map<string, { type: string; count: number; bytes: number }>();
  for (const { entity, pages } of sizes) {
    const sum = found.get(entity.type) ?? { type: entity.type, count: 0, bytes: 0 };
    found.set(entity.type, { ...sum, count: sum.count + 1, bytes: sum.bytes + pages });
  }
  return [...found.values()]
    .map((sum) => ({ ...sum, bytes: Math.round(sum.bytes) }))
    .sort((a, b) => b.bytes - a.bytes);
}

const MOST = 5;

function largest(
  sizes: readonly Sizes[],
  { judged, registry, locator, source }: Opened,
): SizeReport['largest'] {
  const few = [...sizes].sort((a, b) => b.pages - a.pages).slice(0, MOST);
  return few.map(({ entity, pages }) => {
    const path = entity.path.join('\n');
    const entry = judged!.entries.find(
      (one) => one.type.name === entity.type && pathOf(one).join('\n') === path,
    )!;
    // a name may have come from outside
    const label = source.referring ? `${singular(entity.type)} ${entry.index + 1}` : labelOf(entry, registry);
    return { entity: label, bytes: Math.round(pages), line: locator().nearest(entity.path).line };
  });
}

function waysOf(source: Opened['source'], bytes: number, { adminBodySize }: Limits): SizeReport['ways'] {
  const json = jsonLine(source).value;
  const yaml = yamlText(source).value;
  const [jsonBytes, yamlBytes] = [json, yaml].map((text) => (text === undefined ? undefined : bytesOf(text)));
  const variable = json === undefined ? undefined : bytesOf(escaped(json));
  const body = jsonBytes === undefined ? bytes : jsonBytes;
  return [
    {
      way: 'POST /config',
      as: jsonBytes === undefined ? 'as it is' : 'as JSON',
      ...compared(body, adminBodySize),
    },
    { way: 'ConfigMap or Secret', as: 'as YAML', ...compared(yamlBytes, KUBERNETES_DATA) },
    { way: 'environment', as: 'as JSON', ...compared(variable, ENVIRONMENT_VALUE) },
  ];
}
