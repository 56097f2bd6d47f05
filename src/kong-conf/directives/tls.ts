import { list, number, oneOf, onOff, type Rows, secret, text, unset, yesNo } from './row.ts';

/** TLS: the node's own certificates, and what it trusts. Each may be a file, PEM text, or that in base64. */
export const tls: Rows = {
  ssl_cipher_suite: oneOf(
    ['modern', 'intermediate', 'old', 'fips', 'custom'],
    'intermediate',
    'which ciphers and protocols clients may use',
  ),
  ssl_ciphers: text(unset, 'ciphers of the suite custom'),
  ssl_protocols: text('TLSv1.2 TLSv1.3', 'protocols clients may use'),
  ssl_prefer_server_ciphers: onOff('on', "whether the node's order of ciphers counts"),
  ssl_dhparam: text(unset, 'Diffie-Hellman parameters'),
  ssl_session_tickets: onOff('on', 'whether sessions are resumed by tickets'),
  ssl_session_timeout: text('1d', 'how long sessions can be resumed'),
  ssl_session_cache_size: text('10m', 'memory for sessions to resume'),
  ssl_cert: list(unset, 'certificates of the proxy for hosts that have none of their own'),
  ssl_cert_key: secret(list(unset, 'their keys')),
  admin_ssl_cert: list(unset, 'certificates of the Admin API'),
  admin_ssl_cert_key: secret(list(unset, 'their keys')),
  admin_gui_ssl_cert: list(unset, 'certificates of Kong Manager'),
  admin_gui_ssl_cert_key: secret(list(unset, 'their keys')),
  status_ssl_cert: list(unset, 'certificates of the status API'),
  status_ssl_cert_key: secret(list(unset, 'their keys')),
  client_ssl: yesNo('off', 'whether the node shows a certificate to upstreams'),
  client_ssl_cert: text(unset, 'that certificate'),
  client_ssl_cert_key: secret(text(unset, 'its key')),
  lua_ssl_trusted_certificate: list('system', 'authorities the node trusts'),
  lua_ssl_verify_depth: number('1', 'certificates between a peer and such an authority'),
  lua_ssl_protocols: text('TLSv1.2 TLSv1.3', 'protocols for calls the node makes'),
};
