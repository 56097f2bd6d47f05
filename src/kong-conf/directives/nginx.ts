import { onOff, type Rows, text, unset } from './row.ts';

/** What is handed to nginx as it stands: docs/kong/kong-conf.md, section 1. Others come by their prefixes. */
export const nginx: Rows = {
  nginx_user: text('kong kong', 'user and group the workers run as'),
  nginx_worker_processes: text('auto', 'how many workers'),
  nginx_daemon: onOff('on', 'whether the node goes to the background'),
  nginx_main_worker_rlimit_nofile: text('auto', 'files a worker may have open'),
  nginx_events_worker_connections: text('auto', 'connections a worker may have open'),
  nginx_events_multi_accept: text('on', 'whether a worker takes all new connections at once'),
  nginx_http_charset: text('UTF-8', 'charset named in answers'),
  nginx_http_client_header_buffer_size: text('1k', 'memory for the header of a request'),
  nginx_http_large_client_header_buffers: text('4 8k', 'memory for larger headers'),
  nginx_http_client_max_body_size: text('0', 'largest body of a proxied request, 0 for any'),
  nginx_http_client_body_buffer_size: text('8k', 'memory for the body of a proxied request'),
  nginx_http_keepalive_requests: text('10000', 'requests a client connection serves'),
  nginx_http_lua_regex_match_limit: text('100000', 'steps a regular expression may take'),
  nginx_http_lua_regex_cache_max_entries: text('8192', 'regular expressions kept compiled'),
  nginx_admin_client_max_body_size: text('10m', 'largest config a push may send'),
  nginx_admin_client_body_buffer_size: text('10m', 'memory for it; what is larger is not read'),
  nginx_stream_preread_buffer_size: text(unset, 'memory for the start of a session'),
};
