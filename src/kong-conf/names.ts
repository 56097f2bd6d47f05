import { nearestWord } from '../suggest.ts';
import { describe, directives } from './directives/index.ts';

/**
 * A key as Kong reads it: every byte that is no letter or digit becomes an underscore, so mem-cache-size is
 * mem_cache_size. A character of several bytes becomes several: docs/kong/more-observations.md, section 6.
 */
export function directiveName(key: string): string {
  return key.replace(/[^A-Za-z0-9]/gu, (character) =>
    '_'.repeat(character === '\ufffd' ? 1 : Buffer.byteLength(character)),
  );
}

/** Names of older versions, or of habit, and what serves now. */
const RETIRED: Readonly<Record<string, string>> = {
  custom_plugins: 'list the plugins in plugins, after bundled',
  nginx_optimizations: 'nothing serves instead; the nginx_ directives set each thing by name',
  client_max_body_size: 'set nginx_http_client_max_body_size, or for pushes nginx_admin_client_max_body_size',
  client_body_buffer_size:
    'set nginx_http_client_body_buffer_size, or for pushes nginx_admin_client_body_buffer_size',
  privileged_worker: 'set dedicated_config_processing',
  router_consistency: 'set worker_consistency',
  router_update_frequency: 'set worker_state_update_frequency',
};

/** What to do about a name that Kong drops. */
export function insteadOf(name: string): string | undefined {
  if (Object.hasOwn(RETIRED, name)) return RETIRED[name];
  const plain = name
    .toLowerCase()
    .replace(/^_+|_+$/g, '')
    .replace(/^export_/, '');
  const meant = describe(plain) ? plain : nearestWord(plain, directives.keys());
  return meant && `did you mean ${meant}?`;
}
