import { createPrivateKey, X509Certificate } from 'node:crypto';
import { type Finding, refused } from '../finding.ts';
import { LISTEN, readListeners } from '../listeners.ts';
import { pemText } from '../pem-text.ts';
import type { Reading } from '../reading.ts';

interface Pair {
  certificate: string;
  key: string;
  /** Kong looks at the pair only where TLS is spoken. */
  used: (conf: Reading) => boolean;
}

const listensWithTls =
  (...names: string[]) =>
  (conf: Reading) =>
    names.some((name) => readListeners(conf.list(name), LISTEN[name]!).listeners.some(({ ssl }) => ssl));

const PAIRS: readonly Pair[] = [
  { certificate: 'ssl_cert', key: 'ssl_cert_key', used: listensWithTls('proxy_listen', 'stream_listen') },
  { certificate: 'admin_ssl_cert', key: 'admin_ssl_cert_key', used: listensWithTls('admin_listen') },
  {
    certificate: 'admin_gui_ssl_cert',
    key: 'admin_gui_ssl_cert_key',
    used: listensWithTls('admin_gui_listen'),
  },
  { certificate: 'status_ssl_cert', key: 'status_ssl_cert_key', used: listensWithTls('status_listen') },
  { certificate: 'client_ssl_cert', key: 'client_ssl_cert_key', used: (conf) => conf.is('client_ssl', true) },
  { certificate: 'cluster_cert', key: 'cluster_cert_key', used: (conf) => !conf.is('role', 'traditional') },
];

/** Certificates with their keys. */
export function certificates(conf: Reading): Finding[] {
  return PAIRS.filter(({ used }) => used(conf)).flatMap((pair) => {
    const [certs, keys] = [conf.all(pair.certificate), conf.all(pair.key)];
    return certs.length === keys.length ? [] : [unpaired(pair, certs.length, keys.length)];
  });
}

/** Both readable. What a node cannot load, it does not start with. */
export function certificateFiles(conf: Reading): Finding[] {
  return PAIRS.filter(({ used }) => used(conf)).flatMap((pair) => unreadable(conf, pair));
}

function unpaired({ certificate, key }: Pair, certs: number, keys: number): Finding {
  if (keys === 0) return refused(certificate, 'is set without its key', `set ${key}`);
  if (certs === 0) return refused(key, 'is set without its certificate', `set ${certificate}`);
  return refused(
    certificate,
    `has ${certs} certificates and ${key} has ${keys} keys`,
    'each needs the other',
  );
}

function unreadable(conf: Reading, { certificate, key }: Pair): Finding[] {
  return [
    ...conf
      .all(certificate)
      .filter((value) => !loads(value, (pem) => new X509Certificate(pem)))
      .map((value) =>
        refused(certificate, `holds no certificate that can be read: ${conf.quoted(certificate, value)}`),
      ),
    ...conf
      .all(key)
      .filter((value) => !loads(value, createPrivateKey))
      .map(() => refused(key, 'holds no key that can be read')),
  ];
}

function loads(value: string, read: (pem: string) => unknown): boolean {
  try {
    read(pemText(value) ?? '');
    return true;
  } catch {
    return false;
  }
}
