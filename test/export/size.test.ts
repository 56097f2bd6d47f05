/** Against what real nodes hold: docs/commands/size.md says how the numbers are made. */
import { describe, expect, test } from 'vitest';
import { flatten } from '../../src/config/flatten.ts';
import { open } from '../../src/config/open.ts';
import { encodedSize } from '../../src/export/encoded-size.ts';
import { neededBytes } from '../../src/export/lmdb.ts';
import { recordsOf } from '../../src/export/records.ts';
import { sizeOf } from '../../src/export/size.ts';
import { flatten as flattenValue } from '../../src/normalize/flatten.ts';
import { configLike, facts } from './measured.ts';

const MiB = 2 ** 20;
const limits = { lmdbMapSize: 2048 * MiB, memCacheSize: 128 * MiB, adminBodySize: 10 * MiB };
const error = (estimate: number, measured: number) => Math.abs(estimate / measured - 1);

/** Of every record of a kind. */
function sumsOf(text: string): Record<string, { count: number; key_bytes: number; value_bytes: number }> {
  const { judged, registry } = open(text, { format: 'json' });
  const sums: ReturnType<typeof sumsOf> = {};
  for (const entity of flatten(judged!, registry).entities) {
    for (const { kind, keyBytes, valueBytes } of recordsOf(entity, registry.types.get(entity.type)!, true)) {
      const { count, key_bytes, value_bytes } = sums[kind] ?? { count: 0, key_bytes: 0, value_bytes: 0 };
      sums[kind] = {
        count: count + 1,
        key_bytes: key_bytes + keyBytes,
        value_bytes: value_bytes + valueBytes,
      };
    }
  }
  return sums;
}

describe.each(facts.configs.map((one) => [one.id, one] as const))('%s', (_, measured) => {
  const text = configLike(measured);

  test('the config is as long as the one that was measured', () => {
    expect(error(text.length, measured.json_bytes)).toBeLessThan(0.015);
  });

  test('a node holds these records, with keys of these lengths', { timeout: 60_000 }, () => {
    const { other, ...records } = measured.records;
    const sums = sumsOf(text);
    for (const [kind, { count, key_bytes, value_bytes }] of Object.entries(records)) {
      if (kind.endsWith('|workspaces') || kind.includes('|workspaces|')) continue;
      expect(sums[kind], kind).toMatchObject({ count, key_bytes });
      expect(error(sums[kind]!.value_bytes, value_bytes), kind).toBeLessThan(0.06);
    }
    expect(Object.keys(sums).filter((kind) => !(kind in records))).toEqual([]);
    expect(other).toBeDefined();
  });

  test('its need of LMDB is found with an error below 15 %', { timeout: 60_000 }, () => {
    const { first_load, after_3rd_reload } = measured;
    const { lmdb } = sizeOf(open(text, { format: 'json' }), text.length, limits);
    expect(error(lmdb.liveBytes, first_load.bytes_live)).toBeLessThan(0.15);
    expect(error(lmdb.liveBytes, after_3rd_reload.bytes_live)).toBeLessThan(0.15);
    expect(error(3 * lmdb.liveBytes, after_3rd_reload.bytes_highwater)).toBeLessThan(0.15);
  });
});

test.each(
  facts.bisection.results
    .filter(({ smallest_ok_m }) => smallest_ok_m > 1)
    .map((one) => [one.id, one] as const),
)(
  'the smallest lmdb_map_size in which %s was reloaded is foreseen',
  { timeout: 60_000 },
  (id, { smallest_ok_m }) => {
    const text = configLike(facts.configs.find((one) => one.id === id)!);
    const { lmdb } = sizeOf(open(text, { format: 'json' }), text.length, limits);
    // in whole mebibytes, so one may be the other's neighbour
    expect(Math.abs(lmdb.bytes! / MiB - smallest_ok_m)).toBeLessThan(Math.max(1, 0.25 * smallest_ok_m));
    expect(lmdb.bytes).toBe(neededBytes(lmdb.liveBytes));
  },
);

/** Those that are valid with nothing but their name, without random secrets. */
const plain = [
  'bot-detection',
  'correlation-id',
  'cors',
  'grpc-gateway',
  'hmac-auth',
  'jwt',
  'key-auth',
].concat([
  'prometheus',
  'request-termination',
  'request-transformer',
  'response-transformer',
  'syslog',
  'zipkin',
]);

test.each(plain)('plugin %s is stored in as many bytes as a node stores it in', (name) => {
  const { value } = flattenValue({ _format_version: '3.0', plugins: [{ name }] });
  const stored = { ...value!.entities[0]!.value, ws_id: '0dc6f45b-8f8d-40d2-a504-473544ee190b' };
  expect(encodedSize(stored)).toBe(facts.rule.value_bytes_plugin_minimal_config_global[name]);
});

test.each([
  ['a'.repeat(191), 192],
  ['a'.repeat(192), 194],
  ['a'.repeat(8127), 8129],
  ['a'.repeat(8128), 8133],
  ['é', 3],
  [[], 1],
  [{}, 1],
  [[null, true], 4],
  [{ a: 1 }, 13],
])('a value is as long as LuaJIT writes it: %#', (value, bytes) => expect(encodedSize(value)).toBe(bytes));

test('a limit is met by as much as it says and not by one byte more', () => {
  const text = '{"_format_version":"3.0","_comment":"a","services":[{"name":"a","host":"b"}]}';
  const opened = open(text, { format: 'json' });
  const { lmdb, cache } = sizeOf(opened, text.length, limits);
  const [map, memory] = [lmdb.bytes!, cache.bytes!];
  const fitting = sizeOf(opened, text.length, {
    lmdbMapSize: map,
    memCacheSize: memory,
    adminBodySize: text.length,
  });
  expect([fitting.lmdb.fits, fitting.cache.fits, fitting.ways[0]!.fits]).toEqual([true, true, true]);
  const tight = sizeOf(opened, text.length, {
    lmdbMapSize: map - 1,
    memCacheSize: memory - 1,
    adminBodySize: text.length - 1,
  });
  expect([tight.lmdb.fits, tight.cache.fits, tight.ways[0]!.fits]).toEqual([false, false, false]);
  const none = sizeOf(opened, text.length, { adminBodySize: Number.POSITIVE_INFINITY });
  expect([none.lmdb.limit, none.ways[0]!.limit, none.ways[0]!.fits]).toEqual([null, null, true]);
});
