import { list, number, oneOf, onOff, type Rows, text, unset, yesNo } from './row.ts';

/** Where a node listens, how it routes and what it adds to messages: docs/kong/kong-conf.md, section 4. */
export const traffic: Rows = {
  proxy_listen: list(
    '0.0.0.0:8000 reuseport backlog=16384, 0.0.0.0:8443 http2 ssl reuseport backlog=16384',
    'where requests to proxy arrive',
  ),
  stream_listen: list('off', 'where TCP, TLS and UDP to proxy arrive'),
  admin_listen: list(
    '127.0.0.1:8001 reuseport backlog=16384, 127.0.0.1:8444 http2 ssl reuseport backlog=16384',
    'where the Admin API answers; a push needs it',
  ),
  admin_gui_listen: list('0.0.0.0:8002, 0.0.0.0:8445 ssl', 'where Kong Manager answers'),
  status_listen: list('127.0.0.1:8007 reuseport backlog=16384', 'where the status API answers'),
  admin_gui_url: list(unset, 'address of Kong Manager as browsers see it'),
  admin_gui_path: text('/', 'path of Kong Manager'),
  admin_gui_api_url: text(unset, 'address of the Admin API as browsers see it'),
  admin_gui_csp_header: yesNo('off', 'whether Kong Manager sends a content security policy'),
  router_flavor: oneOf(
    ['traditional', 'traditional_compatible', 'expressions'],
    'traditional_compatible',
    'how routes are matched, and so which fields they have',
  ),
  worker_consistency: oneOf(['strict', 'eventual'], 'eventual', 'when a worker rebuilds its router'),
  worker_state_update_frequency: number('5', 'seconds between such rebuilds', { above: 0, required: true }),
  headers: list('server_tokens, latency_tokens, X-Kong-Request-Id', 'headers added to answers'),
  headers_upstream: list('X-Kong-Request-Id', 'headers added to requests'),
  trusted_ips: list(unset, 'whose X-Forwarded headers are believed'),
  real_ip_header: text('X-Real-IP', "header that tells the client's address"),
  real_ip_recursive: onOff('off', 'whether trusted addresses in it are skipped'),
  upstream_keepalive_pool_size: number('512', 'idle connections kept for each upstream', { min: 0 }),
  upstream_keepalive_max_requests: number('10000', 'requests such a connection serves', { min: 0 }),
  upstream_keepalive_idle_timeout: number('60', 'seconds such a connection may idle', { min: 0 }),
};
