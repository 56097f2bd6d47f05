import { type Finding, surprising, unstartable } from '../finding.ts';
import type { Reading } from '../reading.ts';
import { sizeInBytes } from '../sizes.ts';

interface Rule {
  units: 'km' | 'kmg';
  /** Below this many bytes it is not what anyone means. */
  least: number;
  required?: true;
}

/** Sizes that only nginx judges, when the node starts: docs/kong/more-observations.md, section 7. */
const SIZES: Readonly<Record<string, Rule>> = {
  lmdb_map_size: { units: 'km', least: 1024 * 1024, required: true },
  mem_cache_size: { units: 'km', least: 64 * 1024, required: true },
  nginx_admin_client_max_body_size: { units: 'kmg', least: 1024 },
  nginx_admin_client_body_buffer_size: { units: 'km', least: 1024 },
  nginx_http_client_max_body_size: { units: 'kmg', least: 1 },
};

export function nginxSizes(conf: Reading): Finding[] {
  return Object.entries(SIZES).flatMap(([name, { units, least, required }]) => {
    const value = conf.text(name);
    const form = `write a whole number with ${units === 'km' ? 'k or m' : 'k, m or g'}: 128m`;
    if (value === undefined)
      return required ? [unstartable(name, 'is set to nothing, and nginx does not start', form)] : [];
    const bytes = sizeInBytes(value, units);
    if (bytes === undefined)
      return [
        unstartable(name, `is no size for nginx: ${conf.quoted(name, value)}; it does not start`, form),
      ];
    const none = bytes === 0 && name.endsWith('_max_body_size');
    return bytes < least && !none ? [small(name, bytes)] : [];
  });
}

function small(name: string, bytes: number): Finding {
  const says = `is ${bytes} bytes`;
  if (name === 'nginx_admin_client_max_body_size')
    return surprising(name, `${says}: every larger push is refused`, 'add a unit: 10m');
  return unstartable(name, `${says}, too few for a node to start or to work`, 'add a unit: 128m');
}
