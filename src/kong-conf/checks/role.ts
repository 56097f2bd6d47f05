import { type Finding, refused } from '../finding.ts';
import type { Reading } from '../reading.ts';

/** What each part of a hybrid fleet needs and forbids: docs/kong/kong-conf.md, section 4. */
export function role(conf: Reading): Finding[] {
  const found: Finding[] = [];
  const off = (name: string) => conf.list(name)[0] === 'off';
  const plane = conf.is('role', 'data_plane') || conf.is('role', 'control_plane');
  if (conf.is('role', 'control_plane')) {
    if (conf.is('database', 'off'))
      found.push(refused('role', 'cannot be control_plane without a database', 'set it to traditional'));
    for (const name of ['admin_listen', 'cluster_listen'])
      if (off(name)) found.push(refused(name, 'cannot be off on a control plane'));
  }
  if (conf.is('role', 'data_plane')) {
    if (!conf.is('database', 'off'))
      found.push(refused('role', 'cannot be data_plane with a database', 'set database to off'));
    if (off('proxy_listen')) found.push(refused('proxy_listen', 'cannot be off on a data plane'));
  } else if (conf.list('cluster_dp_labels').length > 0) {
    found.push(refused('cluster_dp_labels', 'is for data planes only', 'remove it'));
  }
  if (plane && !(conf.text('cluster_cert') && conf.text('cluster_cert_key')))
    found.push(
      refused(
        'role',
        `cannot be ${conf.text('role')} without a certificate`,
        'set cluster_cert and cluster_cert_key',
      ),
    );
  if (plane && conf.is('cluster_mtls', 'pki') && !conf.text('cluster_ca_cert'))
    found.push(refused('cluster_mtls', 'cannot be pki without an authority', 'set cluster_ca_cert'));
  return found;
}
