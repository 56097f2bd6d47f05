/** GET /status, and /status/ready of the Status API (docs/kong/admin-config-api.md section 6). */
import { NOTHING } from '../held/held.ts';
import { type Answer, json, message } from '../http/answer.ts';
import type { ApiCall } from './call.ts';

const DICTIONARIES: Record<string, number> = {
  kong: 5,
  kong_cluster_events: 5,
  kong_core_db_cache: 128,
  kong_core_db_cache_miss: 12,
  kong_db_cache: 128,
  kong_db_cache_miss: 12,
  kong_healthchecks: 5,
  kong_locks: 8,
  kong_rate_limiting_counters: 12,
  kong_secrets: 5,
  prometheus_metrics: 5,
};

export const getStatus = ({ kong }: ApiCall): Answer =>
  json(200, {
    configuration_hash: kong.held.hash,
    server: {
      connections_accepted: 1,
      connections_active: 1,
      connections_handled: 1,
      connections_reading: 0,
      connections_waiting: 0,
      connections_writing: 1,
      total_requests: 1,
    },
    memory: {
      workers_lua_vms: [
        { pid: process.pid, http_allocated_gc: mebibytes(process.memoryUsage().heapUsed / 2 ** 20) },
      ],
      lua_shared_dicts: Object.fromEntries(
        Object.entries(DICTIONARIES).map(([name, capacity]) => [
          name,
          { capacity: mebibytes(capacity), allocated_slabs: '0.04 MiB' },
        ]),
      ),
    },
  });

const mebibytes = (number: number): string => `${number.toFixed(2)} MiB`;

/** A node that holds nothing is never ready. */
export const getReady = ({ kong }: ApiCall): Answer =>
  kong.held.hash === NOTHING
    ? message(503, 'no configuration available (empty configuration present)')
    : message(200, 'ready');
